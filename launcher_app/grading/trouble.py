"""What broke a scenario off, in words: which checks it leaves undone, and whether trying again is of use."""

from typing import NamedTuple

from common.errors import Broken, OplataError
from common.protocol import codes
from common.words import Words, same
from launcher_app.grading.callers import NotDrivable
from launcher_app.grading.scenarios.conformance import NotRun
from launcher_app.grading.wire import NoAnswer, Unexpected

SILENT = Words("программа не отвечает, больше её не спрашивали", "the program is silent and was not asked any more")


class Trouble(NamedTuple):
    """`not_run`: the program was not there to be judged; `useless`: a repeat would end the same way."""

    words: Words
    not_run: bool = False
    useless: bool = False


def trouble_of(problem: Exception) -> Trouble:
    """What an exception of a scenario means."""
    if isinstance(problem, Broken) and problem.code == "not_started":
        return Trouble(codes.words_of(problem), not_run=True, useless=True)
    if isinstance(problem, OplataError):
        return Trouble(codes.words_of(problem))
    if isinstance(problem, NoAnswer):
        return Trouble(SILENT, useless=True)
    if isinstance(problem, NotDrivable):
        words = Words(f"в target.toml нет {problem}", f"target.toml has no {problem}")
        return Trouble(words, not_run=True, useless=True)
    if isinstance(problem, NotRun):
        return Trouble(Words(f"случаи не проиграны: {problem}", f"the cases were not run: {problem}"), useless=True)
    if isinstance(problem, Unexpected):
        return Trouble(same(problem))
    return Trouble(Words(f"ответ не того вида: {problem!r}", f"an answer of another shape: {problem!r}"))
