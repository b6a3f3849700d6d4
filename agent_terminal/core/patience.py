"""How long each screen waits for its payer, and what happens then: the kiosk's table of timeouts."""

from enum import StrEnum

from agent_terminal.core.stages import ON_THE_WAY, Stage

WARNING_SECONDS = 30
LONGEST_STRETCH = 10
"""Everything may be made up to ten times slower for those who need it."""


class Then(StrEnum):
    """What to do when nobody has touched anything for the whole time."""

    WARN = "warn"
    NO_ANSWER = "no_answer"
    LATE = "late"
    LEAVE = "leave"


QUIET: dict[Stage, tuple[int, Then]] = {
    Stage.GROUPS: (60, Then.LEAVE),
    Stage.PROVIDERS: (60, Then.WARN),
    Stage.SEARCH: (60, Then.WARN),
    Stage.FIELDS: (60, Then.WARN),
    Stage.CHECKING: (30, Then.NO_ANSWER),
    Stage.CONFIRM: (60, Then.WARN),
    Stage.CASH: (90, Then.WARN),
    Stage.STOP: (60, Then.WARN),
    Stage.REMAINDER: (60, Then.WARN),
    Stage.SENDING: (30, Then.LATE),
    Stage.PAID: (30, Then.LEAVE),
    Stage.NOT_FOUND: (30, Then.LEAVE),
    Stage.NOT_CHECKED: (30, Then.LEAVE),
    Stage.PENDING: (30, Then.LEAVE),
    Stage.REFUSED: (30, Then.LEAVE),
    Stage.ENDED: (0, Then.LEAVE),
}
WAITING_FOR_AN_ANSWER = frozenset({Stage.CHECKING, Stage.SENDING})
"""A touch does not make an answer come later."""


def quiet_ms(stage: Stage, stretch: int) -> int:
    """How long a screen waits; `stretch` is 1 to 10."""
    return QUIET[stage][0] * 1000 * stretch


def then(stage: Stage, *, warned: bool, held: int) -> Then:
    """What the end of the wait means. With cash inside every screen that has it asks before it acts."""
    what = QUIET[stage][1]
    if what is Then.WARN and warned:
        return Then.LEAVE
    if what is Then.LEAVE and held and not warned and stage in ON_THE_WAY:
        return Then.WARN
    return what
