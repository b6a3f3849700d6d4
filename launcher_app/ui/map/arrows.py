"""What an arrow of the map shows: the last exchange on it, how it ended, whether a fault waits there."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from common.qt.theme import Token
from common.words import Words
from launcher_app.faults.doors import is_poll
from launcher_app.feed.doors import called
from launcher_app.feed.hop import ARROWS, Arrow, Hop, Outcome
from launcher_app.network.seat import Seat

SELDOM = frozenset({Arrow("consumer", "processing"), Arrow("processing", "consumer"), Arrow("provider", "processing")})
"""Arrows of wallets: drawn once something was said on them, or a fault waits there."""
CASH = Arrow("consumer", "terminal")
"""Money and paper, no request: the payer and the terminal are not linked by any."""
SIGNS: dict[Outcome, tuple[str, Token, Words]] = {
    Outcome.WAITING: ("↻", Token.WAITING, Words("ждём ответа", "awaiting the reply")),
    Outcome.OK: ("●", Token.OK, Words("ответ получен", "answered")),
    Outcome.REFUSED: ("⊘", Token.WAITING, Words("отказ", "refused")),
    Outcome.MISTAKE: ("✖", Token.ERROR, Words("не принят: {status}", "not accepted: {status}")),
    Outcome.TROUBLE: ("✖", Token.ERROR, Words("сбой: {status}", "trouble: {status}")),
    Outcome.LOST: ("✖", Token.ERROR, Words("ответ потерян", "the reply was lost")),
    Outcome.NO_CONNECTION: ("✖", Token.ERROR, Words("нет связи", "no connection")),
    Outcome.NO_ANSWER: ("✖", Token.ERROR, Words("нет ответа", "no answer")),
}


class Line(NamedTuple):
    """One arrow between two seats; `hop` is the last exchange that is no poll."""

    arrow: Arrow
    sender: str
    receiver: str
    hop: Hop | None = None
    faults: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """From which seat to which."""
        return self.sender, self.receiver


class LastHops:
    """Remembers the last exchange on each arrow, and says which are new enough to be seen travelling."""

    def __init__(self) -> None:
        """Nothing was said."""
        self.last: dict[tuple[str, str], Hop] = {}

    def take(self, hops: Iterable[Hop]) -> list[Hop]:
        """New and changed hops, oldest first; those that have just begun are given back."""
        begun = []
        for hop in hops:
            if is_poll(hop.receiver, hop.path):
                continue
            key = ends(hop)
            before = self.last.get(key)
            if before is None or before.number <= hop.number:
                self.last[key] = hop
            if before is None or before.number < hop.number:
                begun.append(hop)
        return begun


def ends(hop: Hop) -> tuple[str, str]:
    """Its seats; the first of the role where nobody said which."""
    return hop.sender_seat or hop.sender, hop.receiver_seat or hop.receiver


def lines(seats: Iterable[Seat], last: Mapping[tuple[str, str], Hop], faults: Mapping[Arrow, int]) -> list[Line]:
    """Every arrow that the map draws: between neighbours for each pair of seats, over the top only the first pair."""
    every = list(seats)
    drawn = []
    for arrow in ARROWS:
        for sender in (one for one in every if one.role == arrow.sender):
            for receiver in (one for one in every if one.role == arrow.receiver):
                hop = last.get((sender.name, receiver.name))
                if "consumer" not in arrow or sender.number == receiver.number == 1:
                    if "consumer" in arrow:
                        hop = _newest(last, arrow)
                    if arrow not in SELDOM or hop is not None or faults.get(arrow):
                        drawn.append(Line(arrow, sender.name, receiver.name, hop, faults.get(arrow, 0)))
    return drawn


def _newest(last: Mapping[tuple[str, str], Hop], arrow: Arrow) -> Hop | None:
    found = [hop for hop in last.values() if hop.arrow == arrow]
    return max(found, key=lambda hop: hop.number, default=None)


def verb(line: Line) -> Words | None:
    """What was asked last."""
    return None if line.hop is None else called(line.hop)


def ended(line: Line) -> Words:
    """How that ended, in words."""
    if line.hop is None:
        return Words("обменов не было", "no exchanges")
    words = SIGNS[line.hop.outcome][2]
    return words.format(status=line.hop.status)


def spoken(line: Line, titles: Mapping[str, Words]) -> Words:
    """The arrow as one hears it: who asks whom, what, with what end, with faults."""
    asked, end = verb(line), ended(line)
    one, other = titles[line.sender], titles[line.receiver]
    ru = f"{one.ru} → {other.ru}: " + (f"{asked.ru}, {end.ru}" if asked else end.ru)
    en = f"{one.en} → {other.en}: " + (f"{asked.en}, {end.en}" if asked else end.en)
    if line.faults:
        ru, en = f"{ru}; включены сбои: {line.faults}", f"{en}; faults on: {line.faults}"
    return Words(ru, en)
