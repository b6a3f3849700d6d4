"""Hands at the running network: every role's operator's doors, a payer before the terminal, and patience."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from common import spawn
from common.errors import Broken, OplataError, Unavailable
from common.money import text
from common.words import Words
from launcher_app.agreements import Agreements
from launcher_app.network.seat import Player, Seat
from launcher_app.payer import Acceptor, Bench, Payer
from launcher_app.watched import State

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

Found = TypeVar("Found")
SECONDS, START_SECONDS = 30.0, 90.0
PAUSE_SECONDS = 0.1
MOST_HANGING, FINISH_SECONDS = 100, 5.0
UNDER_WAY = ("accepted", "sent", "waiting")
PROVIDER, CENTRE, TERMINAL, CONSUMER = "provider", "processing", "terminal", "consumer"
ALL = (PROVIDER, CENTRE, TERMINAL, CONSUMER)


class Hands:
    """Every method may wait, and gives up when `stopped` is set: Unavailable `not_now`."""

    def __init__(
        self, launcher: "Launcher", stopped: spawn.Signal | None = None, acceptor: Acceptor | None = None
    ) -> None:
        """`acceptor` is a simulator of one's own; without it the terminal's own is used."""
        self.launcher = launcher
        self.stopped = stopped or spawn.Signal()
        self._acceptor = acceptor
        self.agreements = Agreements(self.ask)

    def ask(self, seat: str, operation: str, /, **fields: Any) -> Any:
        """An operator's door."""
        if self.stopped.is_set():
            raise Unavailable("not_now", "interrupted")
        board = self.launcher.board
        if seat not in board.looks:
            raise Broken("not_started", seat)
        return board.ask(seat, operation, **fields)

    def open(self, network: str) -> None:
        """This network and no other; whatever else is open is stopped, its data stays."""
        if self.launcher.network != network:
            if self.launcher.network:
                self.launcher.close_network()
            self.launcher.open(network)

    def seat_ours(self) -> None:
        """Our own programs at every seat, at the addresses that others know: a stranger's is stopped, its data stay."""
        board = self.launcher.board
        for seat in board.seats:
            if seat.player is not Player.OURS:
                board.stop(seat.name)
                board.replace(Seat(role=seat.role, network=seat.network, number=seat.number, port=seat.port))

    def start(self) -> None:
        """Every role, until each of them answers; Broken `not_started` with its last words when one falls."""
        board = self.launcher.board
        board.start_all()

        def all_answer() -> bool:
            for look in board.looks.values():
                if look.state is State.FELL:
                    raise Broken("not_started", f"{look.role}: {' '.join(look.last)}"[:400])
            return all(seat in board.looks and board.looks[seat].answers for seat in ALL)

        self.until(all_answer, Words("четыре роли отвечают", "the four roles answer"), START_SECONDS)

    def until(self, ready: Callable[[], Found], what: Words, seconds: float = SECONDS) -> Found:
        """Ask until it is so; Broken `not_started` says what never came."""
        clock = self.launcher.clock
        deadline = clock.monotonic() + seconds
        while not (found := ready()):
            if self.stopped.is_set():
                raise Unavailable("not_now", "interrupted")
            if clock.monotonic() > deadline:
                raise Broken("not_started", f"{what.ru} / {what.en}")
            self.stopped.wait(PAUSE_SECONDS)
        return found

    def finish_what_hangs(self) -> None:
        """Payments that wait for a provider are sent at once; those that cannot be are left as they are."""

        def hanging() -> list[dict[str, Any]]:
            found = self.ask(CENTRE, "payments", limit=MOST_HANGING)["payments"]
            return [one for one in found if one["shown"] in UNDER_WAY]

        for one in hanging():
            answered(lambda one=one: self.ask(CENTRE, "retry-now", payment=one["payment_id"]), None)  # type: ignore[misc]
        with contextlib.suppress(Broken):
            self.until(lambda: not hanging(), Words("всё доставлено", "all delivered"), FINISH_SECONDS)

    def payer(self) -> Payer:
        """Somebody before the terminal's screen, whom `give_back` must follow."""
        acceptor = self._acceptor or Bench(lambda operation, **fields: self.ask(TERMINAL, operation, **fields))
        return Payer(_Kiosk(self), acceptor, self.launcher.log, self.launcher.clock)

    def give_back(self, payer: Payer) -> None:
        """The payer goes, and the page in the terminal's window, if it has one, rules the terminal again."""
        payer.close()
        board = self.launcher.board
        if TERMINAL in board.looks:
            answered(lambda: board.ask(TERMINAL, "ui-renew"), None)

    def payment(self, code: str) -> dict[str, Any]:
        """A payment as the centre has it; empty where it has none."""
        found: list[dict[str, Any]] = self.ask(CENTRE, "payments", text=code)["payments"]
        return found[0] if found else {}

    def credited(self, code: str) -> dict[str, Any]:
        """Wait until it is credited; the payment."""

        def captured() -> dict[str, Any]:
            row = self.payment(code)
            return row if row and row["status"] == "captured" else {}

        return self.until(captured, Words("платёж зачислен", "the payment is credited"))


class _Kiosk:
    """The terminal's page, where its program answers now."""

    def __init__(self, hands: Hands) -> None:
        self._hands = hands

    @property
    def url(self) -> str:
        url: str = self._hands.launcher.board.looks[TERMINAL].url
        return url

    def ask(self, operation: str, **fields: Any) -> Any:
        return self._hands.ask(TERMINAL, operation, **fields)


def roubles(amount: int) -> Words:
    """«485,00 ₽» and "485.00 ₽"."""
    return Words(f"{text(amount)} ₽", f"{text(amount, english=True)} ₽")


def answered(ask: Callable[[], Found], otherwise: Found) -> Found:
    """What a role says, or something else while it does not answer."""
    try:
        return ask()
    except OplataError:
        return otherwise
