"""Taking the cash out of the cassette: what must be in it, what was counted, and what earlier encashments were."""

from collections.abc import Sequence

from agent_terminal.core import counting
from agent_terminal.core.counting import Cause, Line
from agent_terminal.service import kept, messages, wording
from agent_terminal.service.ground import Ground
from agent_terminal.service.limits import sane
from agent_terminal.store import banknotes, papers, sessions
from agent_terminal.store.banknotes import Count, Encashment
from common.clock import moment
from common.database import Connection
from common.edition import demand, edition
from common.errors import Rejected
from common.money import RUB
from common.principal import Principal
from common.protocol.mistake import Mistake
from common.words import Words

CASSETTE = "кассета / cassette"
LONGEST_REASON = 500
COUNT_ALL = Words("Посчитайте купюры {value}.", "Count the notes of {value}.")
REASON = Words("Посчитано не столько, сколько по учёту: напишите причину.", "It differs from the books: write why.")
CAUSES = {
    Cause.DOUBTFUL: Words(
        "Лишние купюры похожи на те, что под вопросом: они могли лечь в кассету, когда приёмник не ответил.",
        "The notes too many look like those in doubt: they may have gone in while the acceptor did not answer.",
    ),
    Cause.SWAPPED: Words(
        "Купюр столько же, но других достоинств: возможно, пачки перепутаны. Пересчитайте.",
        "There are as many notes, but of other values: stacks may have been swapped. Count again.",
    ),
}


class Encashing:
    """The operator's hand in the cassette."""

    def __init__(self, ground: Ground) -> None:
        """All is in the books."""
        self._ground = ground

    def cassette(self, db: Connection, who: Principal, ask: object) -> messages.Cassette:
        """What must be in the cassette now, by the books."""
        lines = _lines(db, [])
        slips = papers.open_slips(db)
        last = banknotes.encashments(db, 1)
        return messages.Cassette(
            denominations=[_denomination(one) for one in lines if one.booked],
            notes=sum(one.booked for one in lines),
            total=sum(one.booked * one.value for one in lines),
            in_doubt=[
                messages.Doubtful(
                    value=one.value, currency=one.currency, at=moment(one.decided), session_id=one.session_id
                )
                for one in banknotes.lost(db)
            ],
            since=moment(last[0].at) if last else None,
            held=sessions.held(db),
            note_inside=banknotes.open_note(db) is not None,
            open_slips=len(slips),
            on_slips=sum(one.amount for one in slips),
            edition=_edition(db),
        )

    def try_encash(self, db: Connection, who: Principal, ask: messages.TryEncash) -> messages.EncashTried:
        """What an encashment would write, and what it lacks."""
        lines = _lines(db, ask.counted)
        cause = counting.cause(lines, [one.value for one in banknotes.lost(db)])
        whole = counting.difference(lines)
        return messages.EncashTried(
            denominations=[_denomination(one) for one in lines],
            notes=sum(one.booked for one in lines),
            total=sum(one.booked * one.value for one in lines),
            counted_notes=sum(one.counted or 0 for one in lines),
            counted_total=sum((one.counted or 0) * one.value for one in lines),
            difference=whole,
            differs=counting.differs(lines),
            explanation=CAUSES.get(cause) if whole is not None else None,
            mistakes=_mistakes(lines, ask.reason),
            edition=_edition(db),
        )

    def encash(self, db: Connection, who: Principal, ask: object) -> messages.Encashed:
        """The cassette was taken out: booked beside counted. Not while a note is on its way. A unit of work."""
        wanted = ask if isinstance(ask, messages.Encash) else messages.Encash()
        if banknotes.open_note(db) is not None:
            raise Rejected("too_early", "купюра в работе / a note is on its way")
        demand(wanted.edition, _edition(db), CASSETTE)
        lines = None if wanted.counted is None else _lines(db, wanted.counted)
        if lines is not None:
            _demand_whole(lines, wanted.reason)
        now = self._ground.now()
        counted = None if lines is None else [Count(one.value, RUB, one.counted or 0) for one in lines if one.counted]
        reason = wanted.reason.strip()[:LONGEST_REASON]
        made = banknotes.encash(db, now, counted=counted, reason=reason, who=who.id)
        done = _encashed(made)
        papers.note(db, now, "encashment_differs" if done.differs else "encashment", _told(done))
        return done

    def encashments(self, db: Connection, who: Principal, ask: messages.Limit) -> messages.Encashments:
        """Earlier encashments."""
        return messages.Encashments(encashments=[_encashed(one) for one in banknotes.encashments(db, sane(ask.limit))])


def _edition(db: Connection) -> str:
    """Another one with every note that is let in, and with every encashment."""
    last = banknotes.encashments(db, 1)
    inside = [(one.value, one.number) for one in banknotes.counts(db)]
    return edition(last[0].id if last else 0, banknotes.newest_inside(db), inside)


def _lines(db: Connection, counted: Sequence[messages.Counted]) -> tuple[Line, ...]:
    booked = {one.value: one.number for one in banknotes.counts(db)}
    return counting.lines(booked, _hand(counted), (*kept.NOTES, *kept.agent(db).notes))


def _hand(counted: Sequence[messages.Counted]) -> dict[int, int]:
    found = {one.value: one.notes for one in counted}
    sound = all(value > 0 and 0 <= notes <= counting.MOST_NOTES for value, notes in found.items())
    if len(found) != len(counted) or not sound:
        raise Rejected("wrong_value", f"counted: 0–{counting.MOST_NOTES}")
    return found


def _mistakes(lines: Sequence[Line], reason: str) -> list[Mistake]:
    lacking = [
        Mistake(field=f"counted.{value}", words=wording.filled(COUNT_ALL, value=wording.sum_words(value)))
        for value in counting.uncounted(lines)
    ]
    if lacking or not counting.differs(lines) or reason.strip():
        return lacking
    return [Mistake(field="reason", words=REASON)]


def _demand_whole(lines: Sequence[Line], reason: str) -> None:
    """A count that leaves a value out, or differs without a reason, is written by nobody."""
    lacking = counting.uncounted(lines)
    if lacking:
        raise Rejected("wrong_value", f"counted: {', '.join(wording.sum_words(value).ru for value in lacking)}?")
    if counting.differs(lines) and not reason.strip():
        whole = wording.sum_words(counting.difference(lines) or 0).ru
        raise Rejected("difference_unexplained", whole)


def _denomination(one: Line) -> messages.Denomination:
    return messages.Denomination(
        value=one.value,
        currency=RUB,
        notes=one.booked,
        total=one.value * one.booked,
        counted=one.counted,
        difference=one.difference,
    )


def _encashed(made: Encashment) -> messages.Encashed:
    booked = {one.value: one.number for one in made.counts}
    hand = None if made.counted is None else {one.value: one.number for one in made.counted}
    lines = counting.lines(booked, hand or {})
    if hand is not None:
        lines = tuple(Line(one.value, one.booked, one.counted or 0) for one in lines)
    return messages.Encashed(
        number=made.id,
        at=moment(made.at),
        denominations=[_denomination(one) for one in lines],
        notes=made.notes,
        total=made.total,
        in_doubt=made.in_doubt,
        counted_notes=None if hand is None else sum(hand.values()),
        counted_total=None if hand is None else sum(value * number for value, number in hand.items()),
        difference=None if hand is None else counting.difference(lines),
        differs=hand is not None and counting.differs(lines),
        reason=made.reason,
        who=made.who,
    )


def _told(done: messages.Encashed) -> Words:
    """«№ 3: купюр 12, 7 000,00 ₽, посчитано 6 500,00 ₽, operator»."""
    booked, last = wording.sum_words(done.total), f", {done.who}"
    ru, en = f"№ {done.number}: купюр {done.notes}, {booked.ru}", f"No. {done.number}: notes {done.notes}, {booked.en}"
    if done.counted_total is None:
        return Words(f"{ru}, не считали{last}", f"{en}, not counted{last}")
    counted = wording.sum_words(done.counted_total)
    why = f": {done.reason}" if done.reason else ""
    return Words(f"{ru}, посчитано {counted.ru}{last}{why}", f"{en}, counted {counted.en}{last}{why}")
