"""What a scenario writes its judgements on."""

from collections.abc import Mapping, Sequence

import msgspec

from common.words import Words, same
from launcher_app.grading.checks import BY_ID, Check
from launcher_app.grading.outcome import Evidence, MoneyRow, Result, Status

Text = Words | str


class Sheet:
    """The results of one playing of one scenario, by check."""

    def __init__(self, scenario: str, checks: Mapping[str, Check] = BY_ID) -> None:
        """Nothing is judged yet; `checks` are those that may be."""
        self.scenario = scenario
        self._checks = checks
        self.results: dict[str, Result] = {}
        self.money: list[MoneyRow] = []

    def judge(
        self,
        check: str,
        ok: bool,
        expected: Text,
        got: Text,
        *,
        seen: Sequence[int] = (),
        lines: Sequence[str] = (),
        rows: Sequence[object] = (),
    ) -> None:
        """A check that is as it should be, or is not; `seen` are the exchanges that show it."""
        evidence = Evidence(
            list(seen),
            list(lines),
            [row if isinstance(row, str) else msgspec.json.encode(row).decode() for row in rows],
        )
        status = Status.PASSED if ok else Status.FAILED
        self._put(check, status, int(ok), 1, as_words(expected), as_words(got), evidence)

    def counted(
        self,
        check: str,
        right: int,
        asked: int,
        expected: Text,
        got: Text,
        *,
        seen: Sequence[int],
        lines: Sequence[str],
    ) -> None:
        """A check of many cases: all right, none, or in part."""
        status = Status.PASSED if right == asked else Status.PARTIAL if right else Status.FAILED
        self._put(check, status, right, asked, as_words(expected), as_words(got), Evidence(list(seen), list(lines)))

    def not_run(self, check: str, why: Text) -> None:
        """A check that could not be made: it is never counted as passed."""
        wanted = self._checks[check].title
        self._put(check, Status.NOT_RUN, 0, 1, wanted, as_words(why), Evidence())

    def failed(self, check: str, why: Text, seen: Sequence[int] = ()) -> None:
        """A check whose scenario broke off."""
        self._put(check, Status.FAILED, 0, 1, self._checks[check].title, as_words(why), Evidence(list(seen)))

    def moved(self, ru: str, en: str, amount: int) -> None:
        """A line of «Где деньги»."""
        self.money.append(MoneyRow(Words(ru, en), amount))

    def _put(
        self, check: str, status: Status, right: int, asked: int, expected: Words, got: Words, evidence: Evidence
    ) -> None:
        self.results[check] = Result(
            check=check, title=self._checks[check].title, status=status, right=right, asked=asked, expected=expected,
            got=got, evidence=evidence, scenario=self.scenario,
        )  # fmt: skip


def as_words(text: Text) -> Words:
    """What reads alike in both languages, or both texts."""
    return text if isinstance(text, Words) else same(text)
