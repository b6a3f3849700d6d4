"""Roles that call, driven from outside: a terminal that is paid at, a consumer that uses services."""

from enum import StrEnum
from typing import Any, Protocol

import msgspec

from common.errors import Broken, OplataError, Rejected
from common.protocol import card as cards
from common.protocol.card import Card
from launcher_app.grading.network import Network
from launcher_app.grading.seats import CannotRestart, OurSeat, TheirSeat
from launcher_app.grading.target import Target
from launcher_app.grading.wire import Unexpected
from launcher_app.payer import ENDS, Payer
from launcher_app.simulator import Simulator

COMMISSION: dict[str, Any] = {"basis_points": 300}
OPEN_SECONDS, PAUSE_SECONDS = 20.0, 0.05
EMPTY = "A-02"
"""The reason code of a terminal whose deposit does not do for a payment."""


class NotDrivable(Exception):
    """The target names no command for this."""


class Outcome(StrEnum):
    """How a use of a service ended, as the consumer shows it."""

    DONE = "done"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Terminal(Protocol):
    """Somebody's terminal, with cash in hand before it."""

    def pay(self, provider_id: int, account: str, note: int) -> bool:
        """One payment by one banknote; whether the cash was taken."""

    def kill(self) -> None:
        """End its process at once."""

    def again(self) -> None:
        """Start it again."""


class OurTerminal:
    """Ours, with a simulated acceptor and a payer at the kiosk's doors."""

    def __init__(self, network: Network, card: Card, name: str) -> None:
        """It runs, and is connected by the card."""
        ground = network.ground
        self._ground = ground
        self._seat = OurSeat("terminal", name, ground)
        self._acceptor = Simulator(ground.folder / f"acceptor-{name}", ground.log, ground.clock)
        self._acceptor.start()
        network.at_the_end(self._acceptor.stop)
        network.seated(self._seat)
        self._seat.ask("set-commission", **COMMISSION)
        self._seat.ask("connect", card=msgspec.to_builtins(card), terminal="T1")
        self._seat.ask("set-acceptor", line=self._acceptor.line)

    def _open(self, payer: Payer) -> bool:
        """Whether the next payer is welcome; a closed terminal that is still waking up is waited for."""
        clock = self._ground.clock
        deadline = clock.monotonic() + OPEN_SECONDS
        while (screen := payer.look())["screen"] != "K0":
            if screen["screen"] in ENDS:
                payer.leave()
            elif screen["screen"] == "K14" and EMPTY in screen["data"]["reasons"]:
                return False
            if clock.monotonic() > deadline:
                raise Unexpected(f"{screen['screen']} {screen['data'].get('reasons', '')}")
            clock.sleep(PAUSE_SECONDS)
        return True

    def pay(self, provider_id: int, account: str, note: int) -> bool:
        """The whole way at the screen; a closed terminal or an unknown number takes no cash."""
        ground = self._ground
        payer = Payer(self._seat.instance, self._acceptor, ground.log, ground.clock)
        try:
            if not self._open(payer):
                return False
            if payer.choose(provider_id, account)["screen"] != "K5":
                payer.want("cancel")
                return False
            payer.want("confirm")
            payer.insert(note)
            payer.press_pay()
            return True
        except Broken as problem:  # the payer's trouble, not a program that never started: worth another try
            raise Unexpected(f"{problem.code} {problem.detail}") from problem
        finally:
            payer.close()

    def kill(self) -> None:
        """End its process at once."""
        self._seat.kill()

    def again(self) -> None:
        """Start it again."""
        self._seat.again()


class TheirTerminal:
    """The student's, paid at by its command `pay`."""

    def __init__(self, network: Network, card: Card, name: str, target: Target) -> None:
        """It runs, and knows the card."""
        self._target = target
        self._seat = TheirSeat(target, network.ground, card=card, name=f"theirs-{name}")
        network.seated(self._seat)

    def pay(self, provider_id: int, account: str, note: int) -> bool:
        """Its command ends with 0 when the cash was taken."""
        words = self._target.grade.pay
        if not words:
            raise NotDrivable("[grade] pay")
        values = {"provider_id": provider_id, "account": account, "note": note}
        code = self._seat.program.run(words, **self._seat.values, **values)
        if code is None:
            raise Broken("not_started", f"[grade] pay: {self._seat.program.tail()}")
        return code == 0

    def kill(self) -> None:
        """End its process at once."""
        self._seat.kill()

    def again(self) -> None:
        """Start it again."""
        self._seat.again()


class Consumer(Protocol):
    """Somebody's consumer."""

    def sign(self, card: Card) -> None:
        """Sign a contract by a card."""

    def use(self, number: str, quantity: int) -> Outcome:
        """Use the only service of a contract."""

    def retry(self) -> None:
        """Ask about uses whose outcome is unknown."""

    def restart(self) -> None:
        """End it at once, and start it again."""


class OurConsumer:
    """Ours, by its operator's doors."""

    def __init__(self, network: Network, name: str) -> None:
        """It runs, without contracts."""
        self._seat = OurSeat("consumer", name, network.ground)
        network.seated(self._seat)

    def sign(self, card: Card) -> None:
        """By the card's own content."""
        self._seat.ask("add-contract", card=msgspec.to_builtins(card))

    def use(self, number: str, quantity: int) -> Outcome:
        """A refusal and an unknown outcome are told apart."""
        try:
            self._seat.ask("use", contract=number, service="call", quantity=quantity)
        except Rejected:
            return Outcome.REFUSED
        except OplataError:
            return Outcome.UNKNOWN
        return Outcome.DONE

    def retry(self) -> None:
        """All of them."""
        self._seat.ask("retry-uses")

    def restart(self) -> None:
        """Its file of contracts is all that is left."""
        self._seat.kill()
        self._seat.again()


class TheirConsumer:
    """The student's, by the commands of its target."""

    def __init__(self, network: Network, name: str, target: Target) -> None:
        """It runs, if it is a program that runs."""
        self._target = target
        self._seat = TheirSeat(target, network.ground, name=f"theirs-{name}")
        network.seated(self._seat)

    def sign(self, card: Card) -> None:
        """The card as a file."""
        self._run("sign", self._target.grade.sign, card=self._kept(card))

    def use(self, number: str, quantity: int) -> Outcome:
        """Its exit code says how it ended."""
        code = self._run("use", self._target.grade.use, number=number, service="call", quantity=quantity)
        return {0: Outcome.DONE, 1: Outcome.REFUSED}.get(code, Outcome.UNKNOWN)

    def retry(self) -> None:
        """One that asks by itself has no command for it."""
        if self._target.grade.retry:
            self._run("retry", self._target.grade.retry)

    def restart(self) -> None:
        """A program of commands only has nothing to end."""
        if self._target.start:
            try:
                self._seat.kill()
            except CannotRestart:
                return
            self._seat.again()

    def _run(self, name: str, words: list[str], **values: object) -> int:
        if not words:
            raise NotDrivable(f"[grade] {name}")
        code = self._seat.program.run(words, **values)
        if code is None:
            raise Broken("not_started", f"[grade] {name}: {self._seat.program.tail()}")
        return code

    def _kept(self, card: Card) -> object:
        path = self._seat.program.folder / f"{card.number}.paycard.json"
        cards.write(path, card)
        return path


def terminal(network: Network, card: Card, name: str) -> Terminal:
    """Whoever is to be judged."""
    theirs = network.ground.theirs("terminal")
    return TheirTerminal(network, card, name, theirs) if theirs else OurTerminal(network, card, name)


def consumer(network: Network, name: str) -> Consumer:
    """Whoever is to be judged."""
    theirs = network.ground.theirs("consumer")
    return TheirConsumer(network, name, theirs) if theirs else OurConsumer(network, name)
