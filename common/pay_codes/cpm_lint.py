"""A buyer's QR by EMVCo, explained item by item; a card's number is never shown whole."""

import re

from common import luhn
from common.errors import Rejected
from common.pay_codes import cpm
from common.pay_codes.cpm import Item
from common.pay_codes.explained import NO_WORDS, Explained, Notes
from common.words import Words, same

NOT_PAID = Words(
    "Это код карты из приложения банка: списать по нему может только терминал этой платёжной системы.",
    "This is a card's code from a bank's app: only a terminal of that payment system can charge it.",
)
UNCHECKED = Words("проверить может только банк карты", "only the card's bank can check it")
NAMES = {
    "85": Words("формат", "format"),
    "61": Words("приложение", "application"),
    "62": Words("общие данные", "common data"),
    "63": Words("данные приложения для банка", "the application's data for its bank"),
    "64": Words("общие данные для банка", "common data for the bank"),
    "4F": Words("идентификатор приложения (AID)", "application id (AID)"),
    "50": Words("название приложения", "label of the application"),
    "57": Words("данные дорожки 2", "track 2 equivalent data"),
    "5A": Words("номер карты", "card number"),
    "5F20": Words("имя держателя", "cardholder's name"),
    "5F2D": Words("языки", "languages"),
    "5F50": Words("адрес банка", "the bank's address"),
    "9F08": Words("версия приложения", "version of the application"),
    "9F10": Words("данные банка (IAD)", "the bank's data (IAD)"),
    "9F19": Words("кто просил токен", "token requestor"),
    "9F24": Words("ссылка на счёт", "payment account reference"),
    "9F25": Words("последние 4 цифры", "last four digits"),
    "9F26": Words("криптограмма", "cryptogram"),
    "9F27": Words("вид криптограммы", "kind of cryptogram"),
    "9F36": Words("счётчик операций (ATC)", "transaction counter (ATC)"),
    "9F37": Words("случайное число", "unpredictable number"),
    "82": Words("профиль приложения", "application profile"),
}
AIDS = {
    "A000000003": same("Visa"),
    "A000000004": same("Mastercard"),
    "A000000025": same("American Express"),
    "A000000065": same("JCB"),
    "A000000333": same("UnionPay"),
    "A000000658": Words("Мир", "Mir"),
}
OTHER = Words("данные без названия", "data without a name")


def explain(text: str) -> Explained:
    """Every item of a code."""
    notes = Notes()
    try:
        items, whole = cpm.split(cpm.unpacked(text))
    except Rejected:
        items, whole = (), False
    for item in items:
        shown, meaning = _shown(item)
        notes.tell(item.tag, NAMES.get(item.tag, OTHER), shown, meaning, item.depth)
    if not whole:
        notes.wrong(
            "cpm_torn",
            Words("Код обрывается посередине", "The code breaks off in the middle"),
            items[-1].tag if items else "",
            Words("Покажите код ещё раз и снимите целиком.", "Show the code again and take it whole."),
        )
    if not items or items[0][:2] != (cpm.FORMAT, cpm.VERSION):
        notes.wrong(
            "cpm_version",
            Words("Код не начинается с 85 = CPV01", "The code does not begin with 85 = CPV01"),
            cpm.FORMAT,
            Words("Нужна версия CPV01 в первом поле.", "The first field must be version CPV01."),
        )
    _application(items, notes)
    return notes.done("cpm", NOT_PAID)


def _application(items: tuple[Item, ...], notes: Notes) -> None:
    tags = {item.tag for item in items}
    for tag in (cpm.APPLICATION, "4F"):
        if tag not in tags:
            notes.wrong(
                "cpm_missing",
                Words(f"Нет поля {tag}: {NAMES[tag].ru}", f"Field {tag} is missing: {NAMES[tag].en}"),
                tag,
                Words("Без него терминал не знает, чья это карта.", "Without it no terminal knows whose card it is."),
            )
    numbers = [item for item in items if item.tag == "5A"]
    for item in numbers:
        if not luhn.sound(item.value.hex().upper().rstrip("F")):
            notes.wrong(
                "cpm_number",
                Words("Контрольная цифра номера карты не сходится", "The card number's check digit does not fit"),
                "5A",
                Words("Код повреждён или придуман.", "The code is damaged or made up."),
            )


def _shown(item: Item) -> tuple[str, Words]:
    """The value as it may be shown, and what it means."""
    digits = item.value.hex().upper()
    if item.tag in cpm.TEMPLATES:
        return "", NO_WORDS
    if item.tag == "5A":
        return _masked(digits.rstrip("F")), NO_WORDS
    if item.tag == "57":
        number, _, rest = digits.rstrip("F").partition("D")
        until = Words(f"срок {rest[2:4]}/{rest[:2]}", f"valid until {rest[2:4]}/{rest[:2]}")
        return _masked(number) + "D…", until if re.fullmatch("[0-9]{4}", rest[:4]) else NO_WORDS
    if item.tag == "4F":
        return digits, AIDS.get(digits[:10], NO_WORDS)
    if item.tag in cpm.TEXTS:
        return item.value.decode("ascii", "replace"), NO_WORDS
    return digits, UNCHECKED if item.tag == "9F26" else NO_WORDS


def _masked(number: str) -> str:
    return f"•••• {number[-4:]}" if len(number) > 8 else "••••"
