"""What a request and its reply say about a payment, in whatever dialect they say it."""

from typing import Any
from urllib.parse import parse_qsl

import msgspec

from common.money import RUB
from common.protocol.consumer import NOTIFY
from common.protocol.dialects.osmp import PATH as OSMP_PATH
from common.protocol.dialects.osmp.wire import kopecks
from common.protocol.wallets.doors import ROOT
from launcher_app.feed.doors import OSMP, door_path, payment_in

LONGEST = 100
LARGEST, LARGEST_NUMBER = 10**15, 10**40


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """Texts are empty and sums None where nothing is said; `amount` is what the hop is about, in minor units."""

    payment_id: str = ""
    number: str = ""
    use_id: str = ""
    account: str = ""
    provider_id: int = 0
    inserted: int | None = None
    amount: int | None = None
    currency: str = RUB
    verb: str = ""


class _Said(msgspec.Struct):
    """The fields of our messages that matter here; a stranger's program may put anything into them."""

    payment_id: Any = None
    number: Any = None
    use_id: Any = None
    account: Any = None
    recipient: Any = None
    provider_id: Any = None
    inserted: Any = None
    amount: Any = None
    cost: Any = None
    currency: Any = None


_SAID = msgspec.json.Decoder(_Said)
_NOTHING = _Said()


def facts(method: str, path: str, request: str, reply: str) -> Facts:
    """What is said there."""
    door, _, query = path.partition("?")
    if door == OSMP_PATH:
        return _of_osmp(request or query)
    asked, answered = _said(request), _said(reply)
    amount = _sum(asked.amount)
    if amount is None:
        amount = next((one for one in map(_sum, (answered.cost, answered.amount)) if one is not None), None)
    payment_id = _text(asked.payment_id) or _text(answered.payment_id) or payment_in(door)
    has_number = bool(payment_id) and door != NOTIFY.path  # the number of a piece of news is its subscriber's
    return Facts(
        payment_id=payment_id,
        number=(_text(asked.number) or _text(answered.number)) if has_number else "",
        use_id=_text(asked.use_id) or _text(answered.use_id),
        account=_account(asked, answered) or ("" if has_number else _text(asked.number)),
        provider_id=asked.provider_id if type(asked.provider_id) is int else 0,
        inserted=_sum(asked.inserted),
        amount=amount,
        currency=_text(asked.currency) or _text(answered.currency) or RUB,
        verb=_verb(door_path(door)),
    )


def _verb(door: str) -> str:
    return door[1:] if door.startswith(f"{ROOT}/") else door.rpartition("/v1/")[2]


def _account(asked: _Said, answered: _Said) -> str:
    """Whom the money is for: a number, or of a wallet's payment the name that its sides are shown."""
    named = answered.recipient.get("name") if isinstance(answered.recipient, dict) else None
    return _text(asked.account) or _text(asked.recipient) or _text(named)


def _of_osmp(text: str) -> Facts:
    said = dict(parse_qsl(text[: 64 * LONGEST]))
    verb = f"osmp/{said.get('command', '')}"
    amount = kopecks(said.get("sum", ""))
    return Facts(
        number=said.get("txn_id", "")[:LONGEST],
        account=said.get("account", "")[:LONGEST],
        amount=amount or None,
        verb=verb if verb in OSMP else "osmp",
    )


def _said(body: str) -> _Said:
    if not body.startswith("{"):
        return _NOTHING
    try:
        return _SAID.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        return _NOTHING


def _text(value: Any) -> str:
    """A text or a whole number, as ids are written by some."""
    if isinstance(value, str):
        return value[:LONGEST]
    return str(value) if type(value) is int and abs(value) < LARGEST_NUMBER else ""


def _sum(value: Any) -> int | None:
    return value if type(value) is int and abs(value) < LARGEST else None
