"""The nine steps of an empty network, ticked by what the roles say, remembered with the network's session."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from launcher_app.first_use.step import Ask, Place, Step
from launcher_app.first_use.steps import STEPS
from launcher_app.hands import answered

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

KEPT, HIDDEN = "checklist", "checklist-hidden"
MOST_OPEN = 2


class Checklist:
    """What is done stays done: a step's tick is not taken back when something is deleted or stopped later."""

    def __init__(self, launcher: "Launcher") -> None:
        """Of the network that is open, whichever that is."""
        self._launcher = launcher

    @property
    def steps(self) -> tuple[Step, ...]:
        """In the order in which people take them."""
        return STEPS

    @property
    def done(self) -> frozenset[str]:
        """Names of the steps that are done."""
        return frozenset(self._launcher.session.recall(KEPT, []))

    @property
    def all_done(self) -> bool:
        """Whether there is nothing left."""
        return len(self.done) == len(STEPS)

    @property
    def next(self) -> Step | None:
        """The first step that is not done."""
        done = self.done
        return next((step for step in STEPS if step.name not in done), None)

    @property
    def hidden(self) -> bool:
        """Whether somebody has put it away."""
        return bool(self._launcher.session.recall(HIDDEN, False))

    def hide(self, *, on: bool) -> None:
        """Put it away, or take it out again; remembered."""
        self._launcher.session.remember(HIDDEN, on)

    def look(self) -> frozenset[str]:
        """Ask the roles what is done by now, gently: nothing beyond the second step that is not done. May wait."""
        before = found = self.done
        far = 0
        for step in STEPS:
            if step.name in found:
                continue
            if self._is_done(step):
                found |= {step.name}
            elif (far := far + 1) == MOST_OPEN:
                break
        if found != before:
            self._launcher.session.remember(KEPT, sorted(found))
        return found

    def place(self, step: Step) -> Place:
        """Where the next thing of a step is clicked; of a step that is done, where its last was. May wait."""
        return next((part.place for part in step.parts if not self._so(part.done)), step.parts[-1].place)

    def _is_done(self, step: Step) -> bool:
        return all(self._so(part.done) for part in step.parts)

    def _so(self, done: Callable[[Ask], bool]) -> bool:
        return answered(lambda: done(self._launcher.board.ask), otherwise=False)
