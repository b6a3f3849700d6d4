"""What every part of one grading stands on."""

from dataclasses import dataclass, field
from pathlib import Path

from common.clock import Clock
from common.logs import Log
from launcher_app.grading.target import Target
from launcher_app.proxy import Recorder

PATIENCE_SECONDS = 6.0
FACTOR = 90
DELIVERY_SECONDS = 20.0


@dataclass(slots=True)
class Ground:
    """`target` is the role under test, None when all four are ours; `secrets` are texts that no log may hold.

    One answer is awaited for `patience` seconds, what is delivered or repeated by itself for `delivery`; the clock of a
    terminal whose timers are judged runs `factor` times faster.
    """

    folder: Path
    clock: Clock
    log: Log
    recorder: Recorder
    target: Target | None
    seed: int
    patience: float = PATIENCE_SECONDS
    factor: int = FACTOR
    delivery: float = DELIVERY_SECONDS
    secrets: set[str] = field(default_factory=set)

    def theirs(self, role: str) -> Target | None:
        """The student's role, where this is it."""
        return self.target if self.target is not None and self.target.role == role else None
