"""What tells which story a hop belongs to: the names of its payment, of its use of a service, of its trace."""

import re

from common import ids
from launcher_app.feed.doors import Part
from launcher_app.feed.facts import Facts
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import StoryKind

CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")
OF_PAYMENTS = frozenset({Part.CHECK, Part.MONEY, Part.CREDIT})


def kind_of(part: Part | None, facts: Facts) -> StoryKind:
    """What kind of story a hop begins, if none is known that it belongs to."""
    if part is Part.POLL:
        return StoryKind.POLLS
    if part is Part.USE or facts.use_id:
        return StoryKind.USE
    return StoryKind.PAYMENT if part in OF_PAYMENTS or facts.payment_id else StoryKind.OTHER


def names_of(hop: Hop, facts: Facts) -> list[str]:
    """The surest first: a payment's id, as its code where it has one, its number, and then only the trace.

    The code of a payment is the trace of ours; a stranger's program may send no trace at all, or one for everything.
    """
    said = [_of_payment(facts.payment_id), f"number {facts.number}" if facts.number else ""]
    said.append(f"code {ids.payment_code(facts.use_id)}" if ids.is_uuid(facts.use_id) else "")
    said.append(f"code {hop.trace}" if CODE.fullmatch(hop.trace) else f"trace {hop.trace or hop.span}")
    return list(dict.fromkeys(one for one in said if one))


def sure(name: str) -> bool:
    """Whether the name is of one payment or use, whatever trace it goes by."""
    return not name.startswith("trace ")


def code_of(names: list[str]) -> str:
    """The code among the names; empty without one."""
    return next((name.removeprefix("code ") for name in names if name.startswith("code ")), "")


def _of_payment(payment_id: str) -> str:
    if ids.is_uuid(payment_id):
        return f"code {ids.payment_code(payment_id)}"
    if payment_id.isdecimal():
        return f"number {payment_id}"
    return f"id {payment_id}" if payment_id else ""
