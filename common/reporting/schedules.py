"""Schedules: what is ordered by itself, for whom and when; each period once, whatever happens meanwhile."""

import re
from collections.abc import Iterator

import msgspec

from common import edition
from common.clock import moment
from common.database import Connection, Row
from common.errors import Rejected
from common.principal import SYSTEM, Principal
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistake, Mistakes, refuse
from common.reporting import calendar, ordering
from common.reporting.asks import MailWish, Said, ScheduleId, ScheduleRow, Schedules, SetSchedule
from common.reporting.calendar import Rhythm, Turn
from common.reporting.ground import Ground
from common.reporting.kinds import Subject
from common.reporting.schedule_words import in_words, time_of_day
from common.reporting.store import reports as reports_store
from common.reporting.store import schedules as store
from common.words import Words, same

TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
MOST = 500
LAST_DAY = {"daily": 1, "weekly": 7, "monthly": 28}
TIME_SHAPE = Words("Время пишут как 06:00", "A time is written like 06:00")
OF_WEEK = Words("День недели — от 1 (понедельник) до 7", "A day of the week is 1 (Monday) to 7")
OF_MONTH = Words("Число месяца — от 1 до 28", "A day of the month is 1 to 28")
TOO_MANY = Words(f"Расписаний не больше {MOST}", f"At most {MOST} schedules")
ENDED = Words("Расписание {id} убрано, готовые отчёты остались", "Schedule {id} was ended, its reports stay")


class Timetable:
    """The role's part of the service that is called `schedules`; times of day are of `zone`, this computer's."""

    def __init__(self, ground: Ground, zone: calendar.Zone = None) -> None:
        """Nothing is due yet."""
        self._ground = ground
        self._zone = zone
        self._ordering = ordering.Ordering(ground)

    def schedules(self, db: Connection, who: Principal, ask: Nothing) -> Schedules:
        """All of them."""
        return Schedules(schedules=[self._row(row) for row in store.every(db)])

    def try_schedule(self, db: Connection, who: Principal, ask: SetSchedule) -> Mistakes:
        """What is wrong with such a schedule."""
        return Mistakes(mistakes=list(self._mistakes(db, ask)))

    def set_schedule(self, db: Connection, who: Principal, ask: SetSchedule) -> ScheduleRow:
        """Make a schedule or change one; a changed one goes on after what it has covered."""
        before = self._before(db, ask)
        refuse(list(self._mistakes(db, ask)))
        about = self._ordering.subject(db, ask.kind, ask.subject)
        assert about is not None
        rhythm, now = self._rhythm_of(ask), self._ground.clock.now_ms()
        covered = self._covered(before, ask, rhythm, now)
        terms = {
            "kind": ask.kind, "subject": about.key, "name": about.name, "every": ask.every, "minute": rhythm.minute,
            "day": rhythm.day, "working_days": int(ask.working_days), "language": ask.language, "csv": int(ask.csv),
            "mail": msgspec.json.encode(ask.mail), "active": int(ask.active), "covered": covered,
            "due": calendar.following(rhythm, covered, self._zone).due,
        }  # fmt: skip
        if before is None:
            number = store.add(db, **terms, made=now)
        else:
            number = ask.id
            store.change(db, number, **terms)
        return self._row(self._found(db, number))

    def end_schedule(self, db: Connection, who: Principal, ask: ScheduleId) -> Said:
        """Order by it no more."""
        if not store.end(db, ask.id):
            raise Rejected("unknown_schedule", str(ask.id))
        return Said(words=ENDED.format(id=ask.id))

    def turn(self) -> int:
        """Order what is due, also what was missed while the program was off; how many reports."""
        now = self._ground.clock.now_ms()
        database = self._ground.database
        first = database.read(store.next_due)
        if first is None or first > now:
            return 0
        ordered, trouble = 0, None
        for row in database.read(lambda db: store.due(db, now)):
            try:
                ordered += self._order(row, now)
            except Exception as problem:  # noqa: BLE001 - raised below: one schedule keeps no other from its turn
                trouble = problem
        if trouble is not None:
            raise trouble
        return ordered

    def _order(self, row: Row, now: int) -> int:
        rhythm = self._rhythm(row)
        turns = calendar.missed(rhythm, row["covered"], now, self._zone)
        covered = turns[-1].until if turns else row["covered"]
        due = calendar.following(rhythm, covered, self._zone).due

        def work(db: Connection) -> int:
            if store.find(db, row["id"]) != row:
                return 0  # changed or ended meanwhile: the next look sees it
            store.move(db, row["id"], covered=covered, due=due)
            about = self._ordering.subject(db, row["kind"], row["subject"]) or Subject(row["subject"], row["name"])
            return sum(self._put(db, row, about, turn) for turn in turns)

        return self._ground.database.write(work, "order_by_schedule")

    def _put(self, db: Connection, row: Row, about: Subject, turn: Turn) -> bool:
        """One period, once."""
        if reports_store.of_schedule(db, row["id"], turn.since) is not None:
            return False
        self._ordering.put(
            db, kind=row["kind"], about=about, since=turn.since, until=turn.until, language=row["language"],
            csv=bool(row["csv"]), mail=_mail(row), owner=SYSTEM, schedule=row["id"],
        )  # fmt: skip
        return True

    def _before(self, db: Connection, ask: SetSchedule) -> Row | None:
        if not ask.id:
            return None
        row = self._found(db, ask.id)
        edition.demand(ask.edition, _edition(row), f"№ {ask.id}")
        return row

    def _covered(self, before: Row | None, ask: SetSchedule, rhythm: Rhythm, now: int) -> int:
        """A pause is not made up for; else nothing is left out and nothing is covered twice."""
        begun = calendar.beginning(rhythm, now, self._zone)
        if before is None:
            return begun
        goes_on = before["active"] or not ask.active
        return int(before["covered"]) if goes_on else max(int(before["covered"]), begun)

    def _mistakes(self, db: Connection, ask: SetSchedule) -> Iterator[Mistake]:
        yield from self._ordering.mistakes(db, ask.kind, ask.subject, ask.csv, ask.mail)
        if TIME.fullmatch(ask.at) is None:
            yield Mistake(field="at", words=TIME_SHAPE)
        if not 1 <= ask.day <= LAST_DAY[ask.every] and ask.every != "daily":
            yield Mistake(field="day", words=OF_WEEK if ask.every == "weekly" else OF_MONTH)
        if not ask.id and len(store.every(db)) >= MOST:
            yield Mistake(field="", words=TOO_MANY)

    def _rhythm_of(self, ask: SetSchedule) -> Rhythm:
        hours, _, minutes = ask.at.partition(":")
        day = {"daily": 0, "weekly": ask.day - 1, "monthly": ask.day}[ask.every]
        return Rhythm(ask.every, int(hours) * 60 + int(minutes), day, ask.working_days, self._is_moscow(ask.kind))

    def _rhythm(self, row: Row) -> Rhythm:
        moscow = self._is_moscow(row["kind"])
        return Rhythm(row["every"], row["minute"], row["day"], bool(row["working_days"]), moscow)

    def _is_moscow(self, kind_name: str) -> bool:
        kind = self._ground.kind(kind_name)
        return kind is not None and kind.moscow

    def _found(self, db: Connection, number: int) -> Row:
        row = store.find(db, number)
        if row is None:
            raise Rejected("unknown_schedule", str(number))
        return row

    def _row(self, row: Row) -> ScheduleRow:
        kind = self._ground.kind(row["kind"])
        rhythm = self._rhythm(row)
        return ScheduleRow(
            id=row["id"], kind=row["kind"], title=kind.title if kind is not None else same(row["kind"]),
            subject=row["subject"], name=row["name"], every=rhythm.every,
            at=time_of_day(rhythm.minute), day=_day(rhythm), working_days=rhythm.working_days, language=row["language"],
            csv=bool(row["csv"]), mail=_mail(row), active=bool(row["active"]), covered=moment(row["covered"]),
            due=moment(row["due"]), words=in_words(rhythm, bool(row["active"])), edition=_edition(row),
        )  # fmt: skip


def _day(rhythm: Rhythm) -> int:
    """The day as it is asked for: 1…7 of a week."""
    return {"daily": 1, "weekly": rhythm.day + 1, "monthly": rhythm.day}[rhythm.every]


def _mail(row: Row) -> MailWish:
    return msgspec.json.decode(row["mail"], type=MailWish)


def _edition(row: Row) -> str:
    """Of the terms that people agree on; what is covered moves by itself."""
    terms = (row[name] for name in ("kind", "subject", "every", "minute", "day", "working_days", "language", "csv"))
    return edition.edition(*terms, row["mail"].decode(), row["active"])
