"""The providers tab: connect by a card, test in four steps, stop, take out, and take that back."""

from collections.abc import Callable

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from common.errors import ContractFault, Unavailable
from common.principal import Principal
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.qt.question import Question
from common.qt.steps_view import StepsView
from common.words import Words
from processing_app.service import asks
from processing_app.ui.providers import Providers
from tests.processing_app.standin import Centre, Provider
from tests.processing_app.ui.gate import held_back
from tests.processing_app.ui.pressing import column, opened, press, text, told
from tests.processing_app.ui.putting import put_up

Calm = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Providers:
    return put_up(qtbot, Providers(desk))


@pytest.fixture
def with_provider(provider: Provider, screen: Providers, calm: Calm) -> Providers:
    """One provider, chosen."""
    screen.refresh()
    calm()
    return screen


def contracts(centre: Centre) -> list[asks.ProviderContract]:
    found: asks.ProviderContracts = centre.look(centre.service.contracts.providers, Nothing())
    return found.providers


def card(centre: Centre) -> Card:
    """Another provider's card, whose server is a stand-in."""
    terms: asks.ProviderTerms = centre.look(centre.service.contracts.provider_terms, asks.ProviderId(provider_id=1))
    url = "http://127.0.0.1:1/tele2"
    centre.providers[url] = Provider(centre.clock)
    return msgspec.structs.replace(terms.card, url=url, name=Words("Теле2", "Tele2"), password="a-password")


def test_a_provider_is_connected_by_its_card_after_a_test(
    qtbot: QtBot, desk: Desk, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    with_provider.card_taken(card(centre))
    dialog = opened(FormDialog, "dialog-connect-provider")
    press(qtbot, dialog, "test-connection")
    calm()
    steps = [text(dialog, f"step-{name}") for name in ("port", "http", "login", "number")]

    dialog.body.press()
    calm()

    assert steps[:3] == ["да: открыт", "да: отвечает", "да: логин и пароль подошли"]
    assert steps[3].startswith("да: номер 9123456789 найден")
    assert column(with_provider.table, "name") == ["МегаФон", "Теле2"]
    assert "Теле2" in told(desk)


def test_a_card_that_is_signed_already_is_refused_in_words(
    qtbot: QtBot, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    same = msgspec.structs.replace(card(centre), url="http://127.0.0.1:1/МегаФон")
    with_provider.card_taken(same)
    dialog = opened(FormDialog, "dialog-connect-provider")
    dialog.form.fields["lanes"].fill(99)
    dialog.body.press()
    calm()

    assert len(contracts(centre)) == 1
    assert "Такой договор уже есть: МегаФон (1)" in str(dialog.form._said[""])
    assert dialog.form.rows["lanes"].mistake is not None
    dialog.form.saved()
    dialog.reject()


def test_a_failed_step_is_named_and_the_rest_is_not_tried(
    qtbot: QtBot, centre: Centre, provider: Provider, with_provider: Providers, calm: Calm
) -> None:
    provider.down = ContractFault("wrong_password")

    press(qtbot, with_provider, "provider-test")
    calm()

    assert "401" in text(with_provider, "step-login")
    assert text(with_provider, "step-number").startswith("не проверялся")


def test_delivery_is_stopped_resumed_and_that_can_be_taken_back(
    qtbot: QtBot, desk: Desk, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    press(qtbot, with_provider, "provider-pause")
    calm()
    stopped = column(with_provider.table, "state")
    press(qtbot, with_provider, "provider-resume")
    calm()
    resumed = column(with_provider.table, "state")
    desk.undo.undo()
    calm()

    assert stopped == ["Остановлен, платежи ждут"]
    assert resumed == ["Ещё не было обменов"]
    assert contracts(centre)[0].paused == "by_hand"


def test_a_provider_is_taken_out_after_a_question_and_put_back_by_undo(
    qtbot: QtBot, desk: Desk, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    press(qtbot, with_provider, "provider-end")
    question = next(one for one in with_provider.findChildren(Question))
    question.buttons[0].click()
    calm()
    gone = (contracts(centre)[0].active, column(with_provider.table, "name"))

    desk.undo.undo()
    calm()

    assert gone == (False, [])
    assert (contracts(centre)[0].active, column(with_provider.table, "name")) == (True, ["МегаФон"])


def test_the_harmless_answer_leaves_everything(
    qtbot: QtBot, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    with_provider.end()
    next(one for one in with_provider.findChildren(Question)).reject()
    calm()

    assert contracts(centre)[0].active


def test_an_edit_keeps_the_password_and_is_taken_back(
    qtbot: QtBot, desk: Desk, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    with_provider.edit()
    calm()
    dialog = opened(FormDialog, "dialog-edit-provider")
    dialog.form.fields["timeout_ms"].fill(7_000)
    dialog.body.press()
    calm()
    changed = terms(centre)
    desk.undo.undo()
    calm()

    assert (changed.timeout_ms, terms(centre).timeout_ms) == (7_000, 30_000)
    assert changed.retry == terms(centre).retry
    assert centre.program.service.trial is not None


def test_a_silent_provider_is_seen_with_what_waits_for_it(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, with_provider: Providers, calm: Calm
) -> None:
    provider.down = Unavailable("no_connection", "127.0.0.1:1")
    centre.pay(agent, centre.ask())
    centre.run()

    with_provider.refresh()
    calm()

    assert column(with_provider.table, "state") == ["Не отвечает, платежи ждут"]
    assert column(with_provider.table, "waiting") == ["1"]
    assert "127.0.0.1:1" in text(with_provider, "fact-trouble")


def test_a_search_that_finds_nothing_offers_to_drop_it(with_provider: Providers, calm: Calm) -> None:
    with_provider.search("нет такого")
    nothing = with_provider.table.model.total
    with_provider.table.clear()

    assert (nothing, with_provider.table.model.total) == (0, 1)


def terms(centre: Centre) -> asks.ProviderTerms:
    found: asks.ProviderTerms = centre.look(centre.service.contracts.provider_terms, asks.ProviderId(provider_id=1))
    return found


def test_an_undo_of_an_edit_does_not_take_a_later_one_with_it(
    qtbot: QtBot, desk: Desk, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    """An edit with a new password cannot be taken back: the one before it must not be then, either."""
    with_provider.edit()
    calm()
    dialog = opened(FormDialog, "dialog-edit-provider")
    dialog.form.fields["timeout_ms"].fill(7_000)
    dialog.body.press()
    calm()
    with_provider.edit()
    calm()
    dialog = opened(FormDialog, "dialog-edit-provider")
    dialog.form.fields["lanes"].fill(2)
    dialog.form.fields["password"].fill("another-password")
    dialog.body.press()
    calm()

    desk.undo.undo()
    calm()

    assert (terms(centre).timeout_ms, terms(centre).lanes) == (7_000, 2)
    assert "с тех пор изменили" in told(desk)


def test_an_edit_of_a_provider_is_taken_back_and_done_again(
    qtbot: QtBot, desk: Desk, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    with_provider.edit()
    calm()
    dialog = opened(FormDialog, "dialog-edit-provider")
    dialog.form.fields["timeout_ms"].fill(7_000)
    dialog.body.press()
    calm()

    desk.undo.undo()
    calm()
    before = terms(centre).timeout_ms
    desk.undo.redo()
    calm()

    assert (before, terms(centre).timeout_ms) == (30_000, 7_000)


def test_what_was_tested_is_not_said_of_another_address(
    qtbot: QtBot, desk: Desk, centre: Centre, with_provider: Providers, calm: Calm
) -> None:
    with_provider.card_taken(card(centre))
    dialog = opened(FormDialog, "dialog-connect-provider")
    steps = dialog.form.findChild(StepsView)
    assert steps is not None
    press(qtbot, dialog, "test-connection")
    calm()
    tested = steps.isVisible()
    dialog.form.fields["lanes"].take("4")
    other_field = steps.isVisible()
    dialog.form.fields["url"].take("http://127.0.0.1:2/other")
    other_address = steps.isVisible()
    dialog.form.fields["url"].take("http://127.0.0.1:1/tele2")

    with held_back(desk, lambda name, _: name == "test-provider"):
        press(qtbot, dialog, "test-connection")
        dialog.form.fields["url"].take("http://127.0.0.1:2/other")
    calm()

    assert (tested, other_field, other_address, steps.isVisible()) == (True, True, False, False)
    dialog.form.saved()
    dialog.reject()
