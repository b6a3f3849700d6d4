"""A wallet is topped up at a real terminal by the QR code of its holder's window, whatever the network loses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common.protocol.invoice import Invoice, invoice_text
from processing_app.core import ledger
from processing_app.service.asks.wallets import BlockWallet, OpenWallet
from tests.agent_terminal.stand import Stand
from tests.faults.town import LOST, Town

HUNDRED, FIVE_HUNDRED = 10_000, 50_000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """One kiosk and the centre."""
    made = Town(tmp_path)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def wallet(town: Town) -> str:
    """The number of Иван Иванов's wallet, which the kiosk's directory knows."""
    accounts = town.centre.service.wallets.accounts
    number: str = town.centre.do(accounts.open_wallet, OpenWallet(name="Иван Иванов")).number
    town.pass_time(31 * 60, step=60)
    return number


def code(town: Town, number: str, amount: int | None = None) -> str:
    """What the holder's window shows as a QR code."""
    return invoice_text(Invoice(account=number, provider=town.centre.instance.place.identity.uid, amount=amount))


def balance(town: Town, number: str) -> int:
    """What is in the wallet; the books agree with their log."""
    found = town.centre.balances()
    assert found.get(ledger.TOP_UPS, 0) == 0
    return found.get(ledger.wallet(number), 0)


def kiosk_of(town: Town) -> Stand:
    (kiosk,) = town.terminals
    return kiosk


def test_a_scanned_wallet_code_leads_to_its_holders_name_and_the_cash_into_it(town: Town, wallet: str) -> None:
    kiosk = kiosk_of(town)

    shown = kiosk.do("scan", text=code(town, wallet))
    assert (shown.screen, shown.data["account"]) == ("K5", wallet)
    assert shown.data["subscriber"] == "Иван И."
    kiosk.do("confirm")
    kiosk.insert(FIVE_HUNDRED, HUNDRED)
    kiosk.do("pay")
    town.pass_time(5)

    assert town.states() == {"captured": 1}
    assert balance(town, wallet) == FIVE_HUNDRED + HUNDRED
    kiosk.demand_money_adds_up()


def test_replies_that_are_lost_put_the_cash_in_once(town: Town, wallet: str) -> None:
    kiosk = kiosk_of(town)
    town.lines[0].faults = [LOST, LOST]
    town.lines[0].doubled = 1

    kiosk.pay(HUNDRED, provider_id=ledger.WALLETS, account=wallet)
    town.pass_time(120)

    assert town.states() == {"captured": 1}
    assert balance(town, wallet) == HUNDRED
    kiosk.demand_money_adds_up()


def test_a_kiosk_tells_nobody_that_a_wallet_is_blocked(town: Town, wallet: str) -> None:
    kiosk = kiosk_of(town)
    accounts = town.centre.service.wallets.accounts
    before = kiosk.do("scan", text=code(town, wallet))
    kiosk.do("cancel")
    town.centre.do(accounts.block_wallet, BlockWallet(number=wallet, reason="долг по суду"))

    shown = kiosk.do("scan", text=code(town, wallet))

    assert shown.screen == before.screen == "K5"
    assert {**shown.data, "session_id": ""} == {**before.data, "session_id": ""}


def test_a_code_of_another_centre_is_nobodys_here(town: Town, wallet: str) -> None:
    text = invoice_text(Invoice(account=wallet, provider="somebody-else", name="Кошелёк"))

    assert kiosk_of(town).do("scan", text=text).screen not in ("K5", "K9")
