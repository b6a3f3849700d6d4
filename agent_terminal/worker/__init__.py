"""What the terminal does unasked, each in its thread: looks at the clock for the payer, talks to the centre, prints."""

from collections.abc import Callable

from agent_terminal.service import Service
from common import spawn
from common.errors import OplataError
from common.logs import Log

CLOCK_SECONDS = 0.2
CENTRE_SECONDS = 0.5
PRINTER_SECONDS = 0.3


class Workers:
    """Started and stopped with the program."""

    def __init__(self, service: Service, log: Log) -> None:
        """Nothing runs yet."""
        self._service = service
        self._log = log

    def start(self, stop: spawn.Signal) -> list[spawn.Thread]:
        """All end soon after `stop` is set; the network's may be in a call, whose answer is then asked for again."""
        press = self._service.printing.press
        return [
            spawn.thread("payer's clock", lambda: self._repeat(self._service.quiet.turn, stop, stop, CLOCK_SECONDS)),
            spawn.thread("centre", lambda: self._with_centre(stop)),
            spawn.thread("printing", lambda: self._repeat(press.turn, stop, stop, PRINTER_SECONDS)),
        ]

    def _with_centre(self, stop: spawn.Signal) -> None:
        self._repeat(self._turn, stop, self._service.ground.to_send, CENTRE_SECONDS)

    def _turn(self) -> None:
        """Payments first; a deposit asked for afterwards already knows of them, and so does the register."""
        self._service.ground.to_send.clear()
        self._service.sending.turn()
        self._service.polls.turn()
        self._service.register.turn()

    def _repeat(self, turn: Callable[[], None], stop: spawn.Signal, bell: spawn.Signal, seconds: float) -> None:
        while not stop.is_set():
            try:
                turn()
            except OplataError as error:
                self._log.error("put off", code=error.code, detail=error.detail)
            except Exception as bug:  # noqa: BLE001 - a thread's end would leave cash unsent: log it and go on
                self._log.error("a bug in a worker", error=f"{type(bug).__name__}: {bug}")
            bell.wait(seconds)
