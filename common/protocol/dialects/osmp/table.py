"""The OSMP dialect's result codes: what each number means is data of a contract, for real networks disagree on them."""

from enum import StrEnum

import msgspec

from common.errors import Broken, OplataError, Rejected, Unavailable
from common.protocol import codes

OK = 0
LARGEST_CODE = 9_999


class Result(StrEnum):
    """What an answer says, whatever number a contract gives it."""

    TEMPORARY = "temporary"
    WRONG_FORMAT = "wrong_format"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    TECHNICAL = "technical"
    WRONG_EXTRA = "wrong_extra"
    RATE_CHANGED = "rate_changed"
    NOT_ACTIVE = "not_active"
    UNFINISHED = "unfinished"
    REUSED = "reused"
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"
    UNDETERMINED = "undetermined"
    OTHER = "other"


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of a code table: the number on the wire, what it says, our code of that error."""

    number: int
    result: Result
    error: str

    @property
    def fatal(self) -> bool:
        """Whether repeating is of no use; 90 and 1 ask for the same request again."""
        return codes.KINDS[self.error] is not Unavailable


class CodeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A contract's table of result codes."""

    meanings: tuple[Meaning, ...]

    def number(self, result: Result) -> int:
        """The number that says this."""
        return next(one.number for one in self.meanings if one.result is result)

    def meaning(self, number: int) -> Meaning | None:
        """What a number says. Where one number says several things, the one that gives no money back is believed."""
        found = [one for one in self.meanings if one.number == number]
        return next((one for one in found if codes.KINDS[one.error] is not Rejected), found[0] if found else None)

    def error(self, number: int, comment: str) -> OplataError:
        """The error that a number other than 0 means; a number nobody agreed on is no «no»: it is asked again."""
        meaning = self.meaning(number)
        if meaning is None:
            return Unavailable("unreadable_answer", f"result {number} {comment}".strip())
        return codes.KINDS[meaning.error](meaning.error, comment or f"result {number}")

    def changed(self, numbers: dict[str, int]) -> "CodeTable":
        """The table with other numbers for some results; Rejected `wrong_value` when it would contradict itself."""
        unknown = set(numbers) - {one.result.value for one in self.meanings}
        if unknown:
            raise Rejected("wrong_value", f"codes: {', '.join(sorted(unknown))[:200]}")
        table = CodeTable(
            tuple(
                msgspec.structs.replace(one, number=numbers.get(one.result.value, one.number)) for one in self.meanings
            )
        )
        demand_sound(table)
        return table


def demand_sound(table: CodeTable) -> None:
    """Refuse a table that lacks a result, calls an error 0, or lets one number both ask again and end a payment."""
    if sorted(one.result for one in table.meanings) != sorted(Result):
        raise Rejected("wrong_value", "codes: results")
    for one in table.meanings:
        if not 1 <= one.number <= LARGEST_CODE:
            raise Rejected("wrong_value", f"codes: {one.result} = {one.number}")
        if codes.KINDS.get(one.error) not in (Rejected, Unavailable, Broken):
            raise Rejected("wrong_value", f"codes: {one.result} → {one.error[:40]}")
        if any(other.fatal != one.fatal for other in table.meanings if other.number == one.number):
            raise Rejected("wrong_value", f"codes: {one.number}")


STANDARD = CodeTable(
    (
        Meaning(1, Result.TEMPORARY, "not_now"),
        Meaning(4, Result.WRONG_FORMAT, "wrong_field"),
        Meaning(5, Result.NOT_FOUND, "unknown_account"),
        Meaning(7, Result.FORBIDDEN, "refused"),
        Meaning(8, Result.TECHNICAL, "refused"),
        Meaning(31, Result.WRONG_EXTRA, "wrong_field"),
        Meaning(32, Result.RATE_CHANGED, "refused"),
        Meaning(79, Result.NOT_ACTIVE, "account_blocked"),
        Meaning(90, Result.UNFINISHED, "not_now"),
        Meaning(215, Result.REUSED, "payment_id_reused"),
        Meaning(241, Result.TOO_LITTLE, "amount_out_of_range"),
        Meaning(242, Result.TOO_MUCH, "amount_out_of_range"),
        Meaning(243, Result.UNDETERMINED, "refused"),
        Meaning(300, Result.OTHER, "refused"),
    )
)
"""The current table of the network, with 215 for an id used again with other data as its older documents have it."""
