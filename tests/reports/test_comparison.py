"""Registers as files against the books of the centre and of the provider: what is planted is found, nothing else."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.clock import moment
from common.excel import read_rows
from common.registers.findings import finding_row
from common.registers.line import Line, day_bounds, day_of
from common.registers.reading import read
from common.registers.reasons import KINDS, Kind
from common.registers.tab import write_tab
from common.reporting.asks import AskFindings, ImportRegister, OrderReport
from common.reporting.child import carry_out
from common.reporting.order import Order, Outcome, Source
from processing_app.reports import comparison, osmp_register
from tests.processing_app.standin import OPERATOR
from tests.reports.books import DAY_MS, Books, made
from tests.reports.planting import Planted, planted, sources_of
from tests.reports.rules import demand_rules

DAYS, LIVED, A_DAY = 30, 63, 8
"""More is lived than is compared: a month has neighbours."""
CREDITED = "provider_id = 1 AND status = 'captured'"


class Month:
    """A month of the centre with one provider, and its own daily registers of it."""

    def __init__(self, folder: Path) -> None:
        self.books = Books(folder)
        self.folder = folder
        self.books.live(LIVED, A_DAY)
        self._number = 0
        made(osmp_register.build, self.order("osmp-register"))
        self.clean = sources_of(folder / "1")
        self.first = date.fromisoformat(self.clean[0].day)
        assert len(self.clean) == DAYS

    def order(self, kind: str, **changed: Any) -> Order:
        """A report on the month, in a folder of its own."""
        self._number += 1
        order = self.books.order(kind, 1, self.folder / str(self._number), name="МегаФон")
        return msgspec.structs.replace(order, **{"until": order.since + DAYS * DAY_MS} | changed)

    def compare(self, sources: list[Source], **changed: Any) -> tuple[Outcome, Path, Order]:
        """A comparison of the month."""
        order = self.order("comparison", sources=sources, **changed)
        return *made(comparison.build, order), order

    def payments(self, what: str, where: str) -> list[tuple[Any, ...]]:
        """What the database has of the month."""
        since, until = day_bounds(self.first)[0], day_bounds(self.first + timedelta(days=DAYS))[0]
        return self.books.sql(f"SELECT {what} FROM payments WHERE at >= ? AND at < ? AND {where}", since, until)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    one = Month(tmp_path_factory.mktemp("month"))
    with one.books:
        yield one


def found(outcome: Outcome) -> set[tuple[str, str]]:
    """What a comparison named."""
    return {(one.kind, one.data["key"] or one.data["day"]) for one in outcome.findings}


def wrong(month: Month, seed: int, tmp_path: Path) -> Planted:
    return planted(month.clean, tmp_path / "planted", seed)


def test_a_clean_month_agrees_payment_by_payment(month: Month) -> None:
    outcome, path, _ = month.compare(month.clean)

    credited = month.payments("COUNT(*), SUM(amount)", CREDITED)
    assert (outcome.agrees, outcome.findings, outcome.counts) == (True, [], {})
    assert credited == [(outcome.rows, outcome.figures[0].value)]
    assert outcome.figures[0].value == outcome.figures[1].value
    assert "всё сходится" in outcome.covering.subject
    demand_rules(path)


@pytest.mark.parametrize("seed", range(1, 21))
def test_forty_planted_differences_are_found_with_their_classes(month: Month, seed: int, tmp_path: Path) -> None:
    forty = wrong(month, seed, tmp_path)

    outcome, _, _ = month.compare(forty.sources)

    assert len(forty.wanted) == 40
    assert found(outcome) == forty.wanted
    assert (len(outcome.findings), sum(outcome.counts.values()), outcome.agrees) == (40, 40, False)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_workbook_keeps_the_rules_and_says_each_difference(month: Month, language: Any, tmp_path: Path) -> None:
    forty = wrong(month, 3, tmp_path)

    outcome, path, order = month.compare(forty.sources, language=language, csv=True)

    demand_rules(path)
    rows = read_rows(path, 1, limit=100)[4:-1]
    assert len(rows) == 40
    assert {(row[8], row[1]) for row in rows if row[1]} == {
        (KINDS[Kind(kind)].of(language), key) for kind, key in forty.wanted if kind != "no_file"
    }
    csv_rows = (order.place / outcome.files[1]).read_text("utf-8-sig").splitlines()
    assert len(csv_rows) == 41


def test_the_sums_of_the_workbook_are_those_of_the_database_and_of_the_files(month: Month, tmp_path: Path) -> None:
    forty = wrong(month, 4, tmp_path)

    outcome, path, _ = month.compare(forty.sources)

    ((ours,),) = month.payments("SUM(amount)", CREDITED)
    stated = [Path(one.path).read_text("utf-8").splitlines()[-1].split("\t")[2] for one in forty.sources]
    theirs = sum(int(one.replace(".", "")) for one in stated)
    assert [one.value for one in outcome.figures] == [ours, theirs, 40]
    front = {cell: row[place + 1 :] for row in read_rows(path, 0, limit=60) for place, cell in enumerate(row)}
    assert front["Осталось необъяснённым, ₽"][:2] == ["0,00", "сходится"]
    assert front["Сверка: у нас − в файле, ₽"][1].startswith("РАСХОЖДЕНИЕ")


def test_each_difference_is_shown_with_its_reason_and_its_action(month: Month, tmp_path: Path) -> None:
    forty = wrong(month, 5, tmp_path)
    outcome, _, _ = month.compare(forty.sources)

    rows = [finding_row(number, one.kind, one.data) for number, one in enumerate(outcome.findings, 1)]

    assert all(row.words.ru and row.words.en and row.action_words.ru and "{" not in row.words.ru for row in rows)
    assert all("{" not in row.action_words.ru + row.action_words.en for row in rows)
    known = [row for row in rows if row.payment_id]
    assert all(month.books.sql("SELECT number FROM payments WHERE payment_id = ?", row.payment_id) for row in known)
    assert all(row.code for row in known)


def test_what_is_rejected_or_reversed_here_is_named_so_when_the_file_has_it(month: Month, tmp_path: Path) -> None:
    other = month.payments("number, at, account, amount, status", "provider_id = 1 AND status != 'captured'")
    assert {row[4] for row in other} == {"cancelled", "refunded"}
    extra = [Line(str(number), at, account, amount) for number, at, account, amount, _ in other]
    write_tab(tmp_path / "x.csv", extra)
    file = Source(str(tmp_path / "x.csv"), "x.csv", month.clean[0].day)

    outcome, _, _ = month.compare([*month.clean, file])

    reasons = {"cancelled": "refused_here", "refunded": "reversed_here"}
    assert {one.data["key"]: one.data["reason"] for one in outcome.findings} == {
        str(row[0]): reasons[row[4]] for row in other
    }
    assert outcome.counts == {"missing_here": len(other)}


def test_another_providers_payment_in_the_file_is_named_so(month: Month, tmp_path: Path) -> None:
    number, at, account, amount = month.payments("number, at, account, amount", "provider_id = 2")[0]
    write_tab(tmp_path / "x.csv", [Line(str(number), at, "9161112233", amount + 1)])

    outcome, path, _ = month.compare([*month.clean, Source(str(tmp_path / "x.csv"), "x.csv", month.clean[0].day)])

    assert [one.data["reason"] for one in outcome.findings] == ["other_side"]
    assert not [row for row in read_rows(path, 1) if account in row], "whose it is does not go to somebody else"


def test_a_payment_under_way_is_named_so_when_the_file_has_it(month: Month, tmp_path: Path) -> None:
    ((number, at, account, amount), *_) = month.books.sql(
        "SELECT number, at, account, amount FROM payments WHERE provider_id = 1 AND status = 'authorized'"
    )
    write_tab(tmp_path / "x.csv", [Line(str(number), at, account, amount)])
    day = day_of(at)

    outcome, _, _ = month.compare(
        [Source(str(tmp_path / "x.csv"), "x.csv", day.isoformat())],
        since=day_bounds(day)[0] + DAY_MS // 2, until=day_bounds(day)[0] + DAY_MS // 2 + 1,
    )  # fmt: skip

    assert {one.data["reason"] for one in outcome.findings if one.data["key"] == str(number)} == {"held_here"}


def test_an_empty_period_is_a_workbook_too(month: Month) -> None:
    before = month.order("comparison").since - 30 * DAY_MS

    outcome, path, _ = month.compare([], since=before, until=before + DAY_MS)

    assert (outcome.rows, outcome.agrees, outcome.findings) == (0, True, [])
    demand_rules(path)


def test_one_file_of_the_whole_month_is_divided_by_days(month: Month, tmp_path: Path) -> None:
    whole = tmp_path / "month.csv"
    write_tab(whole, [line for one in month.clean for line in read(Path(one.path))])

    outcome, _, _ = month.compare([Source(str(whole), whole.name, one.day, part=True) for one in month.clean])

    assert (outcome.agrees, outcome.rows) == (True, month.payments("COUNT(*)", CREDITED)[0][0])


def test_a_file_that_was_removed_meanwhile_is_said_in_words(month: Month, tmp_path: Path) -> None:
    gone = Source(str(tmp_path / "gone.csv"), "gone.csv", month.clean[0].day)
    order = month.order("comparison", sources=[gone])

    said = carry_out(comparison.build, order)

    assert (said.outcome, said.code) == (None, "wrong_value")
    assert "gone.csv нет" in said.detail


def test_files_are_taken_in_compared_in_a_process_apart_and_their_differences_are_shown(
    month: Month, tmp_path: Path
) -> None:
    forty, centre = planted(month.clean, tmp_path / "planted", 6), month.books.centre
    for one in forty.sources:
        centre.service.imports.import_register(OPERATOR, ImportRegister(subject="1", path=one.path))
    order = month.order("comparison")

    row = centre.service.reports.report(
        OPERATOR,
        OrderReport(kind="comparison", subject="1", since=moment(order.since), until=moment(order.until), csv=True),
    )

    found = centre.look(centre.service.reports.findings, AskFindings(id=row.id))
    assert (row.state, row.agrees, len(row.files), sum(row.counts.values())) == ("done", False, 2, 40)
    assert {(one.kind, one.key) for one in found.rows if one.key} == {
        (kind, key) for kind, key in forty.wanted if kind != "no_file"
    }
    assert found.found == 40
    demand_rules(Path(row.folder) / row.files[0].name)
