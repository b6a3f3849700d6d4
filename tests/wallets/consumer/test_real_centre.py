"""A consumer's program and a real centre behind its HTTP: the wallet's whole day."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from common import role, settings
from common.errors import Rejected
from common.http_client import Peer
from common.logs import Log
from common.secrets import Secrets
from consumer_app import messages
from consumer_app.app import ROLE
from consumer_app.core import PaymentState
from consumer_app.server import OPERATIONS
from tests.consumer_app.world import OPERATOR
from tests.wallets.centre import ACCOUNT, Holder, Town


class Day:
    """A centre, a holder with the program, another holder and a shop without; one clock for all."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.town = stack.enter_context(Town(folder / "centre"))
        self.ivan, self.masha = self.town.holder("Иван Иванов", 500_000), self.town.holder("Мария Котова", 0)
        self.shop = self.town.provider("Кофейня")
        chosen = settings.Settings("consumer", "default", 0, folder / "c", folder / "logs", None, "ru", False, {})
        opened = stack.enter_context(role.opened(ROLE, chosen, serves=True, clock=self.town.clock))
        opened.serving.start()
        stack.callback(opened.serving.stop)
        self.program: Any = opened.program
        self.url = opened.serving.url
        self.service = self.program.service
        self.service.wallets.add_wallet(OPERATOR, messages.AddWallet(card=self.ivan.card))
        for wallet in self.service.notices.waiting_for_address():
            self.service.notices.tell_address(wallet)

    def run(self) -> None:
        """What the centre's workers and rounds would do."""
        wallets: Any = self.town.program.wallets
        self.town.run()
        while wallets.notifying.noting.turn() or wallets.notifying.sender.turn(lambda _, work: work()):
            pass
        while self.town.parts.book.turn():
            pass

    def end(self, known: messages.PaymentKnown) -> tuple[PaymentState, str]:
        """Let the centre work; what the program then knows of a payment."""
        self.run()
        self.service.wallet_payments.settle_due()
        ask = messages.FindPayment(payment_id=known.payment_id)
        after = self.program.database.read(
            lambda db: self.service.wallet_payments.find_wallet_payment(db, OPERATOR, ask)
        )
        return after.state, after.shown.state

    def barcode(self) -> str:
        shown: messages.BarcodeShown = self.service.wallet_codes.barcode(OPERATOR, messages.AskBarcode(fresh=True))
        return shown.code

    def charges(self) -> list[messages.Charge]:
        for wallet in self.service.wallets.active_wallets():
            self.service.charges.poll(wallet)
        found: messages.Charges = self.program.database.read(
            lambda db: self.service.charges.charges(db, OPERATOR, messages.AskWallets())
        )
        return found.charges


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with ExitStack() as stack:
        yield Day(tmp_path, stack)


def test_money_is_sent_withdrawn_and_paid_and_the_statement_agrees(day: Day) -> None:
    payments = day.service.wallet_payments
    whose = day.service.wallets.wallet_recipient(OPERATOR, messages.AskWalletRecipient(number=day.masha.number))
    send = messages.SendMoney(recipient=day.masha.number, amount=10_000, told=whose.name)
    out = messages.WithdrawMoney(account=ACCOUNT, amount=20_000)
    qr = day.shop.yes("POST", "/qr", {"amount": 7_500, "order": "ZAKAZ7"})["text"]
    seen = day.service.wallet_codes.read_pay_code(OPERATOR, messages.ReadPayCode(code_text=qr)).paid
    assert (whose.name, seen.name, seen.amount, seen.order) == ("Мария К.", "Кофейня", 7_500, "ZAKAZ7")
    pay = messages.PayByQr(code_text=qr, amount=7_500, shown=seen.shown, told=seen.name)

    ends = [
        day.end(payments.send_money(OPERATOR, send)),
        day.end(payments.withdraw_money(OPERATOR, out)),
        day.end(payments.pay_by_qr(OPERATOR, pay)),
    ]

    assert ends == [(PaymentState.ENDED, "done")] * 3
    statement = day.service.statement.wallet_statement(OPERATOR, messages.AskWalletStatement())
    assert [(one.way, one.amount, one.balance) for one in statement.lines] == [
        ("qr", -7_500, 462_500), ("withdraw", -20_000, 470_000),
        ("send", -10_000, 490_000), ("top_up", 500_000, 500_000)
    ]  # fmt: skip
    assert day.service.wallets.wallet_state(OPERATOR, messages.OneWallet()).balance == 462_500
    heard = day.program.database.read(lambda db: day.service.news(db, OPERATOR, messages.AskNews())).news
    assert [one.amount for one in heard] == [-7_500, -20_000, -10_000]


def test_barcodes_are_charged_once_and_a_large_charge_waits_for_the_word(day: Day) -> None:
    code = day.barcode()
    assert day.shop.charge(code, 5_000).status == 200
    assert day.shop.charge(code, 5_000).code == "barcode_used"
    day.run()

    large = day.shop.charge(day.barcode(), 250_000).body
    assert large["state"] == "waiting_for_payer"
    (charge,) = day.charges()
    assert (charge.recipient.name, charge.amount, charge.left_ms) == ("Кофейня", 250_000, 60_000)
    wrong = messages.ConfirmCharge(payment_id=charge.payment_id, accept=True, shown="f" * 32)
    with pytest.raises(Rejected, match="shown_differs"):
        day.service.charges.confirm_charge(OPERATOR, wrong)
    right = messages.ConfirmCharge(payment_id=charge.payment_id, accept=True, shown=charge.shown)
    day.service.charges.confirm_charge(OPERATOR, right)
    day.run()

    assert day.charges() == []
    assert day.town.balance(day.ivan) == 245_000
    own = day.service.statement.wallet_payments(OPERATOR, messages.AskWalletPayments()).payments
    assert [(one.way, one.state) for one in own[:2]] == [("barcode", "done")] * 2


def test_no_barcode_stands_in_any_file_of_either_program_however_it_was_asked_for(day: Day, tmp_path: Path) -> None:
    door = next(one for one in OPERATIONS if one.name == "barcode").endpoint
    login = Secrets(day.program.database.path.parent / "secrets").login_of(OPERATOR.kind)
    assert login is not None
    log = Log(tmp_path / "ours", "asker", day.town.clock, console=False)
    peer = Peer(day.url, *login, log, day.town.clock)
    first = peer.call(door, messages.AskBarcode()).code
    second = day.barcode()
    day.shop.charge(second, 5_000)
    day.run()
    log.exchanges.flush()
    peer.close()
    log.close()

    files = [path for path in tmp_path.rglob("*") if path.is_file()]

    assert any("asker" in path.name for path in files)
    for path in files:
        kept = path.read_bytes()
        assert first.encode() not in kept, path
        assert second.encode() not in kept, path


def test_a_code_that_the_centre_did_not_sign_is_explained_and_not_paid(day: Day) -> None:
    strange = "00020101021126250009ru.paysim0108SHOP00015204481453036435802RU5909MEGASVYAZ6004PERM63043441"

    seen = day.service.wallet_codes.read_pay_code(OPERATOR, messages.ReadPayCode(code_text=strange))

    assert (seen.paid, seen.code) == (None, "qr_not_signed")
    assert any("MEGASVYAZ" in one.ru for one in seen.explained)


def test_sums_that_cannot_be_move_nothing(day: Day) -> None:
    def sends(to: Holder, amount: int) -> str:
        ask = messages.SendMoney(recipient=to.number, amount=amount)
        with pytest.raises(Rejected) as no:
            day.service.wallet_payments.send_money(OPERATOR, ask)
        return no.value.code

    assert sends(day.masha, 500_001) == "not_enough_in_wallet"
    assert sends(day.ivan, 100) == "to_oneself"
    assert (sends(day.masha, 0), sends(day.masha, -5)) == ("amount_out_of_range", "amount_out_of_range")
    assert day.town.balance(day.ivan) == 500_000
