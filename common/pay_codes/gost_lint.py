"""A bill by GOST R 56042, explained key by key, with what its makers usually get wrong."""

from common.errors import Rejected
from common.money import text as money
from common.pay_codes import gost, gost_checks, requisites, russian
from common.pay_codes.explained import NO_WORDS, Explained, Notes
from common.pay_codes.gost import Bill
from common.pay_codes.gost_keys import ENCODING_NAMES, ENCODINGS, KEYS, TECH_CODES, meant
from common.words import Words

NOT_PAID = Words(
    "Квитанция ГОСТ не подписана: в нашей сети по ней не платят. Её оплачивает приложение банка.",
    "A GOST bill is not signed: our network does not pay it. A bank's app does.",
)
HEADER = Words("заголовок", "header")
SEPARATOR = Words("разделитель полей", "separator of fields")
KEY_FITS = Words("контрольный ключ сходится", "the control key fits")
NO_KEY = Words("кусок без ключа", "a piece without a key")
UNKNOWN = Words("ключ не из стандарта", "a key that is not in the standard")


def explain(text: str, data: bytes | None) -> Explained:
    """Every field of a bill. `data` are its bytes, where a scanner or a picture gave them: `text` is then ignored."""
    notes = Notes()
    said = text.encode("utf-8", "replace") if data is None else data
    try:
        named = gost.encoding_of(said)
    except Rejected:
        return _no_encoding(said, notes)
    true = named if data is None else russian.likely(data, named)
    if true != named:
        _other_encoding(notes, named, true)
    if data is None:
        _must_fit(text, named, notes)
    bill = gost.parse(text if data is None else data.decode(true, "replace"))
    _head(bill, notes)
    bic = bill.value("BIC")
    for part in bill.parts:
        _tell(part, bic, notes)
    gost_checks.order(bill, notes)
    gost_checks.pieces(bill, notes)
    gost_checks.lengths(bill, true, notes)
    gost_checks.bank(bill, notes)
    gost_checks.taxes(bill, notes)
    gost_checks.amount(bill, notes)
    return notes.done("gost", NOT_PAID)


def _must_fit(text: str, encoding: str, notes: Notes) -> None:
    try:
        text.encode(encoding)
    except UnicodeEncodeError as problem:
        letter, name = text[problem.start], ENCODING_NAMES[encoding]
        notes.wrong(
            "gost_not_in_encoding",
            Words(f"Знака «{letter}» нет в {name}", f"There is no character “{letter}” in {name}"),
            "ST",
            Words("Возьмите UTF-8 (ST00012) или другой знак.", "Take UTF-8 (ST00012) or another character."),
        )


def _no_encoding(data: bytes, notes: Notes) -> Explained:
    header = data[: gost.HEADER].decode("ascii", "replace")
    notes.tell("ST", HEADER, header)
    notes.wrong(
        "gost_encoding",
        Words(f"Заголовок {header}: такой кодировки в стандарте нет", f"Header {header}: there is no such encoding"),
        "ST",
        Words(
            "Седьмой знак — 1 (Windows-1251), 2 (UTF-8) или 3 (КОИ8-Р).",
            "The seventh character is 1 (Windows-1251), 2 (UTF-8) or 3 (KOI8-R).",
        ),
    )
    return notes.done("gost", NOT_PAID)


def _other_encoding(notes: Notes, named: str, true: str) -> None:
    said, is_so = ENCODING_NAMES[named], ENCODING_NAMES[true]
    notes.wrong(
        "gost_other_encoding",
        Words(f"В заголовке {said}, а байты — {is_so}", f"The header says {said}, but the bytes are {is_so}"),
        "ST",
        Words(
            "Банк увидит нечитаемые буквы. Запишите текст в той кодировке, которая в заголовке, лучше в UTF-8.",
            "A bank sees garbled letters. Write the text in the encoding that the header names, best in UTF-8.",
        ),
    )


def _head(bill: Bill, notes: Notes) -> None:
    encoding = ENCODING_NAMES[bill.encoding]
    meaning = Words(f"версия {bill.version}, кодировка {encoding}", f"version {bill.version}, encoding {encoding}")
    digit = next(digit for digit, name in ENCODINGS.items() if name == bill.encoding)
    notes.tell("ST", HEADER, f"{gost.START}{bill.version}{digit}", meaning)
    notes.tell("", SEPARATOR, bill.separator)
    if bill.version != gost.VERSION:
        notes.wrong(
            "gost_version",
            Words(f"Версия {bill.version}, а стандарт знает 0001", f"Version {bill.version}; the standard knows 0001"),
            "ST",
            Words("Начните код с ST0001.", "Begin the code with ST0001."),
        )


def _tell(part: gost.Part, bic: str, notes: Notes) -> None:
    key = part.key
    if key in KEYS:
        notes.tell(key, KEYS[key].name, part.value, _meaning(key, part.value, bic))
    elif not key:
        notes.tell("", NO_KEY, part.value)
    else:
        better = meant(key)
        meaning = Words(f"видимо, {better}", f"probably {better}") if better else NO_WORDS
        notes.tell(key, UNKNOWN, part.value, meaning)


def _meaning(key: str, value: str, bic: str) -> Words:
    if key in ("Sum", "AddAmount") and gost.kopecks(value) > 0:
        amount = int(value)
        return Words(f"{money(amount)} ₽", f"{money(amount, english=True)} ₽")
    if key == "TechCode":
        return TECH_CODES.get(value, NO_WORDS)
    if key == "CorrespAcc" and value == "0":
        return Words("нет: банк обслуживается без него", "none: the bank is served without it")
    fits = {
        "PersonalAcc": requisites.account_fits(value, bic), "CorrespAcc": requisites.correspondent_fits(value, bic),
        "PayeeINN": requisites.inn_fits(value), "PayerINN": requisites.inn_fits(value),
    }  # fmt: skip
    return KEY_FITS if fits.get(key) else NO_WORDS
