"""Lesson: a wallet: topped up at the kiosk, paying by a provider's QR code and by a barcode that pays once."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.hands import Hands
from launcher_app.lessons.lesson import Facts, Lesson, Option, Point, Question, missing
from launcher_app.lessons.work import CENTRE, Row, Work

WALLET = "wallet"
TOPPED_UP = Words("Кошелёк пополнен в терминале", "The wallet was topped up at the terminal")
BY_QR = Words("По QR поставщика заплачено", "The provider's QR code was paid")
BY_BARCODE = Words("По штрихкоду списано", "A barcode was charged")
BALANCE = Words("Сколько осталось в кошельке, ₽?", "What is left in the wallet, ₽?")
AGAIN = Words("Что будет, если штрихкод сканировать второй раз?", "What if a barcode is scanned a second time?")
REFUSED, TWICE, LATER = "refused", "twice", "later"
ANSWERS = (
    Option(TWICE, Words("Спишут ещё раз", "It is charged once more")),
    Option(REFUSED, Words("Откажут: он платит один раз", "It is refused: it pays once")),
    Option(LATER, Words("Спишут через минуту", "It is charged after a minute")),
)


def _prepare(hands: Hands, facts: Facts) -> None:
    """A wallet at the consumer's, a provider that takes payments out of it."""
    facts[WALLET] = hands.agreements.open_wallet(facts["provider_id"])


def _lines(work: Work) -> list[Row]:
    """Movements of the wallet since then."""
    lines: list[Row] = work.ask(CENTRE, "wallet-statement", number=work.facts[WALLET])["lines"]
    return [one for one in lines if work.is_later(one, "at")]


def _check(work: Work) -> Iterator[Point]:
    ways = {one["way"] for one in _lines(work)}
    yield Point(
        TOPPED_UP,
        "top_up" in ways,
        missing(
            "денег в кошелёк не вносили: в терминале выберите кошельки и наберите его номер",
            "no money was put in: choose wallets at the terminal and type its number",
        ),
    )
    yield Point(
        BY_QR,
        "qr" in ways,
        missing(
            "по QR не платили: код делает поставщик, платит потребитель",
            "no QR code was paid: the provider makes it, the consumer pays it",
        ),
    )
    yield Point(
        BY_BARCODE,
        "barcode" in ways,
        missing(
            "по штрихкоду не списывали: его показывает потребитель, сканирует поставщик",
            "no barcode was charged: the consumer shows it, the provider scans it",
        ),
    )
    balance = work.ask(CENTRE, "wallet", number=work.facts[WALLET])["wallet"]["balance"]
    yield work.says_sum("balance", BALANCE, balance)
    yield work.chose("again", AGAIN, REFUSED)


LESSON = Lesson(
    name="wallet",
    words=Words("Кошелёк: заплатить по QR и штрихкоду", "A wallet: paying by QR and barcode"),
    steps=(
        Words(
            "Пополните кошелёк в терминале на 500 ₽: его номер — в окне потребителя.",
            "Top the wallet up at the terminal, 500 ₽: its number is in the consumer's window.",
        ),
        Words(
            "В окне поставщика сделайте QR на 150 ₽ и заплатите по нему из кошелька.",
            "Make a QR code of 150 ₽ in the provider's window and pay it out of the wallet.",
        ),
        Words(
            "Покажите штрихкод и спишите по нему 50 ₽ в окне поставщика.",
            "Show a barcode and charge 50 ₽ by it in the provider's window.",
        ),
    ),
    check=_check,
    questions=(Question("balance", BALANCE), Question("again", AGAIN, ANSWERS)),
    prepare=_prepare,
    minutes=10,
)
