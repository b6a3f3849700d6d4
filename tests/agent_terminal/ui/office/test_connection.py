"""«Подключение» as a person uses it: contract by card and by hand, agent, kiosk, stop and resume, bad days."""

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit

from agent_terminal.service import messages
from agent_terminal.service.centre import SECRET
from agent_terminal.ui import pin_form
from agent_terminal.ui.commissions import Commissions
from common.card_text import card_text
from common.errors import Unavailable
from common.protocol import processing
from common.protocol.connection import StepName
from tests.agent_terminal.service.operating import ask
from tests.agent_terminal.service.test_contract import Way
from tests.agent_terminal.stand import CARD, Stand
from tests.agent_terminal.ui.office.conftest import Behind, Person, plain


@pytest.fixture
def way(stand: Stand) -> Way:
    made = stand.service.connection_test.reach = Way()
    return made


@pytest.fixture
def working(ready: Stand, person: Person) -> Person:
    """A terminal that waits for a payer, and its first tab."""
    ask(ready, "set-agent", messages.SetAgent(name="ООО «Агент»", inn="5900000001"))
    person.open("connection")
    return person


def type_contract(person: Person, url: str, number: str) -> None:
    for name, text in {"url": url, "number": number, "login": "a", "password": "p", "terminal": "T1"}.items():
        person.write(name, text)


def contract(stand: Stand) -> Any:
    return ask(stand, "overview").contract


def test_a_new_terminal_says_what_to_begin_with(person: Person) -> None:
    person.open("connection")

    assert person.text("terminal-state") == "Закрыт для следующего плательщика"
    assert person.sees("reason-N-01")
    assert [person.sees(f"begin-{step}") for step in ("contract", "agent", "commission", "acceptor", "payment")] == [
        True
    ] * 5


def test_a_card_from_the_clipboard_signs_the_contract(person: Person, stand: Stand, way: Way) -> None:
    person.open("connection")
    QGuiApplication.clipboard().setText(card_text(CARD))
    person.press("begin-contract")
    person.press("import-paste")
    person.qtbot.waitUntil(lambda: [one.objectName() for one in person.dialogs()] == ["sign-contract-dialog"])

    person.write("terminal", "K-7")
    person.press("form-test")
    ticks = [person.text(f"step-{step}").split(":")[0] for step in StepName]
    person.press("save")

    assert ticks == ["да"] * 4
    assert (contract(stand).centre, contract(stand).terminal) == (CARD.name, "K-7")
    assert "баланс 10 000,00 ₽, поставщиков 3" in person.told()[-1]
    assert person.sees("step-contract-done")
    assert CARD.password not in str(person.told())


def test_a_silent_centre_is_told_and_the_contract_is_kept(person: Person, stand: Stand) -> None:
    stand.centre.cut_off()
    screen = person.open("connection")
    screen.write()
    type_contract(person, "http://127.0.0.1:1", "A-1")
    person.press("save")

    assert "связи пока нет" in person.told()[-1]
    assert contract(stand).number == "A-1"


def test_all_mistakes_are_told_at_once_and_nothing_is_signed(person: Person, stand: Stand) -> None:
    person.open("connection").write()
    person.write("url", "ftp://nowhere")
    dialog = person.dialog()

    dialog.body.press()
    person.calm()

    told = plain(" ".join(label.text() for label in dialog.form.summary.findChildren(QLabel)))
    assert "Исправьте 5" in told
    assert "http://" in dialog.form.rows["url"].mistake.ru
    assert contract(stand) is None
    dialog.form.saved()


def test_a_password_is_masked_and_never_in_a_draft(person: Person) -> None:
    person.open("connection").write()
    person.write("password", "very secret")
    dialog = person.dialog()

    dialog.form.draft.keep()

    assert person.find(QLineEdit, "password").echoMode() == QLineEdit.EchoMode.Password
    assert "very secret" not in str(person.desk.keep.text("draft/write-contract"))
    dialog.form.saved()


def test_another_centre_is_refused_in_clear_words_while_payments_wait(working: Person, ready: Stand) -> None:
    ready.centre.problems[processing.PAY.path] = Unavailable("not_now", "x")
    ready.pay(10_000)
    working.open("connection").write()
    type_contract(working, "http://127.0.0.2:8102", "B-1")

    working.press("save")

    failure = working.dialog().body.failure
    assert failure.isVisible()
    assert plain(failure.words.text()).startswith("Сменить ПЦ пока нельзя: не завершено платежей: 1.")
    assert contract(ready).number == "A-1"
    working.dialog().form.saved()


def test_an_edit_moves_the_contract_and_is_taken_back(working: Person, ready: Stand, way: Way) -> None:
    working.do("edit-contract")
    working.write("url", "http://127.0.0.1:5")
    working.write("terminal", "T9")
    working.press("save")
    assert (contract(ready).url, contract(ready).terminal) == ("http://127.0.0.1:5", "T9")

    working.undo()
    assert (contract(ready).url, contract(ready).terminal) == (CARD.url, "T1")
    assert ready.ground.secrets.login_of(SECRET) == ("agent-1", CARD.password)

    working.redo()
    assert contract(ready).terminal == "T9"


def test_an_edit_over_a_newer_one_is_refused_and_keeps_the_form(working: Person, ready: Stand, way: Way) -> None:
    working.do("edit-contract")
    working.write("terminal", "mine")
    ask(ready, "edit-contract", messages.EditContract(url=CARD.url, login="agent-1", terminal="theirs"))

    working.press("save")

    assert "с тех пор изменили" in working.dialog().body.failure.words.text()
    assert contract(ready).terminal == "theirs"
    working.dialog().form.saved()


def test_the_undo_of_an_edit_never_writes_over_a_newer_one(working: Person, ready: Stand, way: Way) -> None:
    working.do("edit-contract")
    working.write("terminal", "mine")
    working.press("save")
    ask(ready, "edit-contract", messages.EditContract(url=CARD.url, login="agent-1", terminal="theirs"))

    working.undo()

    assert contract(ready).terminal == "theirs"
    assert "с тех пор изменили" in working.told()[-1]


def test_f8_walks_the_four_steps_and_says_where_it_breaks(working: Person, ready: Stand, way: Way) -> None:
    way.there.clear()

    working.do("test-connection")

    assert working.text(f"step-{StepName.PORT}").startswith("нет")
    assert working.text(f"step-{StepName.HTTP}").startswith("не проверялся")


def test_stop_and_resume_are_one_press_each_and_can_be_taken_back(working: Person, ready: Stand) -> None:
    working.press("stop-taking-button")
    assert ready.state().blocked == ["C-01"]
    assert working.sees("resume-taking-button")

    working.undo()
    assert ready.state().blocked == []
    working.press("stop-taking-button")
    working.press("resume-taking-button")

    assert ready.state().blocked == []
    assert working.text("terminal-state") == "Принимает платежи"


def test_the_balance_is_shown_to_the_kopeck_with_what_is_not_sent(working: Person, ready: Stand) -> None:
    ready.centre.available = 951_533
    working.press("refresh-deposit-button")
    assert "Баланс у ПЦ 9 515,33 ₽" in working.text("balance-deposit")
    ready.centre.problems[processing.PAY.path] = Unavailable("not_now", "x")
    ready.pay(10_000)

    working.look_again()

    assert working.text("balance-less") == "Ещё не отправлено 100,00 ₽: принять можно на 9 415,33 ₽."


def test_the_poll_counts_down_between_answers(working: Person, ready: Stand) -> None:
    screen = working.look_again()
    before = working.text("balance-deposit")

    working.qtbot.waitUntil(lambda: working.text("balance-deposit") != before)

    assert "следующий опрос 4:5" in working.text("balance-deposit")
    assert screen.balance.isVisible()


def test_a_blocked_terminal_says_the_code_the_reason_and_the_way_out(working: Person, ready: Stand) -> None:
    ready.centre.available = 0
    ready.service.polls.ask_deposit()
    ready.unplug()

    working.look_again()

    line = working.window.findChild(QLabel, "terminal-state")
    assert line is not None
    assert working.sees("reason-A-02")
    assert working.sees("reason-H-04")
    working.press("there-H-04")
    assert working.window.screen_shown.name == "hardware"


def test_the_agent_is_edited_and_taken_back(working: Person, ready: Stand) -> None:
    working.press("edit-agent-button")
    working.write("name", "ИП Петров")
    working.find(QLineEdit, "inn").clear()
    dialog = working.dialog()
    dialog.form.fields["notes"].fill([10_000, 50_000])
    working.press("save")
    agent = ask(ready, "show-agent")
    assert (agent.name, agent.inn, agent.notes) == ("ИП Петров", "", [10_000, 50_000])

    working.undo()

    agent = ask(ready, "show-agent")
    assert (agent.name, agent.inn, len(agent.notes)) == ("ООО «Агент»", "5900000001", 8)
    working.redo()
    assert ask(ready, "show-agent").name == "ИП Петров"


@pytest.mark.parametrize(("field", "text"), [("inn", "123"), ("patience", "11"), ("patience", "x"), ("name", " ")])
def test_what_cannot_be_is_said_at_its_field(working: Person, ready: Stand, field: str, text: str) -> None:
    working.press("edit-agent-button")
    working.write(field, text)
    dialog = working.dialog()

    working.press("save")

    assert dialog.form.rows[field].mistake is not None
    assert ask(ready, "show-agent").name == "ООО «Агент»"
    dialog.form.saved()


def test_the_kiosk_is_set_and_taken_back(working: Person, ready: Stand) -> None:
    working.press("edit-kiosk-button")
    working.write("volume", "70")
    dialog = working.dialog()
    dialog.form.fields["motion"].box.setChecked(False)
    dialog.form.fields["nearest"].fill("ул. Мира, 7")
    working.press("save")
    seen = ask(ready, "kiosk-settings")
    assert (seen.volume, seen.motion, seen.nearest) == (70, False, "ул. Мира, 7")

    working.undo()

    assert (ask(ready, "kiosk-settings").volume, ask(ready, "kiosk-settings").motion) == (40, True)


def test_the_pin_is_typed_twice_and_told_nowhere(working: Person, ready: Stand, role: Behind) -> None:
    assert "учебный PIN 1234" in working.text("fact-pin")
    working.press("set-pin-button")
    assert any("1234" in label.text() for label in working.dialog().findChildren(QLabel))
    working.write("pin", "4711")
    working.write("again", "4712")
    working.press("save")
    assert working.dialog().form.rows["again"].mistake == pin_form.OTHER
    assert role.times("set-pin") == 0

    working.write("again", "4711")
    working.press("save")

    assert working.text("fact-pin") == "свой"
    assert "4711" not in str(working.told())


@pytest.mark.parametrize("pin", ["123", "12ab", "12 34", "-1234"])
def test_a_pin_that_cannot_be_typed_at_the_kiosk_is_refused(working: Person, role: Behind, pin: str) -> None:
    working.press("set-pin-button")
    working.write("pin", pin)
    working.write("again", pin)

    working.press("save")

    assert role.times("set-pin") == 0
    assert working.dialogs() != []


def test_a_step_of_the_checklist_opens_the_form_it_needs(person: Person, stand: Stand) -> None:
    person.open("connection")

    person.press("begin-commission")

    assert isinstance(person.window.screen_shown, Commissions)
    assert person.dialog().objectName() == "commission-dialog"


def test_old_figures_stay_and_say_so_when_they_cannot_be_refreshed(working: Person, role: Behind) -> None:
    role.broken["overview"] = Unavailable("busy", "x")
    working.look_again()

    stale = working.window.screen_shown.stale  # type: ignore[attr-defined]
    assert stale.isVisible()
    assert "Показаны данные на" in stale.text()
    role.broken.clear()
    working.look_again()
    assert not stale.isVisible()


def test_without_a_contract_no_button_is_dead(person: Person, role: Behind) -> None:
    person.open("connection")

    person.press("refresh-deposit-button")
    person.do("edit-contract")

    assert person.told()[-2:] == ["Сначала заключите договор с ПЦ."] * 2
    assert role.times("refresh-deposit") == 0
