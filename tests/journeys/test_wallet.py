"""A wallet's day at the buyer's and the seller's real windows: cards, cash, pictures of codes, the payer's word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from common import photo, qr
from common.qt import wording
from tests.journeys.market import IVAN, MARIA, SHOP, Market, choose_file, rows, turn_to, until
from tests.journeys.person import Person
from tests.journeys.screen import Screen

pytestmark = pytest.mark.timeout(180)
CASH = 500_000
BY_QR, BY_PICTURE, BY_SCANNER, LARGE, SENT, OUT = 15_050, 4_200, 1_000, 150_000, 100_000, 50_000
LEFT = CASH - BY_QR - BY_PICTURE - BY_SCANNER - LARGE - SENT - OUT
TAKEN = BY_QR + BY_PICTURE + BY_SCANNER + LARGE
STATEMENT = [
    ["Вывод в банк", "Учебный банк", "−500,00", "1 797,50"],
    ["Перевод", "Мария К.", "−1 000,00", "2 297,50"],
    ["Оплата по штрихкоду", SHOP, "−1 500,00", "3 297,50"],
    ["Оплата по штрихкоду", SHOP, "−10,00", "4 797,50"],
    ["Оплата по штрихкоду", SHOP, "−42,00", "4 807,50"],
    ["Оплата по QR", SHOP, "−150,50", "4 849,50"],
    ["Пополнение", "", "5 000,00", "5 000,00"],
]
ACCOUNT = "40702810900000000042"
"""A sound account at the simulated bank."""
UNSIGNED = "00020101021126250009ru.paysim0108SHOP00015204481453036435802RU5909MEGASVYAZ6004PERM63043441"
"""Sound in all but that no centre has signed it."""

QR_TAB, BARCODE_TAB = "Наш QR-код", "Штрихкод покупателя"
PAY_DIALOG, BARCODE_DIALOG, CHARGE_DIALOG = "pay-qr-dialog", "barcode-dialog", "charge-dialog"
SEND_DIALOG, OUT_DIALOG = "wallet-send-dialog", "wallet-withdraw-dialog"


@pytest.fixture(scope="module")
def market(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Market]:
    with Market(tmp_path_factory.mktemp("market"), screen) as one:
        yield one


def import_cards(market: Market) -> None:
    """Each window takes its card from a file."""
    for person, tab, begin, card in (
        (market.buyer, "wallet", "wallet-begin", market.cards[IVAN]),
        (market.seller, "accepting", "begin-acceptance", market.cards[SHOP]),
    ):
        turn_to(person)
        person.show(tab)
        person.click(begin)
        person.click("import-file")
        choose_file(person, card)
    market.seller.wait_for("Принимаем")
    market.seller.wait_for(SHOP)


def top_up(market: Market) -> None:
    """The wallet's own code is on the screen; cash comes to the number in it."""
    person, number = market.buyer, market.wallets[IVAN]
    turn_to(person)
    person.click("wallet-top-up")
    (code,) = person.until(market.codes_in_sight, "the wallet's code")
    assert number in code
    person.press("Escape")
    market.pay_in(number, CASH)
    until(person, lambda: market.balance(IVAN) == CASH, "cash at the centre")
    person.click("wallet-refresh")
    shows(market, CASH)


def make_a_code(market: Market) -> Path:
    """The seller types a sum and an order, and saves the picture."""
    person, file = market.seller, market.folder / "menu.png"
    turn_to(person)
    person.click(QR_TAB, kind="tab")
    person.write("qr-amount", "150,50")
    person.write("qr-order", "Stol 4")
    until(person, market.codes_in_sight, "the code")
    person.click("qr-save")
    choose_file(person, file)
    person.wait_for("Сохранено")
    return file


def pay_by_the_picture(market: Market, file: Path) -> None:
    """The buyer opens that file, sees whom the centre knows, pays."""
    person = market.buyer
    open_code(market, file)
    until(person, lambda: person.find("qr-name", window=PAY_DIALOG).text == SHOP, "the payee")
    assert plain(person.find("qr-sum", window=PAY_DIALOG).text) == "150,50 ₽"
    person.wait_for("Stol 4")
    person.click("qr-pay", window=PAY_DIALOG)
    shows(market, CASH - BY_QR)
    until(person, lambda: (market.balance(IVAN), market.owed()) == (CASH - BY_QR, BY_QR), "the ledger")
    until(person, lambda: "Оплата по QR" in person.find("result-text").text, "what became of it")


def refuse_an_unsigned_code(market: Market) -> None:
    """What it says is told, and there is nothing to press."""
    person, file = market.buyer, market.folder / "strange.png"
    file.write_bytes(photo.png(qr.squares(UNSIGNED)))
    open_code(market, file)
    person.wait_for("По этому коду заплатить нельзя")
    assert "MEGASVYAZ" in person.find("qr-says", window=PAY_DIALOG).text
    assert [one for one in person.sees() if one.name in ("qr-pay", "qr-name")] == []
    leave(person, PAY_DIALOG)


def open_code(market: Market, file: Path) -> None:
    """Through the button and the file dialog."""
    person = market.buyer
    turn_to(person)
    person.click("wallet-pay-qr")
    person.click("qr-file", window=PAY_DIALOG)
    choose_file(person, file)


def show_a_barcode(market: Market, *, after: str = "") -> str:
    """The buyer has a code on the screen, a new one once the last was used; its digits."""
    person = market.buyer
    turn_to(person)
    if not any(one.name == BARCODE_DIALOG for one in person.sees()):
        person.click("wallet-show-barcode")

    def code() -> str:
        shown = digits(person.find("barcode-digits", window=BARCODE_DIALOG).text)
        return "" if shown == after else shown

    return person.until(code, "a code")


def charge_by_a_picture(market: Market) -> str:
    """A picture of the buyer's screen is opened at the till; the code in it."""
    code, person = show_a_barcode(market), market.seller
    until(market.buyer, lambda: any(code in one for one in market.codes_in_sight()), "the code is drawn")
    photo_of_it = market.picture("screen")
    turn_to(market.seller)
    person.click(BARCODE_TAB, kind="tab")
    person.write("charge-amount", "42")
    person.click("barcode-picture")
    choose_file(person, photo_of_it)
    until(person, lambda: digits(person.find("charge-barcode").text) == code, "the digits of the picture")
    person.click("charge")
    until(person, lambda: plain(person.find("charge-title").text) == "Проведён: 42,00 ₽", "it is done")
    assert (market.balance(IVAN), market.owed()) == (CASH - BY_QR - BY_PICTURE, BY_QR + BY_PICTURE)
    return code


def charge_by_a_scanner(market: Market, used: str) -> str:
    """It types the digits and Enter, and does it twice at once. The code is another one than that which was used."""
    before = market.owed()
    code, person = show_a_barcode(market, after=used), market.seller
    turn_to(person)
    person.write("charge-amount", "10")
    person.press("Return")
    person.wait_for_focus("charge-barcode")
    market.scan(code, times=2)
    until(person, lambda: plain(person.find("charge-title").text) == "Проведён: 10,00 ₽", "it is done")
    until(person, lambda: market.owed() == before + BY_SCANNER, "the ledger")
    return code


def confirm_a_large_charge(market: Market, used: str) -> None:
    """It comes up by itself in the buyer's window; the seller's counts down meanwhile."""
    code, seller, buyer = show_a_barcode(market, after=used), market.seller, market.buyer
    before = market.owed()
    turn_to(seller)
    seller.write("charge-amount", "1500")
    seller.write("charge-order", "Торт")
    seller.write("charge-barcode", code)
    seller.press("Return")
    seller.wait_for("Ждём покупателя")
    turn_to(buyer)
    until(buyer, lambda: buyer.find("charge-name", window=CHARGE_DIALOG).text == f"Кому: {SHOP}", "the payee")
    assert plain(buyer.find("charge-amount", window=CHARGE_DIALOG).text) == "1 500,00 ₽"
    buyer.wait_for("Торт")
    assert market.owed() == before
    buyer.click("charge-confirm", window=CHARGE_DIALOG)
    seller.wait_for("Проведён: 1")
    until(buyer, lambda: market.owed() == before + LARGE, "the ledger")
    until(buyer, lambda: CHARGE_DIALOG not in windows(buyer), "the question is answered")
    leave(buyer, BARCODE_DIALOG)


def send(market: Market) -> None:
    """To another wallet; its holder's name is told before the money goes."""
    person = market.buyer
    turn_to(person)
    person.click("wallet-send")
    person.write("number", market.wallets[MARIA], window=SEND_DIALOG)
    person.write("amount", "1000", window=SEND_DIALOG)
    person.click("save", window=SEND_DIALOG)
    person.wait_for("Кому: Мария К.")
    person.click("answer-0")
    until(person, lambda: market.balance(MARIA) == SENT, "Maria has it")


def withdraw(market: Market) -> None:
    """To an account at the bank."""
    person = market.buyer
    person.click("wallet-withdraw")
    person.write("account", ACCOUNT, window=OUT_DIALOG)
    person.write("amount", "500", window=OUT_DIALOG)
    person.click("save", window=OUT_DIALOG)
    person.wait_for("в учебном банке")
    person.click("answer-0")
    until(person, lambda: market.balance(IVAN) == LEFT, "the money has left")


def windows(person: Person) -> set[str]:
    """Those of a role that are open."""
    return {one.window for one in person.sees()}


def leave(person: Person, dialog: str) -> None:
    """Esc until it is closed: a window that has just got the focus back may not hear the first."""

    def left() -> bool:
        if dialog in windows(person):
            person.press("Escape")
        return dialog not in windows(person)

    until(person, left, f"no {dialog}")


def plain(text: str) -> str:
    """Without the spaces that keep a sum in one line."""
    return text.replace("\u00a0", " ")


def digits(text: str) -> str:
    """Without the spaces between them."""
    return "".join(text.split())


def shows(market: Market, amount: int) -> None:
    """The buyer sees this balance by itself, without a press."""
    said = wording.money(amount, "ru")
    until(market.buyer, lambda: market.buyer.find("wallet-balance").text == said, said)


def taken(market: Market) -> list[str]:
    """The sums in the seller's list."""
    return [plain(line[2]) for line in rows(market.seller, "window")]


def test_a_wallets_day_at_two_windows(market: Market) -> None:
    import_cards(market)
    top_up(market)
    pay_by_the_picture(market, make_a_code(market))
    refuse_an_unsigned_code(market)
    first = charge_by_a_picture(market)
    second = charge_by_a_scanner(market, first)
    confirm_a_large_charge(market, second)
    send(market)
    withdraw(market)

    shows(market, LEFT)
    until(market.buyer, lambda: len(rows(market.buyer, "window")) == len(STATEMENT), "every movement")
    assert [[plain(cell) for cell in line[1:5]] for line in rows(market.buyer, "window")] == STATEMENT
    assert (market.balance(IVAN), market.balance(MARIA), market.owed()) == (LEFT, SENT, TAKEN)
    assert market.centre.ask("verify", path="/v1/ledger/verify")["sum"] == 0
    until(market.seller, lambda: taken(market) == ["1 500,00", "10,00", "42,00", "150,50"], "what the seller took")
