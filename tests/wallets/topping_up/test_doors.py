"""The whole road of a top-up over real HTTP: an agent's check and payment, the wallet, and back."""

import pytest

from common import ids, luhn
from common.clock import moment
from common.errors import Broken, Rejected, Unavailable
from common.status import Status
from processing_app.core import ledger, wallet_number
from processing_app.core.events import PaymentAuthorized
from processing_app.core.wallet_events import WalletToppedUp, WalletTopUpReversed
from processing_app.service import asks
from processing_app.service.asks.wallets import BlockWallet
from processing_app.service.turnover import WALLETS
from processing_app.service.wallets.adapter import WalletAdapter
from processing_app.service.wallets.own import WRONG_NUMBERS
from processing_app.store import log
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import Holder, Town
from tests.wallets.topping_up.conftest import DEPOSIT, Terminal

SUM = 50_000
COMMISSION = SUM // 100


def terms(town: Town, payment_id: str) -> PaymentAuthorized:
    event = town.database.read(lambda db: log.load(db, log.intent(payment_id)))[0].event
    assert isinstance(event, PaymentAuthorized)
    return event


def events_of(town: Town, payment_id: str) -> list[type]:
    history = town.database.read(lambda db: log.load(db, log.wallet_top_up(payment_id)))
    return [type(one.event) for one in history]


def give_back(town: Town, payment_id: str) -> None:
    """The operator reverses a kiosk's payment."""
    town.do(town.service.repair.reverse_payment, asks.ReversePayment(payment=payment_id, reason="mistaken number"))
    town.run()


def test_cash_at_a_kiosk_comes_to_the_wallet_once_however_often_it_is_told(
    town: Town, holder: Holder, terminal: Terminal
) -> None:
    found = terminal.check(holder.number)
    ask = terminal.order(holder.number, SUM, payment_id=found.payment_id)

    for _ in range(3):
        terminal.pay(ask)
        town.run()

    assert (found.subscriber, found.balance) == ("Иван И.", None)
    state = terminal.state(found.payment_id)
    assert (state.status, state.reference[:1]) == (Status.CAPTURED, "W")
    assert holder.yes("POST", "/wallet", {})["balance"] == SUM
    assert events_of(town, found.payment_id) == [WalletToppedUp]
    balances = town.balances()
    assert balances["agent:1:deposit"] == DEPOSIT - SUM - COMMISSION
    assert (balances[ledger.TOP_UPS], balances["processing:commission"], balances["holds"]) == (0, COMMISSION, 0)


def test_a_death_between_the_two_commits_credits_the_wallet_once(
    town: Town, holder: Holder, terminal: Terminal
) -> None:
    """The wallet has it, and the delivery dies before the kiosk's payment is captured."""
    payment_id = terminal.pay(terminal.order(holder.number, SUM))
    adapter = town.program.providers.of(ledger.WALLETS).adapter
    reference = adapter.credit(terms(town, payment_id))
    assert town.balances()[ledger.TOP_UPS] == -SUM
    assert (adapter.status(payment_id).reference, adapter.status(payment_id).amount) == (reference, SUM)
    assert adapter.void(payment_id).status == "credited"

    town.run()

    assert terminal.state(payment_id).reference == reference
    assert town.balance(holder) == SUM


def test_what_a_wallet_has_not_got_is_unknown_and_may_be_given_up(
    town: Town, holder: Holder, terminal: Terminal
) -> None:
    payment_id = terminal.pay(terminal.order(holder.number, SUM))
    adapter = town.program.providers.of(ledger.WALLETS).adapter

    assert (adapter.status(payment_id).status, adapter.void(payment_id).status) == ("unknown", "voided")
    with pytest.raises(Rejected, match="not_credited"):
        adapter.reverse(terms(town, payment_id), "r", "")


def test_a_top_up_of_one_id_is_never_another_sum(town: Town, holder: Holder, terminal: Terminal) -> None:
    ask = terminal.order(holder.number, SUM)
    terminal.pay(ask)

    with pytest.raises(Broken, match="payment_id_reused"):
        terminal.pay(terminal.order(holder.number, SUM + 100, payment_id=ask.payment_id))

    town.run()
    assert town.balance(holder) == SUM


def test_a_reversed_top_up_is_the_agents_again_once(town: Town, holder: Holder, terminal: Terminal) -> None:
    payment_id = terminal.topped_up(holder.number, SUM)

    give_back(town, payment_id)

    assert terminal.state(payment_id).status is Status.REFUNDED
    assert town.balance(holder) == 0
    balances = town.balances()
    assert (balances["agent:1:deposit"], balances[ledger.TOP_UPS]) == (DEPOSIT, 0)
    assert events_of(town, payment_id) == [WalletToppedUp, WalletTopUpReversed]
    adapter = town.program.providers.of(ledger.WALLETS).adapter
    assert adapter.status(payment_id).status == "reversed"
    terminal.topped_up(holder.number, SUM)
    with pytest.raises(Rejected, match="spent"):
        adapter.reverse(terms(town, payment_id), ids.uuid7(town.clock.now_ms()), "")
    assert town.balance(holder) == SUM


def test_a_death_between_the_two_commits_of_a_reversal_takes_the_money_once(
    town: Town, holder: Holder, terminal: Terminal
) -> None:
    payment_id = terminal.topped_up(holder.number, SUM)
    terminal.topped_up(holder.number, SUM)
    town.do(town.service.repair.reverse_payment, asks.ReversePayment(payment=payment_id, reason="mistaken number"))
    history = town.database.read(lambda db: log.load(db, log.intent(payment_id)))
    reversal_id = history[-1].event.reversal_id  # type: ignore[attr-defined]
    town.program.providers.of(ledger.WALLETS).adapter.reverse(terms(town, payment_id), reversal_id, "")

    town.run()

    assert terminal.state(payment_id).status is Status.REFUNDED
    assert town.balance(holder) == SUM


def test_money_that_is_spent_is_not_taken_back(town: Town, holder: Holder, terminal: Terminal) -> None:
    friend = town.holder("Анна Ким", balance=0)
    payment_id = terminal.topped_up(holder.number, SUM)
    assert holder.send(friend, 100).status == 200
    town.run()

    give_back(town, payment_id)

    state = terminal.state(payment_id)
    assert (state.status, state.reason) == (Status.CAPTURED, "spent")
    assert (town.balance(holder), town.balance(friend)) == (SUM - 100, 100)
    assert town.balances()["agent:1:deposit"] == DEPOSIT - SUM - COMMISSION


def test_cash_comes_to_a_blocked_wallet_as_to_any(town: Town, holder: Holder, terminal: Terminal) -> None:
    inside = terminal.pay(terminal.order(holder.number, SUM))
    town.do(town.parts.accounts.block_wallet, BlockWallet(number=holder.number, reason="долг по суду"))

    found = terminal.check(holder.number)
    later = terminal.topped_up(holder.number, SUM)

    assert found.subscriber == "Иван И."
    assert [terminal.state(one).status for one in (inside, later)] == [Status.CAPTURED] * 2
    assert town.balance(holder) == 2 * SUM


def test_cash_for_a_number_that_nobody_has_stays_the_agents(town: Town, holder: Holder, terminal: Terminal) -> None:
    nobody = luhn.ended(str(wallet_number.FIRST))
    with pytest.raises(Rejected, match="unknown_account"):
        terminal.check(nobody)
    payment_id = terminal.topped_up(nobody, SUM)

    state = terminal.state(payment_id)
    assert (state.status, state.reason) == (Status.CANCELLED, "unknown_account")
    assert town.balances()["agent:1:deposit"] == DEPOSIT
    assert events_of(town, payment_id) == []


def test_kiosks_that_guess_numbers_are_told_to_come_later(town: Town, holder: Holder, terminal: Terminal) -> None:
    said = []
    for place in range(WRONG_NUMBERS + 2):
        with pytest.raises((Rejected, Unavailable)) as refused:
            terminal.check(luhn.ended(str(wallet_number.FIRST + place)))
        said.append(refused.value.code)
    with pytest.raises(Unavailable, match="too_many_guesses"):
        terminal.check(holder.number)

    assert said == ["unknown_account"] * WRONG_NUMBERS + ["too_many_guesses"] * 2
    town.clock.advance(3_600)
    assert terminal.check(holder.number).subscriber == "Иван И."


def test_a_slip_of_a_finger_is_told_at_once(terminal: Terminal, holder: Holder) -> None:
    slip = holder.number[:-1] + str((int(holder.number[-1]) + 1) % 10)
    for wrong in (slip, holder.number[:-1], "0" * 12):
        with pytest.raises(Rejected, match="wrong_field"):
            terminal.check(wrong)


def test_whoever_settles_by_hand_may_not_contradict_the_wallet(
    town: Town, holder: Holder, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def garbage(*_: object) -> str:
        raise Broken("invalid_transition", "garbage")

    payment_id = terminal.pay(terminal.order(holder.number, SUM))
    adapter = town.program.providers.of(ledger.WALLETS).adapter
    reference = adapter.credit(terms(town, payment_id))
    monkeypatch.setattr(WalletAdapter, "credit", garbage)
    town.run()
    (task,) = town.dead()

    refused = asks.SettleTask(task_id=task.task_id, outcome="returned", reason="by hand", reference="")
    with pytest.raises(Rejected, match="wrong_value"):
        town.do(town.service.repair.settle_task, refused)
    agreed = asks.SettleTask(task_id=task.task_id, outcome="credited", reason="by hand", reference=reference)
    town.do(town.service.repair.settle_task, agreed)

    assert terminal.state(payment_id).status is Status.CAPTURED
    assert town.balance(holder) == SUM


def test_the_centre_is_a_provider_whose_register_agrees(town: Town, holder: Holder, terminal: Terminal) -> None:
    kept = terminal.topped_up(holder.number, SUM)
    back = terminal.topped_up(holder.number, 2 * SUM)
    give_back(town, back)
    adapter = town.program.providers.of(ledger.WALLETS).adapter

    page = adapter.register("")

    assert [(row.payment_id, row.kind, row.amount) for row in page.rows] == [
        (kept, "credit", SUM), (back, "credit", 2 * SUM), (back, "reverse", 2 * SUM),
    ]  # fmt: skip
    assert (adapter.register(page.position).rows, page.more) == ([], False)
    now = town.clock.now_ms()
    made = town.service.reconciliation.reconcile(
        OPERATOR, asks.Reconcile(since=moment(now - 1_000), until=moment(now + 1_000))
    )
    assert (made.state, made.agreed, made.differences) == ("done", 2, 0)


def test_lists_and_accounts_name_wallets(town: Town, holder: Holder, terminal: Terminal) -> None:
    terminal.topped_up(holder.number, SUM)
    books = town.service.books

    (paid,) = town.look(books.payments, asks.FindPayments(provider_id=ledger.WALLETS)).payments
    named = {one.account: one for one in town.look(books.accounts, asks.AskAccounts()).accounts}
    moved = town.look(books.postings, asks.AskPostings(account=holder.account)).postings

    assert (paid.account, paid.provider_name.ru) == (holder.number, "Кошелёк")
    assert (named[ledger.TOP_UPS].what.ru, named[ledger.TOP_UPS].owner.en) == (
        "наличные для кошельков", "Processing centre",
    )  # fmt: skip
    assert (named[WALLETS].owner.ru, named[WALLETS].balance) == ("Владельцы кошельков", SUM)
    assert [(one.words.en, one.came, one.went) for one in moved] == [("A wallet was topped up", SUM, 0)]
    assert town.look(town.service.stories.story, asks.PaymentId(payment=paid.payment_id)).payment.status == "captured"
