"""The HTML of the simulated bank's pages: both languages, no library, and a policy that lets out exactly one form."""

import base64
import hashlib
import html
from collections.abc import Mapping
from urllib.parse import urlsplit

from common.http_server import RawAnswer
from common.money import SIGNS, text
from common.words import Words
from processing_app.bank.simulated.store import Heard

STYLE = (
    "body{font:20px/1.5 sans-serif;max-width:32em;margin:2em auto;padding:0 1em;color:#111;background:#fff}"
    "h1{font-size:1.3em}small{display:block;color:#444;font-size:.8em}"
    "dt{color:#444}dd{margin:0 0 .6em;font-weight:bold}"
    "input,button{font:inherit;padding:.6em 1em;min-height:3em;margin:.3em .3em .3em 0}"
    "button{background:#0b4f9e;color:#fff;border:0}button.no{background:#fff;color:#111;border:2px solid #111}"
    "button small{color:inherit}"
    ":focus-visible{outline:4px solid #f90}"
)
GO_ON = "document.forms[0].submit()"


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


_STYLE_HASH, _SCRIPT_HASH = _hash(STYLE), _hash(GO_ON)


def said(words: Words) -> str:
    """A text in both languages, Russian first."""
    return f'{html.escape(words.ru)} <small lang="en">{html.escape(words.en)}</small>'


def about(heard: Heard) -> str:
    """What is paid and to whom."""
    sign = SIGNS.get(heard.currency, heard.currency)
    sums = Words(f"{text(heard.amount)} {sign}", f"{text(heard.amount, english=True)} {sign}")
    shop, amount = Words("Магазин", "Shop"), Words("Сумма", "Sum")
    return (
        f"<dl><dt>{said(shop)}</dt><dd id=shop>{html.escape(heard.shop or '—')}</dd>"
        f"<dt>{said(amount)}</dt><dd id=sum>{said(sums)}</dd></dl>"
    )


def hidden(fields: Mapping[str, str]) -> str:
    """Fields that a form carries along."""
    return "".join(
        f'<input type=hidden name="{html.escape(name)}" value="{html.escape(value)}">' for name, value in fields.items()
    )


def page(title: Words, body: str, *lets: str, goes_on: bool = False, status: int = 200) -> RawAnswer:
    """A whole page. `lets` are the addresses its form may reach, the one it is sent on to included; none: no form.

    `goes_on` sends the form without a click; whoever has no scripts clicks.
    """
    script = f"<script>{GO_ON}</script>" if goes_on else ""
    whole = (
        '<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width"><title>{html.escape(title.ru)} · {html.escape(title.en)}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{said(title)}</h1>{body}</main>{script}</body></html>"
    )
    policy = (
        f"default-src 'none'; style-src {_STYLE_HASH}; script-src {_SCRIPT_HASH if goes_on else repr('none')}; "
        f"base-uri 'none'; frame-ancestors 'none'; form-action {' '.join(filter(None, lets)) or repr('none')}; "
        "sandbox allow-forms allow-scripts"
    )
    headers = (
        ("content-security-policy", policy),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
    )
    return RawAnswer(whole.encode(), "text/html; charset=utf-8", status, headers, veiled=True)


def origin(address: str) -> str:
    """Where an address leads, as a policy names it; empty for what is no address of the web."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    host = parts.hostname or ""
    plain = host.isascii() and all(letter.isalnum() or letter in ".-" for letter in host)
    return f"{parts.scheme}://{host}{port}" if parts.scheme in ("http", "https") and host and plain else ""
