"""The centre's registers against the provider's books: by the centre's number, or by the id where there is none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common import ids
from common.database import Connection, snapshot
from common.errors import Rejected
from common.registers.line import Line, day_of
from common.registers.tab import write_tab
from common.reporting.order import Order, Outcome, Source
from provider_app.core.payments import Kind
from provider_app.reports import comparison
from provider_app.store import contracts, operations
from provider_app.store.operations import Refusal
from tests.reports.planting import planted
from tests.reports.provider_books import Books, day
from tests.reports.rules import demand_rules

DAYS = 30
DAY_MS = 86_400_000
NUMBERED = 7_000_000_000_000_000_000


class Month:
    """November of a provider: two payments a day under each of two contracts, as two centres brought them."""

    def __init__(self, folder: Path) -> None:
        self.books = Books(folder)
        self.folder = folder
        self.other = self.books.write(self._other_contract)
        self.lines: dict[int, list[Line]] = {}
        self._orders = 0
        for number in range(4 * DAYS):
            self.credit(number, day(1 + number % DAYS, 9 + number // DAYS, number % 60), self.books.centre)
            self.credit(number + 1000, day(1 + number % DAYS, 20), self.other)
        (folder / "clean").mkdir()

    def credit(self, number: int, accepted: int, contract: int, delay: int = 1_000) -> None:
        """A payment that was booked a while after the centre accepted it."""
        line = Line(str(NUMBERED + number), accepted, f"0{number:09d}", 10_000 + number)
        payment_id = ids.uuid7(accepted)

        def booked(db: Connection) -> None:
            operations.add(
                db, contract, Kind.CREDIT, payment_id, payment_id, content="", at=accepted + delay, trace="",
                account=line.account, amount=line.amount, payment_number=line.key, accepted_at=accepted,
            )  # fmt: skip

        self.books.write(booked)
        self.lines.setdefault(contract, []).append(line._replace(payment_id=payment_id))

    def clean(self) -> list[Source]:
        """The registers that the first centre would send."""
        found = []
        for date in sorted({day_of(line.at_ms) for line in self.lines[self.books.centre]}):
            path = self.folder / "clean" / f"OPLATA_1_{date:%Y%m%d}1.csv"
            write_tab(path, [line for line in self.lines[self.books.centre] if day_of(line.at_ms) == date])
            found.append(Source(str(path), path.name, date.isoformat()))
        return found

    def compare(self, sources: list[Source], **changed: Any) -> tuple[Outcome, Path]:
        """The comparison of the month."""
        order = self.books.order(str(self.books.centre), day(1), day(31), kind="comparison", name="ПЦ «Учебный»")
        order = msgspec.structs.replace(order, sources=sources, **changed)
        return built(order), order.place

    def extra(self, *lines: Line) -> list[Source]:
        """The clean registers and one file more, on the first day."""
        self._orders += 1
        path = self.folder / f"extra-{self._orders}.csv"
        write_tab(path, lines)
        return [*self.clean(), Source(str(path), path.name, self.clean()[0].day)]

    def _other_contract(self, db: Connection) -> int:
        first = contracts.find(db, self.books.centre)
        assert first is not None
        return contracts.add(db, first._replace(name="Другой ПЦ")).id


def built(order: Order) -> Outcome:
    """As the process apart makes it."""
    with snapshot(Path(order.database)) as db:
        return comparison.build(db, order, lambda percent: None)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    made = Month(tmp_path_factory.mktemp("provider"))
    yield made
    made.books.close()


def test_a_clean_month_agrees(month: Month) -> None:
    outcome, place = month.compare(month.clean())

    assert (outcome.agrees, outcome.rows, outcome.findings) == (True, 4 * DAYS, [])
    demand_rules(place / outcome.files[0])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_forty_planted_differences_are_found(month: Month, seed: int, tmp_path: Path) -> None:
    forty = planted(month.clean(), tmp_path / "planted", seed)

    outcome, place = month.compare(forty.sources, language="en")

    assert {(one.kind, one.data["key"] or one.data["day"]) for one in outcome.findings} == forty.wanted
    assert len(outcome.findings) == 40
    demand_rules(place / outcome.files[0])


def test_a_clean_day_agrees_though_payments_came_a_day_later(tmp_path: Path) -> None:
    month = Month(tmp_path)
    for number in range(3):
        month.credit(9_000 + number, day(9 + number, 12), month.books.centre, delay=DAY_MS)

    days = [month.compare(month.clean(), since=day(n), until=day(n + 1))[0] for n in range(8, 14)]

    month.books.close()
    assert [(one.rows, one.findings) for one in days] == [(4, []), (5, []), (5, []), (5, []), (4, []), (4, [])]


def test_registers_by_payment_ids_are_compared_too(month: Month, tmp_path: Path) -> None:
    path = tmp_path / "ids.csv"
    rows = "".join(
        f"{one.payment_id};{one.account};{one.amount / 100:.2f}\n" for one in month.lines[month.books.centre]
    )
    path.write_text(f"payment_id;account;amount\n{rows}", encoding="utf-8")
    first, *rest = month.clean()

    outcome, _ = month.compare([Source(str(path), path.name, first.day)])

    assert (outcome.rows, outcome.findings) == (4 * DAYS, [])
    assert len(rest) == DAYS - 1


def test_what_the_books_know_otherwise_is_named_so(tmp_path: Path) -> None:
    month = Month(tmp_path)
    at, centre = day(3, 12), month.books.centre
    victim = month.lines[centre][0]

    def written(db: Connection) -> None:
        operations.add(db, centre, Kind.VOID, "5551", "5551", content="", at=at, trace="")
        operations.refuse(
            db, "credit", f"processing:{centre}", "5552", Refusal("", "unknown_account", ""), at=at, trace="",
        )  # fmt: skip
        operations.add(
            db, centre, Kind.REVERSE, victim.payment_id, "r", content="", at=at, trace="", account=victim.account,
            amount=victim.amount,
        )  # fmt: skip

    month.books.write(written)
    foreign = month.lines[month.other][0]

    outcome, _ = month.compare(
        month.extra(Line("5551", at, "1", 1), Line("5552", at, "1", 2), Line("5553", at, "1", 3), foreign)
    )

    month.books.close()
    assert {one.data["key"]: one.data["reason"] for one in outcome.findings} == {
        "5551": "refused_here", "5552": "refused_here", "5553": "unknown_here", foreign.key: "other_side",
        victim.key: "reversed_here",
    }  # fmt: skip
    assert {one.data["them"] for one in outcome.findings} == {"centre"}


def test_two_centres_may_have_numbered_a_payment_alike(tmp_path: Path) -> None:
    month = Month(tmp_path)
    month.credit(7_777, day(20, 12), month.books.centre)
    ours = month.lines[month.books.centre][-1]
    month.credit(7_777, day(3, 12), month.other)
    other, no = f"processing:{month.other}", Refusal("", "unknown_account", "")
    month.books.write(lambda db: operations.refuse(db, "credit", other, "5554", no, at=day(3, 12), trace=""))

    extra = month.extra(ours, Line("5554", day(1, 12), "1", 1))
    outcome, _ = month.compare(extra, since=day(1), until=day(2))

    month.books.close()
    assert {one.data["key"]: one.data["reason"] for one in outcome.findings} == {
        ours.key: "other_day_here", "5554": "unknown_here",
    }  # fmt: skip


def test_a_bad_register_stops_the_comparison_in_words(month: Month, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("1\t2\t3\n", encoding="utf-8")

    with pytest.raises(Rejected, match="не видно, в каком столбце что"):
        month.compare([Source(str(tmp_path / "bad.csv"), "bad.csv", "2026-11-01")])
