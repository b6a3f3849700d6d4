"""«Кошелёк» in the consumer's window: a card, a balance, a statement, money sent once."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from common.card_text import card_text
from common.errors import ContractFault, Unavailable
from common.qt.cards import ImportCard
from common.qt.question import Question
from common.qt.window import AppWindow
from consumer_app import messages
from consumer_app.ui.wallet.screen import Wallet
from consumer_app.ui.wallet.sending import SendDialog, WithdrawDialog
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.consumer_app.test_news import hear
from tests.consumer_app.ui.inside import ConsumerInside
from tests.consumer_app.ui.test_window import NAMES
from tests.consumer_app.world import OPERATOR, World
from tests.wallets.consumer.centre import NUMBER, OTHER, SimulatedCentre, a_wallet_card
from tests.wallets.consumer.test_notices import FROM_CENTRE, a_notice

Calm = Callable[[], None]


def question(over: SendDialog | WithdrawDialog) -> Question:
    """What is asked before the money goes."""
    (found,) = [one for one in over.findChildren(Question) if one.isVisible()]
    return found


def send_dialog(tab: Wallet, *, amount: int = 12_345) -> SendDialog:
    tab.send()
    (dialog,) = tab.findChildren(SendDialog)
    dialog.form.fill({"number": OTHER, "amount": amount, "memo": "За обед"})
    return dialog


def test_without_a_wallet_the_tab_says_where_to_get_one_and_takes_its_card(
    qtbot: QtBot, world: World, role: ConsumerInside, window: AppWindow, calm: Calm
) -> None:
    world.service.wallets.delete_wallet(OPERATOR, messages.OneWallet())
    window.show_tab("wallet")
    calm()
    tab = window.screen_shown
    assert isinstance(tab, Wallet)
    assert (tab.begin.isVisible(), tab.head.isVisible()) == (True, False)

    qtbot.mouseClick(tab.begin, Qt.MouseButton.LeftButton)
    (dialog,) = tab.findChildren(ImportCard)
    dialog.take_text(card_text(a_wallet_card(number=OTHER)))
    calm()

    assert (tab.head.isVisible(), tab.head.number.text()) == (True, "Кошелёк 9876 5432 1098")
    assert role.troubles == []


def test_the_head_tells_the_balance_the_holder_and_the_limits_and_copies_the_number(qtbot: QtBot, tab: Wallet) -> None:
    assert tab.head.balance.text() == "1\u00a0000,00\u00a0₽"
    assert tab.head.holder.text() == "Иван И. · Процессинг"
    assert "15\u00a0000,00\u00a0₽" in tab.head.limits.text()
    assert "потрачено 250,00\u00a0₽" in tab.head.limits.text()

    qtbot.mouseClick(tab.head.copy, Qt.MouseButton.LeftButton)

    assert QGuiApplication.clipboard().text() == NUMBER


def test_a_centre_that_is_off_leaves_the_last_balance_with_its_moment(
    world: World, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.fail(Unavailable("no_connection", "http://127.0.0.1:8102"))

    tab.look_again()
    calm()

    assert tab.head.balance.text() == "1\u00a0000,00\u00a0₽"
    assert tab.history.statement.model.total == 45
    assert tab.history.statement.states.old.isVisible()


def test_before_the_centre_has_answered_once_nothing_can_be_sent_and_the_window_says_why(
    centre: SimulatedCentre, window: AppWindow, calm: Calm
) -> None:
    centre.fail(ContractFault("wrong_password"))
    window.show_tab("wallet")
    calm()
    tab = window.screen_shown
    assert isinstance(tab, Wallet)

    tab.head.wanted.emit("send")

    assert tab.findChildren(SendDialog) == []
    assert [one.words.ru for one in window.notices.visible_notices()][-1].startswith("Центр кошелька ещё не ответил")


def test_money_goes_only_after_the_name_and_the_sum_were_told_once_more(
    centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    dialog = send_dialog(tab)
    dialog.body.press()
    calm()
    asked = question(dialog)
    assert asked.words.text().splitlines() == [
        "Перевести 123,45\u00a0₽?", "Кому: Пётр П., кошелёк 9876 5432 1098.", "В кошельке останется 876,55\u00a0₽.",
    ]  # fmt: skip
    assert asked.buttons[1].isDefault()
    assert centre.done == {}

    asked.buttons[0].click()
    calm()

    assert [one.amount for one in centre.done.values()] == [12_345]
    assert not isValid(dialog)
    assert tab.outcome.words.ru.startswith("Перевод 123,45\u00a0₽, Пётр П.: центр принял платёж")
    assert tab.head.balance.text() == "876,55\u00a0₽"


@pytest.mark.parametrize(
    ("amount", "balance", "spent", "said"),
    [
        (200_000, 100_000, 0, "В кошельке только 1\u00a0000,00\u00a0₽: центр откажет."),
        (1_500_001, 9_000_000, 0, "За одну операцию можно до 15\u00a0000,00\u00a0₽: центр откажет."),
        (1_400_000, 9_000_000, 4_700_000, "Сегодня можно ещё 13\u00a0000,00\u00a0₽: центр откажет."),
        (1_300_000, 9_000_000, 4_700_000, "В кошельке останется 77\u00a0000,00\u00a0₽."),
    ],
)
def test_what_the_centre_will_refuse_is_told_before_it_is_asked(
    tab: Wallet, calm: Calm, amount: int, balance: int, spent: int, said: str
) -> None:
    assert tab.state is not None
    tab.state = msgspec.structs.replace(tab.state, balance=balance, spent_today=spent)
    dialog = send_dialog(tab, amount=amount)

    dialog.body.press()
    calm()

    assert question(dialog).words.text().splitlines()[2] == said


def test_not_now_sends_nothing_and_keeps_what_was_typed(centre: SimulatedCentre, tab: Wallet, calm: Calm) -> None:
    dialog = send_dialog(tab)
    dialog.body.press()
    calm()

    question(dialog).reject()
    QApplication.processEvents()

    assert (centre.done, dialog.isVisible(), dialog.body.busy) == ({}, True, False)
    assert dialog.form.values()["amount"] == 12_345
    dialog.reject()


def test_a_number_that_is_nobodys_is_told_in_the_form(centre: SimulatedCentre, tab: Wallet, calm: Calm) -> None:
    dialog = send_dialog(tab)
    dialog.form.fill({"number": "111111111111"})

    dialog.body.press()
    calm()

    assert "Кошелька 111111111111 нет" in dialog.body.failure.words.text()
    assert centre.done == {}
    dialog.reject()


def test_a_refusal_stays_in_the_form_and_the_next_try_is_another_payment(
    centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    dialog = send_dialog(tab, amount=900_000_00)
    for _ in range(2):
        dialog.body.press()
        calm()
        question(dialog).buttons[0].click()
        calm()

        assert "не хватает денег" in dialog.body.failure.words.text()
    dialog.form.fill({"amount": 100})
    dialog.body.press()
    calm()
    question(dialog).buttons[0].click()
    calm()

    assert [one.amount for one in centre.done.values()] == [100]


def test_a_lost_answer_is_told_as_unknown_and_the_question_about_it_pays_nothing_twice(
    qtbot: QtBot, world: World, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.lose_answers()
    ask = messages.SendMoney(recipient=OTHER, amount=1_000, told="Пётр П.", wallet="1")
    tab.paying.pay("send-money", ask, lambda _: None, lambda _: None)
    tab.paying.pay("send-money", ask, lambda _: None, lambda _: None)
    calm()
    assert "ответа нет" in tab.outcome.words.ru
    assert len(centre.done) == 1
    centre.recover()

    tab.retry()
    calm()
    calm()

    assert "центр принял платёж" in tab.outcome.words.ru
    assert (len(centre.done), centre.balance) == (1, 99_000)


def test_what_never_left_goes_under_the_same_id_when_it_is_wanted_again(
    world: World, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.fail(Unavailable("no_connection"))
    ask = messages.SendMoney(recipient=OTHER, amount=1_000, told="Пётр П.", wallet="1")
    failed: list[str] = []
    tab.paying.pay("send-money", ask, lambda _: None, lambda error: failed.append(error.code))
    calm()
    centre.recover()

    tab.paying.pay("send-money", ask, lambda _: None, lambda error: failed.append(error.code))
    calm()

    made = world.database.read(
        lambda db: world.service.wallet_payments.payments_made(db, OPERATOR, messages.AskPaymentsMade())
    ).payments
    assert (failed, len(made), centre.balance) == (["no_connection"], 1, 99_000)


def test_a_withdrawal_names_the_account_before_it_goes(centre: SimulatedCentre, tab: Wallet, calm: Calm) -> None:
    tab.withdraw()
    (dialog,) = tab.findChildren(WithdrawDialog)
    dialog.form.fill({"account": "40702810900000000042", "amount": 5_000})
    dialog.body.press()
    calm()
    asked = question(dialog)
    assert "40702810900000000042" in asked.words.text()

    asked.buttons[0].click()
    calm()

    assert [(one.way, one.amount) for one in centre.done.values()] == [("withdraw", 5_000)]


def test_the_statement_shows_each_movement_with_the_balance_after_it_and_is_searched(
    qtbot: QtBot, tab: Wallet, calm: Calm
) -> None:
    table = tab.history.statement
    line = [cell.text for cell in table.model.line(0)]
    assert (table.model.total, line[1:6]) == (45, ["Оплата по QR", "Мегасвязь", "−10,00", "1\u00a0000,45", "AAAA-0045"])

    tab.search("aaaa-0007")
    qtbot.waitUntil(lambda: table.model.total == 1)

    assert table.model.line(0)[5].text == "AAAA-0007"


def test_a_statement_that_is_behind_is_asked_for_until_it_has_caught_up(
    qtbot: QtBot, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.behind = 3
    tab.look_again()
    calm()
    assert tab.history.behind.text() == "Выписка догоняет: событий впереди 3."

    centre.behind = 0
    centre.fill_statement(1)

    qtbot.waitUntil(lambda: tab.history.statement.model.total == 46)
    assert not tab.history.behind.isVisible()


def test_the_list_of_payments_has_one_that_the_centre_is_not_known_to_have(
    centre: SimulatedCentre, role: ConsumerInside, tab: Wallet, calm: Calm
) -> None:
    centre.lose_answers()
    ask = messages.SendMoney(recipient=OTHER, amount=1_000, told="Пётр П.")
    tab.paying.pay("send-money", ask, lambda _: None, lambda _: None)
    calm()
    role.answers["wallet-payments"] = messages.WalletPayments(payments=[], position="", more=False)

    tab.history.setCurrentWidget(tab.history.payments)
    calm()

    line = [cell.text for cell in tab.table.model.line(0)]
    assert (tab.table is tab.history.payments, tab.table.model.total) == (True, 1)
    assert line[1:5] == ["Перевод", "Пётр П.", "−10,00", "Исход неизвестен"]


def test_own_answers_do_not_make_the_window_ask_for_ever(
    qtbot: QtBot, centre: SimulatedCentre, role: ConsumerInside, tab: Wallet, calm: Calm
) -> None:
    for _ in range(3):
        tab.desk.changed.emit()
        calm()
    asked = centre.asked.count("/wallet")

    qtbot.wait(900)
    calm()

    assert centre.asked.count("/wallet") == asked
    assert asked <= 3


def test_a_notice_makes_the_window_ask_the_centre_at_once(
    qtbot: QtBot, world: World, centre: SimulatedCentre, tab: Wallet, calm: Calm
) -> None:
    centre.balance = 250_000

    hear(world, a_notice(world, balance=None), FROM_CENTRE)
    tab.desk.changed.emit()
    calm()

    assert tab.head.balance.text() == "2\u00a0500,00\u00a0₽"


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_whole_window_has_names_and_room_for_a_wallet_at_any_size_of_text(
    centre: SimulatedCentre, world: World, window: AppWindow, calm: Calm, language: str
) -> None:
    centre.fill_statement(3)
    hear(world, a_notice(world), FROM_CENTRE)
    window.desk.use_language("en" if language == "en" else "ru")
    window.zoom(130)
    names = NAMES | {"Процессинг", "Иван", "Терминал", "Мегасвязь", "AAAA"}
    for name in ("wallet", "news"):
        window.show_tab(name)
        calm()
        settle(window)

        assert (unnamed(window), misfits(window)) == ([], [])
        assert of_other_language(window, language, names) == []
    news = window.screen_shown.table.model.line(0)
    assert news[1].text == {"ru": "Кошелёк · 123456789015", "en": "Wallet · 123456789015"}[language]


def test_a_wallet_that_was_removed_comes_back_by_undo(world: World, tab: Wallet, calm: Calm) -> None:
    tab.remove()
    calm()
    assert tab.begin.isVisible()

    tab.desk.undo.undo()
    calm()

    assert (tab.head.isVisible(), tab.wallet and tab.wallet.number) == (True, NUMBER)


def test_of_two_wallets_one_is_chosen(world: World, tab: Wallet, calm: Calm) -> None:
    world.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=a_wallet_card(number=OTHER)))
    tab.refresh()
    calm()
    assert tab.head.which.count() == 2

    tab.head.which.setCurrentIndex(1)
    tab.head.which.activated.emit(1)
    calm()

    assert tab.head.number.text() == "Кошелёк 9876 5432 1098"
    assert tab.wallet is not None
    assert tab.wallet.id == "2"
