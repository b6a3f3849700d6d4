"""Registers that came as files are taken in whole or not at all, and kept for comparisons."""

import contextlib
import hashlib
import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import msgspec

from common import ids, spawn
from common.clock import moment
from common.database import Connection, Row
from common.durable import closed
from common.errors import Rejected
from common.principal import Principal
from common.protocol.mistake import Mistake, refuse
from common.registers.days import day_in_name, days_of
from common.registers.line import day_of
from common.registers.reading import BIG, KIND, LARGEST_FILE, TEXTS, WORKBOOK, Stated, read
from common.registers.sources import days_of_period
from common.reporting.asks import AskImports, ImportId, ImportRegister, ImportRow, Said
from common.reporting.asks import Imports as Page
from common.reporting.ground import Ground
from common.reporting.order import Source
from common.reporting.ordering import ABOUT_WHOM, UNKNOWN_SUBJECT
from common.reporting.store import imports as store
from common.words import Words

PAGE = 500
BLOCK = 1 << 20
LONGEST_NAME = 200
DAYS = "-days"
"""Ends the name of a kept file that is the register of several days."""
NO_TOTALS = Words(
    "В файле нет строки итогов: не видно, весь ли он дошёл. Сверьте число платежей и сумму с отправителем",
    "The file has no line with totals: nothing tells whether all of it came. Check the number and the sum with its "
    "sender",
)
NOT_A_DAY = Words(
    "День «{day}» не читается: нужно ГГГГ-ММ-ДД", "The day “{day}” cannot be read: YYYY-MM-DD is expected"
)
NO_PATH = Words("Выберите файл реестра", "Choose the register's file")
GONE = Words("Файла «{name}» нет. Проверьте имя и папку", "There is no file “{name}”. Check its name and folder")
NO_FILE = Words("«{name}» — не файл. Выберите файл реестра", "“{name}” is no file. Choose the register's file")
REMOVED = Words("Файл реестра «{file}» убран", "Register file “{file}” was removed")


@dataclass(slots=True)
class Told:
    """What a file says: how many payments and their sum, by day; None are those that tell no day."""

    numbers: Counter[date | None] = field(default_factory=Counter)
    totals: Counter[date | None] = field(default_factory=Counter)
    stated: Stated | None = None

    @property
    def dated(self) -> dict[date, int]:
        """How many payments are of each day."""
        return {day: number for day, number in self.numbers.items() if day is not None}

    def of(self, day: date, *, alone: bool) -> tuple[int, int]:
        """What belongs to a day: all of it when the file is one day's register."""
        if alone:
            return self.numbers.total(), self.totals.total()
        return self.numbers[day], self.totals[day]


class Imports:
    """The part of the service that is called `imports`."""

    def __init__(self, ground: Ground) -> None:
        """Files are kept in the role's own folder."""
        self._ground = ground
        self._folder = ground.folder / "imports"
        self._one_at_a_time = spawn.Lock()

    def import_register(self, who: Principal, ask: ImportRegister) -> ImportRow:
        """Take a file in: copied, read to its end, then written down; the same file again changes nothing."""
        named = self._ground.database.read(lambda db: self._checked(db, ask))
        with self._one_at_a_time:
            half = self._folder / f"{ids.uuid7(self._ground.clock.now_ms())}.part{Path(ask.path).suffix.lower()}"
            try:
                self._cleared()
                sha256 = _copied(Path(ask.path), half)
                told = _told(half, Path(ask.path).name)
                days = days_of(told.dated, named or day_in_name(Path(ask.path).stem))
                kept = f"{sha256[:32]}{DAYS if len(days) > 1 else ''}{half.suffix}"
                if not (self._folder / kept).exists():
                    half.replace(self._folder / kept)
            except OSError as problem:
                raise closed(problem, self._folder) from problem
            finally:
                _removed(half)
            return self._ground.database.write(
                lambda db: self._keep(db, who, ask, days, told, sha256, kept), "import_register"
            )

    def imports(self, db: Connection, who: Principal, ask: AskImports) -> Page:
        """What was taken in, the newest day first."""
        rows, found = store.page(
            db, ask.subject, offset=max(0, ask.offset), limit=max(0, min(ask.limit, PAGE))
        )  # fmt: skip
        names = {subject: self._name(db, subject) for subject in {row["subject"] for row in rows}}
        return Page(imports=[_row(row, names[row["subject"]]) for row in rows], found=found)

    def forget_import(self, who: Principal, ask: ImportId) -> Said:
        """Remove a file with all days that it is the register of."""
        with self._one_at_a_time:
            row, unnamed = self._ground.database.write(lambda db: _forget(db, ask.id), "forget_import")
            if unnamed:
                _removed(self._folder / row["kept"])
        return Said(words=REMOVED.format(file=row["name"]))

    def sources(self, db: Connection, subject: str, since: int, until: int) -> list[Source]:
        """The registers to compare a period with, and those of the days around it, which explain much."""
        days, around = days_of_period(since, until), timedelta(days=1)
        return [
            Source(str(self._folder / row["kept"]), row["name"], row["day"], _is_divided(row))
            for row in store.between(db, subject, days[0] - around, days[-1] + around)
        ]

    def _cleared(self) -> None:
        """The folder, without what a killed program has left half copied."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for half in self._folder.glob("*.part.*"):
            _removed(half)

    def _checked(self, db: Connection, ask: ImportRegister) -> date | None:
        """The day that was given; everything that is wrong is said at once."""
        mistakes, day = [], None
        if not ask.subject:
            mistakes.append(Mistake(field="subject", words=ABOUT_WHOM))
        elif not self._name(db, ask.subject):
            mistakes.append(Mistake(field="subject", words=UNKNOWN_SUBJECT.format(subject=ask.subject[:80])))
        if not ask.path.strip():
            mistakes.append(Mistake(field="path", words=NO_PATH))
        try:
            day = date.fromisoformat(ask.day) if ask.day else None
        except ValueError:
            mistakes.append(Mistake(field="day", words=NOT_A_DAY.format(day=ask.day[:40])))
        refuse(mistakes)
        return day

    def _name(self, db: Connection, subject: str) -> str:
        """Whose registers these are; empty: nobody's that a comparison may be about."""
        kind = next((one for one in self._ground.kinds if one.compares), None)
        found = self._ground.subjects(db, kind, subject) if kind is not None else []
        return next((one.name for one in found if one.key == subject), "")

    def _keep(
        self, db: Connection, who: Principal, ask: ImportRegister, days: list[date], told: Told, sha256: str, kept: str
    ) -> ImportRow:
        """A unit of work: a row a day; the last day's is the answer."""
        row, again = None, True
        for day in days:
            row = store.same(db, ask.subject, day, sha256)
            if row is None:
                again = False
                number, total = told.of(day, alone=len(days) == 1)
                row = store.add(
                    db, subject=ask.subject, day=day.isoformat(), name=Path(ask.path).name[-LONGEST_NAME:], kept=kept,
                    sha256=sha256, number=number, total=total, at=self._ground.clock.now_ms(), who=who.id,
                )  # fmt: skip
        assert row is not None
        note = None if told.stated is not None else NO_TOTALS
        return msgspec.structs.replace(_row(row, self._name(db, ask.subject)), again=again, note=note)


def _copied(source: Path, half: Path) -> str:
    """Copy a file and sum it up; Rejected when it cannot be read or is too large to be a register."""
    digest, size = hashlib.sha256(), 0
    try:
        if not source.exists():
            refuse([Mistake(field="path", words=GONE.format(name=source))])
        if not source.is_file():  # a pipe would be waited for without end
            refuse([Mistake(field="path", words=NO_FILE.format(name=source))])
        if source.suffix.lower() not in (*TEXTS, WORKBOOK):
            refuse([Mistake(field="path", words=KIND.format(name=source.name))])
        file = source.open("rb")
    except (OSError, ValueError) as problem:
        raise Rejected("register_not_read", f"{source.name} ({problem})") from problem
    with file, half.open("wb") as copy:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
            if size > LARGEST_FILE:
                refuse([Mistake(field="path", words=BIG)])
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _removed(path: Path) -> None:
    """What a comparison still reads on Windows stays, and harms nobody."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _told(half: Path, name: str) -> Told:
    told = Told()

    def ended(stated: Stated | None) -> None:
        told.stated = stated

    try:
        for line in read(half, ended):
            day = day_of(line.at_ms) if line.at_ms else None
            told.numbers[day] += 1
            told.totals[day] += line.amount
    except Rejected as problem:
        if half.name not in problem.detail:
            raise
        # nobody knows the copy by its name
        raise Rejected(problem.code, problem.detail.replace(half.name, name)) from problem
    return told


def _forget(db: Connection, number: int) -> tuple[Row, bool]:
    """The dropped row, and whether nobody names its file any more."""
    row = store.find(db, number)
    if row is None:
        raise Rejected("unknown_import", str(number))
    if _is_divided(row):
        store.forget_file(db, row["subject"], row["kept"])
    else:
        store.forget(db, number)
    return row, not store.is_kept(db, row["kept"])


def _is_divided(row: Row) -> bool:
    return Path(row["kept"]).stem.endswith(DAYS)


def _row(row: Row, name: str) -> ImportRow:
    return ImportRow(
        id=row["id"], subject=row["subject"], name=name or row["subject"], day=row["day"], file=row["name"],
        number=row["number"], total=row["total"], at=moment(row["at"]), who=row["who"],
    )  # fmt: skip
