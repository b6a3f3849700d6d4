"""What is done unasked: schedules order, reports are made one after another, letters leave."""

from collections.abc import Callable

from common import spawn
from common.errors import OplataError, places
from common.logs import Log
from common.reporting.letters import Letters
from common.reporting.maker import Maker
from common.reporting.schedules import Timetable

PAUSE_SECONDS = 1.0
TROUBLE_SECONDS = 30.0
"""The pause after something could not be written down: a report is not made again and again on a full disk."""
JOIN_SECONDS = 5.0


class Worker:
    """Two threads: letters wait for no report, and no report for a mail server."""

    def __init__(self, maker: Maker, timetable: Timetable, letters: Letters, log: Log) -> None:
        """Nothing runs yet."""
        self._maker = maker
        self._timetable = timetable
        self._letters = letters
        self._log = log
        self._closing = spawn.Signal()
        self._stop = spawn.Signal()
        self._post_bell = spawn.Signal()
        self._threads: list[spawn.Thread] = []

    def start(self, stop: spawn.Signal) -> None:
        """Work until told to stop."""
        self._stop = stop
        self._maker.works = True
        self._letters.changed = self._post_bell.set
        self._threads = [
            spawn.thread("reports", self._reports),
            spawn.thread("letters", lambda: self._run(self._post_bell, self._letters.turn)),
        ]

    def close(self) -> None:
        """Leave the report under way to the next start, let the letter under way end."""
        self._closing.set()
        self._maker.works = False
        self._maker.bell.set()
        self._post_bell.set()
        self._letters.close()
        for thread in self._threads:
            thread.join(JOIN_SECONDS)

    def _ends(self) -> bool:
        return self._closing.is_set() or self._stop.is_set()

    def _reports(self) -> None:
        self._quietly(self._maker.sweep)
        self._run(self._maker.bell, self._timetable.turn, lambda: self._maker.turn(self._ends))

    def _run(self, bell: spawn.Signal, *turns: Callable[[], object]) -> None:
        """Turn by turn; what goes wrong in one is logged, keeps no other from its turn, and comes again later."""
        while not self._ends():
            bell.clear()
            rests = [self._quietly(turn) for turn in turns]
            pause = min(rests) and max(rests)  # none after something was done: there may be more
            if pause and not self._ends():
                bell.wait(pause)

    def _quietly(self, work: Callable[[], object]) -> float:
        """How long to rest afterwards."""
        try:
            return 0.0 if work() else PAUSE_SECONDS
        except OplataError as trouble:
            self._log.warning("reports or letters wait", code=trouble.code, detail=trouble.detail)
        except Exception as bug:  # noqa: BLE001 - a thread's end: payments go on, reports and letters a little later
            self._log.error("reports or letters stumbled", error=places(bug))
        return TROUBLE_SECONDS
