"""The consumer's rules: how a use is worded for a provider, and what an answer says about it."""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from common.errors import NOTHING_SENT, OplataError, Rejected, Unavailable
from common.protocol import codes
from common.words import Words

PLACEHOLDERS = ("use_id", "number", "service", "quantity")
MOST = 1_000_000
"""No single use is larger than this many units."""
LARGEST_BALANCE = 10**15
_USE_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class UseState(StrEnum):
    """What is known of a use. `unknown` is neither a success nor a failure: it is asked again with the same id."""

    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class PaymentState(StrEnum):
    """What this program knows of a payment out of a wallet.

    `taken`: the centre has it and has not ended it; `ended` it has, one way or another. `unknown` is asked again with
    the same id.
    """

    SENDING = "sending"
    TAKEN = "taken"
    ENDED = "ended"
    REFUSED = "refused"
    UNKNOWN = "unknown"


def demand_template(template: Mapping[str, str]) -> None:
    """Refuse a template that names what a use does not have, or leaves out its id: without it no repeat is safe."""
    named = {name for text in template.values() for name in _PLACEHOLDER.findall(text)}
    strange = named - set(PLACEHOLDERS)
    if strange:
        raise Rejected("wrong_value", "template: " + ", ".join(f"{{{name}}}" for name in sorted(strange)))
    if "use_id" not in named:
        raise Rejected("wrong_value", "template: {use_id}?")


def use_id_of(text: str, name: str = "use_id") -> str:
    """The id that whoever asks has made, empty when it made none; a word that others may make too is refused."""
    if text and not _USE_ID.fullmatch(text):
        raise Rejected("wrong_value", f"{name}: {text[:40]}")
    return text


def demand_quantity(quantity: int) -> None:
    """Refuse what nobody can use."""
    if not 1 <= quantity <= MOST:
        raise Rejected("wrong_value", f"quantity: 1 … {MOST}")


def cost(price: int, quantity: int) -> int:
    """What a use will cost as the contract declares its price, minor units; the provider's answer has the last word."""
    return price * quantity


def filled(template: Mapping[str, str], values: Mapping[str, str | int], *, typed: bool) -> dict[str, str | int]:
    """The template with its placeholders filled in; `typed` leaves a number alone in its place a number."""
    return {name: _filled(text, values, typed) for name, text in template.items()}


def _filled(text: str, values: Mapping[str, str | int], typed: bool) -> str | int:
    whole = _PLACEHOLDER.fullmatch(text)
    if whole and typed:
        return values[whole[1]]
    return _PLACEHOLDER.sub(lambda found: str(values[found[1]]), text)


def state_after(error: OplataError, *, first: bool) -> UseState:
    """What a use has become when its sending ended badly.

    A «no» is final at any time. At the first sending a request that never left, or was turned away at the door, was
    not carried out either; at a repeat they tell nothing about the sending before, so the outcome stays unknown. A word
    for a «no» under another status than its own may mean anything.
    """
    if isinstance(error, Rejected):
        return UseState.REFUSED
    at_the_door = not isinstance(error, Unavailable) and codes.KINDS.get(error.code) is not Rejected
    never_left = at_the_door or error.code in NOTHING_SENT
    return UseState.REFUSED if first and never_left else UseState.UNKNOWN


def payment_after(error: OplataError, *, first: bool) -> PaymentState:
    """What a payment has become when its sending ended badly: by the same rule as a use."""
    refused = state_after(error, first=first) is UseState.REFUSED
    return PaymentState.REFUSED if refused else PaymentState.UNKNOWN


def outweighs(state: str, code: str, old_state: str, old_code: str) -> bool:
    """Whether an outcome is written over an older one, when several tries went out under one id.

    The one that has heard more of the other side is kept, whichever was written first: what was done is never told as
    what never left, nor is what may have been done. Nobody knows, and a payment under way, are said again.
    """
    new, old = _weight(state, code), _weight(old_state, old_code)
    return new > old or (new == old and state in (UseState.UNKNOWN, PaymentState.TAKEN))


def _weight(state: str, code: str) -> int:
    """How much is known: nothing yet; that a try never got in; that nobody knows; a no; a yes; its end."""
    if state != UseState.REFUSED:
        return {"sending": 0, "unknown": 2, "taken": 4, "done": 5, "ended": 5}[state]
    return 3 if codes.KINDS.get(code) is Rejected else 1


def why(reason: str) -> Words:
    """The words of a payment's reason; it comes without what would fill their blank."""
    said = codes.words(reason)
    return Words(said.ru.replace(" ()", ""), said.en.replace(" ()", ""))


def believable(balance: int, at: datetime) -> bool:
    """Whether a provider's word can be kept: a balance that books can hold, at a moment with its zone."""
    return abs(balance) <= LARGEST_BALANCE and at.tzinfo is not None


def demand_answer_to(use_id: str, service: str, quantity: int, answered: tuple[str, str, int, int]) -> None:
    """An answer about another use, or with a cost that cannot be, tells nothing: the outcome is unknown."""
    if answered[:3] != (use_id, service, quantity) or not 0 <= answered[3] <= LARGEST_BALANCE:
        raise Unavailable("unreadable_answer", "use_id, service, quantity, cost")
