"""Any text or bytes of a code, explained in words: what it is, what each part means, what is wrong, what to do."""

from common.pay_codes import (
    cpm,
    cpm_lint,
    digits,
    digits_lint,
    emv_lint,
    gost,
    gost_lint,
    link,
    link_lint,
    sbp,
    sbp_lint,
)
from common.pay_codes.explained import Explained, Format, Notes
from common.protocol.wallets.codes import QrKeys
from common.words import Words

LONGEST = 10_000
"""Characters that are looked at; no QR code holds more than 7089."""
CARD = "OPLATA1:"
NOTHING = Words("Пусто: вставьте текст кода или картинку.", "Nothing here: paste a code's text or a picture.")
WEB = Words("Это ссылка на страницу, не платёжный код.", "This is a link to a page, not a payment code.")
CONNECTION = Words(
    "Это карточка подключения нашей сети: её берут в окне роли, по ней не платят.",
    "This is a connection card of our network: a role's window takes it, it is not paid.",
)
UNKNOWN = Words(
    "Такого формата мы не знаем: не EMVCo, не ГОСТ, не СБП, не наша ссылка и не штрихкод.",
    "An unknown format: not EMVCo, not GOST, not SBP, not our link, not a barcode.",
)


def explain(given: str | bytes, keys: QrKeys | None = None) -> Explained:
    """What a code is and says; it never raises, whatever is given. Signatures are checked when `keys` are given.

    Bytes, as a scanner or a picture gives them, tell more than a text: the encoding of a bill by GOST.
    """
    data = given[:LONGEST] if isinstance(given, bytes) else None
    text = given.decode("utf-8", "replace") if isinstance(given, bytes) else given
    # Half a character of UTF-16 is no character, though a text may hold it.
    text = text[:LONGEST].strip().encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    kind = "gost" if data is not None and gost.looks_so(data) else format_of(text)
    if kind == "gost":
        return gost_lint.explain(text, data)
    if kind == "emv":
        return emv_lint.explain(text, keys)
    if kind == "link":
        return link_lint.explain(text, keys)
    if kind == "sbp":
        return sbp_lint.explain(text)
    if kind == "cpm":
        return cpm_lint.explain(text)
    bare = _bare(text)
    return digits_lint.explain(bare) if digits.DIGITS.fullmatch(bare) else _unknown(text)


def format_of(text: str) -> Format:
    """What kind of code a text begins as: its parts are not looked at, so that it takes no time whatever is given."""
    text = text[:LONGEST].strip()
    if text.startswith("ST0"):
        return "gost"
    if text.startswith("00020"):
        return "emv"
    if text.startswith(link.SCHEME):
        return "link"
    if sbp.looks_so(text):
        return "sbp"
    if cpm.looks_so(text):
        return "cpm"
    bare = _bare(text)
    return digits_lint.explain(bare).format if digits.DIGITS.fullmatch(bare) else "unknown"


def _bare(text: str) -> str:
    return text.replace(" ", "")


def _unknown(text: str) -> Explained:
    notes = Notes()
    if text:
        notes.tell("", Words("текст", "text"), text[:500])
    if not text:
        return notes.done("unknown", NOTHING)
    if text.startswith(("http://", "https://")):
        return notes.done("unknown", WEB)
    return notes.done("unknown", CONNECTION if text.startswith(CARD) else UNKNOWN)
