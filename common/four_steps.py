"""Walks the four steps of a connection test in order, each timed; after a «no» the rest is not tried."""

from collections.abc import Callable, Mapping

from common.clock import Clock
from common.errors import OplataError
from common.protocol import codes
from common.protocol.connection import Connection, Step, StepName, StepState
from common.words import Words

Try = Callable[[], Words]
"""Does a step and says what it saw, or raises one of the four errors."""
AFTER_A_NO = Words("не проверялся: не прошёл предыдущий шаг", "not tried: the step before it failed")


def walk(tries: Mapping[StepName, Try | Words], clock: Clock) -> Connection:
    """Every step's outcome; words instead of a try say why that step, and what follows it, cannot be tried."""
    steps: list[Step] = []
    for name in StepName:
        going = all(step.state is StepState.OK for step in steps)
        steps.append(_step(name, tries[name] if going else _reason(steps[-1]), clock))
    return Connection(steps=steps)


def _step(name: StepName, attempt: Try | Words, clock: Clock) -> Step:
    if isinstance(attempt, Words):
        return Step(step=name, state=StepState.SKIPPED, words=attempt)
    began = clock.monotonic()
    try:
        state, words = StepState.OK, attempt()
    except OplataError as no:
        state, words = StepState.FAILED, codes.words_of(no)
    return Step(step=name, state=state, words=words, ms=int((clock.monotonic() - began) * 1000))


def _reason(before: Step) -> Words:
    return AFTER_A_NO if before.state is StepState.FAILED else before.words
