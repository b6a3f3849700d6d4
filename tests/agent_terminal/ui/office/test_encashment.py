"""«Инкассация» as a person uses it: counted beside the books, a difference explained and confirmed, slips paid out."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from agent_terminal.service import messages
from agent_terminal.ui import encash_form, encash_report, slips_page
from common.errors import Unavailable
from common.qt.question import Question
from common.reporting.asks import OrderReport
from common.status import Status
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import BILLS, Stand
from tests.agent_terminal.ui.office.conftest import Behind, Person, column, plain
from tests.processing_app.ui.gate import held_back


def leave(stand: Stand) -> None:
    """The payer goes."""
    while stand.screen().screen not in ("K0", "K14"):
        stand.clock.advance(10)
        stand.service.quiet.turn()


@pytest.fixture
def full(ready: Stand) -> Stand:
    """Two notes of 100 and one of 500 in the cassette."""
    ready.to_cash()
    ready.insert(10_000, 10_000, 50_000)
    ready.do("pay")
    leave(ready)
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(2)
    return ready


@pytest.fixture
def tab(full: Stand, person: Person) -> Any:
    return person.open("encashment")


def history(stand: Stand) -> list[messages.Encashed]:
    return ask(stand, "encashments", messages.Limit()).encashments  # type: ignore[no-any-return]


def count(person: Person, **numbers: int | str) -> None:
    """`of_100=2`: two notes of 100 roubles are typed."""
    for name, number in numbers.items():
        person.write(f"count-{int(name.removeprefix('of_')) * 100}", str(number))
    person.calm()


def test_the_cassette_shows_what_must_be_in_it_by_denomination(tab: Any, person: Person) -> None:
    assert person.text("cassette-total").startswith("В кассете 700,00 ₽, купюр 3, ")
    assert list(
        zip(column(tab.table, "value"), column(tab.table, "notes"), column(tab.table, "total"), strict=True)
    ) == [
        ("100,00", "2", "200,00"),
        ("500,00", "1", "500,00"),
    ]


def test_a_count_that_agrees_is_recorded_at_once(tab: Any, person: Person, full: Stand) -> None:
    person.press("begin-encashment")
    count(person, of_100=2, of_500=1)
    assert person.text("total-difference") == "сходится"
    assert not person.dialog().form.lines.isRowVisible(person.dialog().form.rows["reason"])

    person.press("save")

    (made,) = history(full)
    assert (made.total, made.counted_total, made.difference, made.reason) == (70_000, 70_000, 0, "")
    assert person.told()[-1] == "Инкассация № 1 записана: 700,00 ₽."
    assert tab.before.isVisible()
    assert column(tab.before.table, "result") == ["Сходится"]


def test_one_button_fills_in_what_the_books_have(tab: Any, person: Person, full: Stand) -> None:
    person.press("begin-encashment")
    person.press("as-booked")
    person.press("save")

    assert history(full)[0].counted_total == 70_000


def test_what_is_booked_must_be_counted(tab: Any, person: Person, full: Stand, role: Behind) -> None:
    person.press("begin-encashment")
    count(person, of_100=2)

    person.press("save")

    dialog = person.dialog()
    assert dialog.form.summary.isVisible()
    assert person.find(QLineEdit, "count-50000").property("mistaken")
    assert (history(full), role.times("encash")) == ([], 0)


def test_a_difference_is_red_must_be_explained_and_confirmed(tab: Any, person: Person, full: Stand) -> None:
    person.press("begin-encashment")
    count(person, of_100=1, of_500=1)
    difference = person.find(QLabel, "difference-10000")
    assert (plain(difference.text()), difference.property("role")) == ("−100,00 ₽", "mistake")
    assert person.text("total-counted") == "2 шт., 600,00 ₽"

    person.press("save")
    assert person.dialog().form.rows["reason"].mistake is not None
    person.dialog().form.fields["reason"].fill("Одной купюры нет")
    person.calm()
    person.press("save")
    question = next(plain(one.words.text()) for one in person.dialogs() if isinstance(one, Question))
    assert "По учёту 700,00 ₽, посчитано 600,00 ₽, разница −100,00 ₽" in question
    assert history(full) == []
    person.answer(encash_form.YES)

    (made,) = history(full)
    assert (made.difference, made.reason) == (-10_000, "Одной купюры нет")
    assert "с расхождением: по учёту 700,00 ₽, посчитано 600,00 ₽" in person.told()[-1]
    full.demand_money_adds_up()


def test_counting_again_writes_nothing_and_keeps_the_numbers(
    tab: Any, person: Person, full: Stand, role: Behind
) -> None:
    person.press("begin-encashment")
    count(person, of_100=1, of_500=1)
    person.dialog().form.fields["reason"].fill("x")
    person.calm()
    person.press("save")

    person.answer(encash_form.NO)

    assert (history(full), role.times("encash")) == ([], 0)
    assert person.find(QLineEdit, "count-10000").text() == "1"
    count(person, of_100=2)
    person.press("save")
    assert history(full)[0].difference == 0


def test_enter_goes_to_the_next_number_and_records_nothing(tab: Any, person: Person, role: Behind) -> None:
    person.press("begin-encashment")
    with person.qtbot.waitActive(person.dialog()):
        person.dialog().activateWindow()
    line = person.find(QLineEdit, "count-500000")
    line.setFocus()

    person.qtbot.keyClick(line, Qt.Key.Key_Return)
    person.calm()

    assert QApplication.focusWidget() is person.find(QLineEdit, "count-200000")
    assert role.times("encash") == 0


def test_a_note_that_comes_while_counting_is_seen_and_nothing_is_lost(tab: Any, person: Person, full: Stand) -> None:
    person.press("begin-encashment")
    count(person, of_100=2, of_500=1)
    full.to_cash()
    full.insert(10_000)

    person.qtbot.waitUntil(lambda: person.text("total-booked").startswith("4 шт."))
    assert person.text("difference-10000") == "−100,00 ₽"
    count(person, of_100=3)
    person.press("save")

    (made,) = history(full)
    assert (made.notes, made.total, made.counted_total) == (4, 80_000, 80_000)


def test_a_note_between_count_and_record_is_refused_not_lost(tab: Any, person: Person, full: Stand) -> None:
    person.press("begin-encashment")
    count(person, of_100=1, of_500=1)
    person.dialog().form.fields["reason"].fill("x")
    person.calm()
    person.press("save")
    full.to_cash()
    full.insert(10_000)

    person.answer(encash_form.YES)

    assert history(full) == []
    assert "с тех пор изменили" in person.dialog().body.failure.words.text()
    assert ask(full, "cassette").notes == 4


def test_pressed_twice_it_is_recorded_once(tab: Any, person: Person, full: Stand, role: Behind) -> None:
    person.press("begin-encashment")
    count(person, of_100=2, of_500=1)
    body = person.dialog().body

    with held_back(person.desk, lambda name, _: name == "encash"):
        body.press()
        person.qtbot.waitUntil(lambda: role.times("encash") == 1)
        body.press()
    person.calm()

    assert role.times("encash") == 1
    assert len(history(full)) == 1


def test_while_a_note_is_on_its_way_it_cannot_begin(tab: Any, person: Person, full: Stand) -> None:
    full.to_cash()
    full.cash.escrowed(BILLS[2])
    person.look_again()

    person.do("begin-encashment")

    assert person.dialogs() == []
    assert "Купюра в работе" in person.told()[-1]


def test_notes_in_doubt_and_a_payer_at_the_screen_are_named(tab: Any, person: Person, full: Stand) -> None:
    full.to_cash()
    full.insert(10_000)
    full.cash.escrowed(BILLS[3])
    full.cash.nothing_inside()
    person.look_again()

    assert "Под вопросом: 500,00 ₽" in person.text("cassette-about")
    assert "внесено 100,00 ₽" in person.text("cassette-about")
    person.press("begin-encashment")
    count(person, of_100=3, of_500=2)
    assert "похожи на те, что под вопросом" in person.text("explanation")


def test_the_report_is_a_pdf_with_the_same_sums(tab: Any, person: Person, full: Stand, tmp_path: Path) -> None:
    ask(full, "encash", messages.Encash(counted=[counted(10_000, 1), counted(50_000, 1)], reason="Нет одной купюры"))
    (made,) = history(full)
    path = tmp_path / "report.pdf"

    assert encash_report.write_report(person.desk, str(path), made, ask(full, "overview"))

    assert path.read_bytes().startswith(b"%PDF")
    assert path.stat().st_size > 5_000
    assert person.told()[-1].startswith("Отчёт сохранён")


def counted(value: int, notes: int) -> messages.Counted:
    return messages.Counted(value=value, notes=notes)


def test_the_notes_of_an_encashment_go_into_excel_as_sums(
    tab: Any, person: Person, full: Stand, tmp_path: Path
) -> None:
    ask(full, "encash", messages.Encash(counted=[counted(10_000, 1), counted(50_000, 1)], reason="Нет одной купюры"))
    tab.pages.setCurrentWidget(tab.before)
    person.look_again()
    path = tmp_path / "notes.xlsx"

    tab.before.notes.exporter.start(path, everything=False)
    person.qtbot.waitUntil(path.exists)

    sheet: Any = load_workbook(path, data_only=True).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert cells[0][:4] == ["Купюра, ₽", "По учёту", "Посчитано", "Сумма, ₽"]
    assert [row[:4] for row in cells[1:3]] == [[100, 2, 1, 200], [500, 1, 1, 500]]


def test_a_report_that_the_disk_does_not_take_is_told(tab: Any, person: Person, full: Stand, tmp_path: Path) -> None:
    ask(full, "encash")

    done = encash_report.write_report(
        person.desk, str(tmp_path / "nowhere" / "report.pdf"), history(full)[0], ask(full, "overview")
    )

    assert not done
    assert "не записан" in person.told()[-1]


def test_the_history_shows_each_with_its_notes(tab: Any, person: Person, full: Stand) -> None:
    ask(full, "encash", messages.Encash(counted=[counted(10_000, 1), counted(50_000, 1)], reason="Нет одной купюры"))
    full.clock.advance(60)
    ask(full, "encash")
    tab.pages.setCurrentWidget(tab.before)
    person.look_again()

    assert column(tab.before.table, "result") == ["Не считали", "Разница −100,00 ₽"]
    tab.before.select(1)
    assert person.text("encashment-title") == "Инкассация № 1"
    assert person.text("encashment-about") == "Разница −100,00 ₽: Нет одной купюры · operator"
    assert column(tab.before.notes, "result") == ["−100,00 ₽", "Сходится"]


@pytest.fixture
def slip(full: Stand, person: Person) -> Any:
    """A rejected payment: its cash waits on a slip."""
    full.pay(10_000)
    leave(full)
    full.turn()
    full.centre.capture_all(Status.CANCELLED)
    full.pass_time(5)
    screen = person.open("encashment")
    screen.pages.setCurrentWidget(screen.slips)
    person.calm()
    return screen


def test_a_slip_is_paid_out_only_after_a_question_with_code_and_sum(slip: Any, person: Person, full: Stand) -> None:
    (row,) = full.slips()

    person.press("settle-slip")
    asked = plain(person.dialog().words.text())
    assert f"Выдать 100,00 ₽ по квитанции {row.code}?" in asked
    person.answer(slips_page.NO)
    assert full.slips()[0].state == "open"
    person.press("settle-slip")
    person.answer(slips_page.YES)

    assert full.slips()[0].state == "settled"
    person.qtbot.waitUntil(lambda: column(slip.slips.table, "state") == ["Выдана персоналом"])
    assert not person.sees("settle-slip")
    assert full.demand_money_adds_up().settled_by_staff == 10_000


def test_enter_and_esc_pay_nothing_out(slip: Any, person: Person, full: Stand) -> None:
    person.press("settle-slip")

    person.qtbot.keyClick(person.dialog(), Qt.Key.Key_Escape)
    person.calm()

    assert full.slips()[0].state == "open"


def test_a_slip_that_somebody_paid_out_meanwhile_is_refused(slip: Any, person: Person, full: Stand) -> None:
    person.press("settle-slip")
    ask(full, "settle-claim", messages.SettleClaim(id=full.slips()[0].id))

    person.answer(slips_page.YES)

    assert "не годится" in person.told()[-1]
    assert full.demand_money_adds_up().settled_by_staff == 10_000


def test_a_failure_to_pay_out_may_be_tried_again(slip: Any, person: Person, full: Stand, role: Behind) -> None:
    role.broken["settle-claim"] = Unavailable("busy", "x")
    person.press("settle-slip")
    person.answer(slips_page.YES)
    assert full.slips()[0].state == "open"
    role.broken.clear()

    person.press("settle-slip")
    person.answer(slips_page.YES)

    assert full.slips()[0].state == "settled"


def test_the_tab_counts_the_slips_that_wait(slip: Any, person: Person) -> None:
    tabs = person.window.tabs

    assert any(tabs.tabText(number) == "Инкассация (1)" for number in range(tabs.count()))
    assert slip.pages.tabText(1) == "Квитанции на возврат (1)"


def test_the_terminals_journal_is_ordered_from_here_for_today(tab: Any, person: Person, role: Behind) -> None:
    person.do("journal-report")
    assert person.dialog().form.asking.kind.value() == "terminal-journal"
    person.press("save")

    (question,) = [asked for name, asked in role.asked if name == "report"]
    assert isinstance(question, OrderReport)
    assert (question.kind, question.subject) == ("terminal-journal", "")
    assert person.window.screen_shown.name == "reports"
