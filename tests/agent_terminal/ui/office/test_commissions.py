"""«Комиссии агента» as a person uses it: typed, previewed to the kopeck, set, removed, taken back."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from agent_terminal.service.messages import Commissions, SetCommission
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.stand import Stand
from tests.agent_terminal.ui.office.conftest import Behind, Person, column, plain
from tests.processing_app.ui.gate import held_back


@pytest.fixture
def tab(ready: Stand, person: Person) -> Any:
    return person.open("commissions")


def kept(stand: Stand) -> list[tuple[int | None, str, int, int, int, int | None]]:
    found: Commissions = ask(stand, "commissions")
    return [
        (one.provider_id, one.group, one.basis_points, one.fixed, one.minimum, one.maximum) for one in found.commissions
    ]


def fees(person: Person) -> list[tuple[str, str]]:
    table = person.dialog().form.preview.table
    return list(zip(column(table, "fee"), column(table, "credited"), strict=True))


def test_a_commission_is_typed_seen_and_set(tab: Any, person: Person, ready: Stand) -> None:
    person.do("new-commission")
    person.write("basis_points", "3,33")
    person.write("fixed", "1,50")
    person.write("minimum", "10")
    person.write("maximum", "100")

    assert fees(person) == [
        ("10,00", "40,00"),
        ("10,00", "90,00"),
        ("18,15", "481,85"),
        ("34,80", "965,20"),
        ("100,00", "4 900,00"),
    ]
    assert "20 %" in plain(person.find(QLabel, "commission-warnings").text())
    person.press("save")

    assert kept(ready) == [(None, "", 333, 150, 1_000, 10_000)]
    assert column(tab.table, "whom") == ["Все поставщики"]
    assert person.text("commission-terms") == "3,33 % + 1,50 ₽, не меньше 10,00 ₽, не больше 100,00 ₽"
    assert column(tab.preview.table, "fee")[2] == "18,15"


def test_setting_is_taken_back_and_done_again(tab: Any, person: Person, ready: Stand) -> None:
    person.do("new-commission")
    person.write("basis_points", "3")
    person.press("save")

    person.undo()
    assert kept(ready) == []
    assert tab.table.model.total == 0
    person.redo()
    assert kept(ready) == [(None, "", 300, 0, 0, None)]


def test_an_edit_is_taken_back_to_what_was_before(tab: Any, person: Person, ready: Stand) -> None:
    ready.set_commission(basis_points=300, fixed=50, minimum=1_000, maximum=5_000)
    person.look_again()
    person.do("edit-commission")
    person.write("basis_points", "5")
    person.find(type(person.dialog().form.fields["minimum"].line), "minimum").clear()
    person.press("save")
    assert kept(ready) == [(None, "", 500, 50, 0, 5_000)]

    person.undo()

    assert kept(ready) == [(None, "", 300, 50, 1_000, 5_000)]


def test_removing_is_taken_back(tab: Any, person: Person, ready: Stand) -> None:
    ready.set_commission(provider_id=2, basis_points=700)
    person.look_again()

    person.do("remove-commission")
    assert kept(ready) == []
    person.undo()
    assert kept(ready) == [(2, "", 700, 0, 0, None)]
    person.redo()
    assert kept(ready) == []


def test_an_undo_never_writes_over_what_somebody_made_of_it(tab: Any, person: Person, ready: Stand) -> None:
    person.do("new-commission")
    person.write("basis_points", "3")
    person.press("save")
    ready.set_commission(basis_points=444)

    person.undo()

    assert kept(ready) == [(None, "", 444, 0, 0, None)]
    assert "с тех пор изменили" in person.told()[-1]


def test_the_undo_of_an_edit_or_a_removal_never_writes_over_a_newer_one(tab: Any, person: Person, ready: Stand) -> None:
    ready.set_commission(basis_points=300)
    person.look_again()
    person.do("edit-commission")
    person.write("basis_points", "5")
    person.press("save")
    ready.set_commission(basis_points=444)
    person.undo()
    assert kept(ready) == [(None, "", 444, 0, 0, None)]
    person.look_again()
    person.do("remove-commission")
    ready.set_commission(basis_points=555)

    person.undo()

    assert kept(ready) == [(None, "", 555, 0, 0, None)]


def test_an_edit_over_a_newer_one_is_refused_and_keeps_the_form(tab: Any, person: Person, ready: Stand) -> None:
    ready.set_commission(basis_points=300)
    person.look_again()
    person.do("edit-commission")
    person.write("basis_points", "5")
    ready.set_commission(basis_points=400)

    person.press("save")

    assert kept(ready) == [(None, "", 400, 0, 0, None)]
    assert person.dialog().body.failure.isVisible()
    person.dialog().form.saved()


def test_a_new_one_is_offered_only_for_those_who_have_none(tab: Any, person: Person, ready: Stand) -> None:
    ready.set_commission(basis_points=300)
    ready.set_commission(provider_id=2, basis_points=300)
    person.look_again()
    person.do("new-commission")

    offered = [whom for whom, _ in person.dialog().form.fields["whom"].options]

    assert offered == [(None, "Связь"), (1, ""), (3, "")]


def test_when_everybody_has_one_it_is_said(tab: Any, person: Person, ready: Stand) -> None:
    ready.set_commission(basis_points=300)
    ready.set_commission(group="Связь", basis_points=300)
    for number in (1, 2, 3):
        ready.set_commission(provider_id=number, basis_points=300)
    person.look_again()

    person.do("new-commission")

    assert person.dialogs() == []
    assert "своя комиссия уже есть" in person.told()[-1]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"basis_points": "51"}, "basis_points"),
        ({"basis_points": "x"}, "basis_points"),
        ({"basis_points": "3", "minimum": "10", "maximum": "5"}, "maximum"),
        ({"basis_points": "3", "fixed": "1,234"}, "fixed"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_set(
    tab: Any, person: Person, ready: Stand, role: Behind, typed: dict[str, str], field: str
) -> None:
    person.do("new-commission")
    for name, text in typed.items():
        person.write(name, text)

    person.press("save")

    assert person.dialog().form.rows[field].mistake is not None
    assert (kept(ready), role.times("set-commission")) == ([], 0)
    person.dialog().form.saved()


def test_the_preview_of_an_older_number_is_not_shown_over_a_newer_one(tab: Any, person: Person) -> None:
    person.do("new-commission")
    person.write("basis_points", "3")
    form = person.dialog().form

    with held_back(person.desk, lambda name, ask_: name == "preview-commission" and ask_.basis_points == 1_000) as gate:
        form.fields["basis_points"].line.setText("10")
        form.fields["basis_points"].line.setText("20")
        person.qtbot.waitUntil(lambda: fees_now(form)[1] == "20,00")
        gate.set()
    person.calm()

    assert fees_now(form)[1] == "20,00"
    form.saved()


def fees_now(form: Any) -> list[str]:
    return column(form.preview.table, "fee")


def test_a_double_click_sets_once(tab: Any, person: Person, role: Behind) -> None:
    person.do("new-commission")
    person.write("basis_points", "3")
    body = person.dialog().body

    with held_back(person.desk, lambda name, _: name == "set-commission"):
        body.press()
        person.qtbot.waitUntil(lambda: role.times("set-commission") == 1)
        body.press()
        body.press()
    person.calm()

    assert role.times("set-commission") == 1


def test_what_is_chosen_is_previewed_beside_the_list(tab: Any, person: Person, ready: Stand) -> None:
    ready.set_commission(basis_points=300)
    ready.set_commission(provider_id=1, minimum=1_000)
    person.look_again()

    tab.table.select((None, ""))
    person.calm()
    assert column(tab.preview.table, "fee") == ["1,50", "3,00", "15,00", "30,00", "150,00"]
    tab.table.select((1, ""))
    person.calm()

    assert column(tab.preview.table, "fee") == ["10,00"] * 5
    assert person.text("commission-whom") == "Поставщик 1"


def test_the_preview_asks_what_it_shows(tab: Any, person: Person, ready: Stand, role: Behind) -> None:
    ask(ready, "set-commission", SetCommission(group="Связь", basis_points=150, fixed=500))
    person.look_again()

    question = next(q for name, q in reversed(role.asked) if name == "preview-commission")

    assert (question.group, question.basis_points, question.fixed) == ("Связь", 150, 500)  # type: ignore[attr-defined]
