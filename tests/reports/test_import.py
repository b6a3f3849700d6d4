"""Registers that come as files: taken in whole or not at all, each day known, the same file once."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from common.clock import VirtualClock
from common.database import Connection, Database, Watch
from common.errors import Rejected, Unavailable
from common.logs import Log
from common.principal import Principal
from common.protocol import codes
from common.registers.line import Line, day_bounds
from common.registers.tab import write_tab
from common.reporting import tables
from common.reporting.asks import AskImports, ImportId, ImportRegister, ImportRow
from common.reporting.ground import Ground
from common.reporting.imports import Imports
from common.reporting.kinds import Kind, Subject
from common.reporting.order import Source
from common.secrets import Secrets
from common.words import same

OPERATOR = Principal("operator", "operator")
DAY = date(2026, 11, 20)
AT = day_bounds(DAY)[0] + 1_000
NOON = day_bounds(DAY)[0] + 12 * 3_600_000
DAY_MS = 86_400_000
NAMES = {"1": "МегаФон", "2": "=1+1"}


def subjects(db: Connection, kind: Kind, text: str) -> list[Subject]:
    """Two providers."""
    assert kind.compares
    return [Subject(key, name) for key, name in NAMES.items() if text in (key, name, "")]


class Desk:
    """The part of a service, and what it keeps."""

    def __init__(self, folder: Path, watch: Watch | None = None) -> None:
        metadata, clock = MetaData(), VirtualClock()
        tables.tables(metadata)
        self.folder = folder
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.database = Database(folder / "role.db", metadata, watch=watch)
        kinds = (
            Kind("other", same("x"), same("x"), "x"),
            Kind("c", same("c"), same("c"), "c", "provider", compares=True),
        )
        self.ground = Ground(
            database=self.database, clock=clock, log=Log(folder, "role", clock, console=False),
            secrets=Secrets(folder / "secrets"), folder=folder, module="", kinds=kinds, subjects=subjects,
            issuer=lambda db: same("ПЦ"), uid="u", draw=lambda: 0.5,
        )  # fmt: skip
        self.imports = Imports(self.ground)

    def file(self, name: str, *lines: Line) -> Path:
        """A register as it came."""
        path = self.inbox / name
        write_tab(path, lines)
        return path

    def take(self, path: Path, subject: str = "1", day: str = "") -> ImportRow:
        """Take it in."""
        return self.imports.import_register(OPERATOR, ImportRegister(subject=subject, path=str(path), day=day))

    def refused(self, path: Path, subject: str = "1", day: str = "") -> str:
        """Take it in, in vain; what is said."""
        before = self.kept()
        with pytest.raises(Rejected) as refusal:
            self.take(path, subject, day)
        assert (self.rows(), self.kept()) == ([], before)
        return codes.words_of(refusal.value).ru

    def rows(self, subject: str = "") -> list[ImportRow]:
        """What was taken in."""
        return self.database.read(lambda db: self.imports.imports(db, OPERATOR, AskImports(subject=subject))).imports

    def kept(self) -> list[str]:
        """Files in the folder."""
        folder = self.folder / "imports"
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def sources(self, since: int, until: int, subject: str = "1") -> list[Source]:
        """What a comparison gets."""
        return self.database.read(lambda db: self.imports.sources(db, subject, since, until))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.database.close()


def line(key: int = 1, at: int = AT, amount: int = 100) -> Line:
    """A payment."""
    return Line(str(key), at, "0012345", amount)


def test_a_file_is_taken_in_with_its_day_number_and_sum(desk: Desk) -> None:
    path = desk.file("OPLATA_1_202611201.csv", line(1), line(2, amount=250))

    row = desk.take(path)

    assert (row.day, row.number, row.total, row.name, row.file, row.again) == (
        "2026-11-20", 2, 350, "МегаФон", "OPLATA_1_202611201.csv", False,
    )  # fmt: skip
    assert [(one.id, one.who) for one in desk.rows()] == [(row.id, "operator")]


def test_the_kept_file_is_the_same_and_outlives_the_original(desk: Desk) -> None:
    path = desk.file("r_20261120.csv", line())
    came = path.read_bytes()
    desk.take(path)
    path.unlink()

    (source,) = desk.sources(NOON, NOON + 1)

    assert Path(source.path).read_bytes() == came
    assert (source.name, source.day, source.part) == ("r_20261120.csv", "2026-11-20", False)


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    path = desk.file("r_20261120.csv", line())
    first = desk.take(path)

    again = desk.take(path)

    assert (again.id, again.again) == (first.id, True)
    assert (len(desk.rows()), len(desk.kept())) == (1, 1)


def test_the_same_file_may_be_two_providers(desk: Desk) -> None:
    path = desk.file("r_20261120.csv", line())

    rows = [desk.take(path), desk.take(path, "2")]

    assert [row.again for row in rows] == [False, False]
    assert [(one.subject, one.name) for one in desk.rows("2")] == [("2", "=1+1")]


def test_serials_of_a_day_are_joined(desk: Desk) -> None:
    for serial in (1, 2):
        desk.take(desk.file(f"OPLATA_1_20261120{serial}.csv", line(serial)))

    assert [one.day for one in desk.sources(NOON, NOON + 1)] == ["2026-11-20"] * 2


DAYS: dict[str, tuple[list[Line], str, str]] = {
    "by the name": ([line()], "OPLATA_1_202611201.csv", "2026-11-20"),
    "by a name that a browser has changed": ([line()], "OPLATA_1_202611201 (2).csv", "2026-11-20"),
    "by the payments": ([line()], "register.csv", "2026-11-20"),
    "by nearly all payments": ([*map(line, range(30)), line(99, AT + DAY_MS)], "register.csv", "2026-11-20"),
    "by the name, whatever passed midnight": ([line(), line(2, AT + DAY_MS)], "r_20261120.csv", "2026-11-20"),
    "by the name of an empty one": ([], "r_20261120.csv", "2026-11-20"),
}


@pytest.mark.parametrize("how", DAYS)
def test_the_day_is_told(desk: Desk, how: str) -> None:
    lines, name, day = DAYS[how]

    row = desk.take(desk.file(name, *lines))

    assert (row.day, row.number) == (day, len(lines))


def test_the_day_is_asked_for_when_nothing_tells_it(desk: Desk) -> None:
    path = desk.file("register.csv")

    assert "не говорят, за какой день реестр" in desk.refused(path)
    assert desk.take(path, day="2026-11-20").day == "2026-11-20"


def test_a_file_of_other_days_than_it_is_said_to_be_of_is_refused(desk: Desk) -> None:
    path = desk.file("r_20261125.csv", line())

    assert "Указан день 25.11.2026, а платежи в файле за 20.11.2026" in desk.refused(path)
    assert desk.take(path, day="2026-11-20").day == "2026-11-20"


def test_a_file_of_several_days_is_the_register_of_each(desk: Desk) -> None:
    path = desk.file("november.csv", *(line(n, AT + n % 3 * DAY_MS, 100 + n) for n in range(9)))

    row = desk.take(path)

    assert [(one.day, one.number) for one in desk.rows()] == [
        ("2026-11-22", 3), ("2026-11-21", 3), ("2026-11-20", 3),
    ]  # fmt: skip
    assert (row.day, sum(one.total for one in desk.rows())) == ("2026-11-22", 936)
    assert [(one.day, one.part) for one in desk.sources(NOON, NOON + DAY_MS)] == [
        ("2026-11-20", True), ("2026-11-21", True), ("2026-11-22", True),
    ]  # fmt: skip
    assert len(desk.kept()) == 1


def test_a_file_of_several_days_is_removed_whole(desk: Desk) -> None:
    row = desk.take(desk.file("november.csv", line(1), line(2, AT + DAY_MS), line(3, AT + 2 * DAY_MS)))

    desk.imports.forget_import(OPERATOR, ImportId(id=row.id))

    assert (desk.rows(), desk.kept()) == ([], [])


def test_a_removed_file_goes_unless_another_row_names_it(desk: Desk) -> None:
    path = desk.file("r_20261120.csv", line())
    one, other = desk.take(path), desk.take(path, "2")

    said = desk.imports.forget_import(OPERATOR, ImportId(id=one.id))

    assert ("r_20261120.csv" in said.words.ru, len(desk.kept())) == (True, 1)
    desk.imports.forget_import(OPERATOR, ImportId(id=other.id))
    assert desk.kept() == []


def test_what_was_removed_cannot_be_removed_again(desk: Desk) -> None:
    with pytest.raises(Rejected, match="unknown_import"):
        desk.imports.forget_import(OPERATOR, ImportId(id=9))


def test_one_bad_line_and_nothing_is_taken_in(desk: Desk) -> None:
    path = desk.inbox / "r_20261120.csv"
    path.write_text("1\t20.11.2026\t21:40:00\t001\t5\n2\t20.11.2026\t21:40:00\t001\tx\n", encoding="utf-8")

    said = desk.refused(path)

    assert said == ("Ничего не сохранено. Строка 2: сумма «x» не читается: нужны рубли и не больше двух цифр копеек.")
    assert desk.kept() == []


def test_everything_wrong_is_said_at_once(desk: Desk) -> None:
    said = desk.refused(Path(" "), "77", "20.11")

    assert all(words in said for words in ("Не найдено: «77»", "Выберите файл реестра", "День «20.11» не читается"))


def test_a_register_without_totals_is_taken_with_a_note(desk: Desk) -> None:
    whole = desk.file("r_20261120.csv", line(1), line(2))
    cut = desk.inbox / "cut_20261120.csv"
    cut.write_bytes(b"".join(whole.read_bytes().splitlines(keepends=True)[:1]))

    row, doubtful = desk.take(whole), desk.take(cut)

    assert (row.number, row.note) == (2, None)
    assert doubtful.number == 1
    assert doubtful.note is not None
    assert "нет строки итогов" in doubtful.note.ru


@pytest.mark.parametrize(
    ("name", "words"),
    [("gone.csv", "gone.csv» нет"), (".", "inbox» — не файл"), ("x\0y.csv", "y.csv» нет")],
)
def test_a_file_that_cannot_be_read_is_said_in_words(desk: Desk, name: str, words: str) -> None:
    assert words in desk.refused(desk.inbox / name)


def test_a_file_that_is_too_large_is_refused(desk: Desk) -> None:
    path = desk.inbox / "r_20261120.csv"
    with path.open("wb") as file:
        file.truncate((64 << 20) + 1)

    assert "Файл больше 64 МБ" in desk.refused(path)


def test_a_file_that_is_no_register_is_refused_by_the_name_a_person_knows(desk: Desk) -> None:
    for name in ("r.pdf", "r.xlsx"):
        (desk.inbox / name).write_bytes(b"%PDF-1.7")

        said = desk.refused(desk.inbox / name)

        assert f"«{name}" in said
        assert ".part" not in said


def test_a_folder_that_is_closed_is_said_in_words(desk: Desk) -> None:
    (desk.folder / "imports").write_text("a file stands in its place", encoding="utf-8")
    path = desk.file("r_20261120.csv", line())

    with pytest.raises(Unavailable, match="folder_closed"):
        desk.take(path)

    assert desk.rows() == []


def test_what_a_killed_program_has_half_copied_is_cleared_away(desk: Desk) -> None:
    desk.take(desk.file("r_20261120.csv", line()))
    (desk.folder / "imports" / "0190.part.csv").write_bytes(b"1\t2")

    desk.take(desk.file("r_20261121.csv", line(2, AT + DAY_MS)))

    assert [name for name in desk.kept() if ".part" in name] == []
    assert len(desk.kept()) == 2


def test_a_file_whose_row_was_not_written_is_taken_in_the_next_time(tmp_path: Path) -> None:
    full = ["import_register"]

    def watch(moment: str, names: Sequence[str]) -> None:
        if moment == "before" and full and full[0] in names:
            full.clear()
            raise Unavailable("storage_full", "no room")

    desk = Desk(tmp_path, watch)
    path = desk.file("r_20261120.csv", line())

    with pytest.raises(Unavailable, match="storage_full"):
        desk.take(path)

    assert desk.rows() == []
    assert (desk.take(path).again, len(desk.rows()), len(desk.kept())) == (False, 1, 1)
    desk.database.close()


def test_registers_of_the_days_around_a_period_come_along(desk: Desk) -> None:
    for n in range(-3, 4):
        day = date.fromordinal(DAY.toordinal() + n)
        desk.take(desk.file(f"r_{day:%Y%m%d}.csv", line(10 + n, AT + n * DAY_MS)))

    found = [one.day for one in desk.sources(NOON, NOON + 1)]

    assert found == ["2026-11-19", "2026-11-20", "2026-11-21"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_device_that_never_ends_is_refused_at_once(desk: Desk) -> None:
    path = desk.inbox / "OPLATA_1_202611201.csv"
    path.symlink_to("/dev/zero")

    assert "OPLATA_1_202611201.csv" in desk.refused(path)
