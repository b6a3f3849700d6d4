"""What is wrong with a filled-in form, said about each field in words, and all at once."""

from collections.abc import Sequence

from common.errors import Rejected
from common.protocol.endpoint import Message
from common.words import Words


class Mistake(Message, frozen=True):
    """One thing to correct; `field` is the field's name in the question, empty when it is about no single one.

    A field inside a row is addressed by both: `ranges.2.fixed`.
    """

    field: str
    words: Words


class Mistakes(Message, frozen=True):
    """Everything to correct before it can be done; empty when nothing is."""

    mistakes: list[Mistake] = []


def refuse(mistakes: Sequence[Mistake]) -> None:
    """Rejected `wrong_value` with all mistakes in its words, if there are any: saving says the same as trying."""
    if not mistakes:
        return
    refusal = Rejected("wrong_value", "; ".join(f"{one.field}: {one.words.ru}" for one in mistakes))
    refusal.heard = Words(
        f"Ничего не сохранено. {' '.join(_sentence(one.words.ru) for one in mistakes)}",
        f"Nothing was saved. {' '.join(_sentence(one.words.en) for one in mistakes)}",
    )
    raise refusal


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "…")) else f"{words}."
