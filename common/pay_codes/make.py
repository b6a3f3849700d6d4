"""A code from its fields, for each format that anybody may make; those of our network only the centre signs."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from common.errors import Rejected
from common.pay_codes import cpm, digits, emv, gost, gost_lint, sbp, tlv
from common.pay_codes.gost_keys import ENCODING_NAMES, KEYS, OBLIGATORY
from common.pay_codes.latin import latin
from common.words import Words

GUID = "ru.paysim"
"""Whose template 26 is in codes that are made here: the simulator's, no payment system's."""
NUMBERS = {letters: number for number, letters in emv.CURRENCIES.items()}


class Ask(NamedTuple):
    """A field to fill in: its key, what it is, an example, whether it may stay empty, and what its value must be."""

    key: str
    name: Words
    example: str = ""
    needed: bool = True
    pattern: str = ""


Fields = Mapping[str, str]


class DoesNotFit(Rejected):
    """`wrong_value`: the field `key`, empty when it is none by itself, and `why` in both languages."""

    def __init__(self, key: str, why: Words) -> None:
        """The reason is said in both languages: whoever shows the code's text may not have it by itself."""
        super().__init__("wrong_value", f"{key}: {why.ru} / {why.en}" if key else f"{why.ru} / {why.en}")
        self.key, self.why = key, why


class Form(NamedTuple):
    """What is asked for a format, and how its code is made of the answers."""

    name: Words
    asks: tuple[Ask, ...]
    make: Callable[[Fields], bytes]


def make(form: str, fields: Fields) -> bytes:
    """The bytes of a code. DoesNotFit (Rejected `wrong_value`): no such format or field, or one missing or wrong."""
    if form not in FORMS:
        raise DoesNotFit("", _listed("Форматы", "Formats", FORMS))
    asks = {ask.key: ask for ask in FORMS[form].asks}
    given = {key: value.strip() for key, value in fields.items() if value.strip()}
    for key, value in given.items():
        if key not in asks:
            raise DoesNotFit(key[:40], _listed("такого поля нет; есть", "no such field; there are", asks))
        if asks[key].pattern and not re.fullmatch(asks[key].pattern, value):
            raise DoesNotFit(key, NEEDED_SO.format(value=value[:40], rule=asks[key].name))
    for key, ask in asks.items():
        if ask.needed and key not in given:
            raise DoesNotFit(key, MISSING.format(name=ask.name))
    return FORMS[form].make(given)


def _listed(ru: str, en: str, names: Iterable[str]) -> Words:
    every = ", ".join(names)
    return Words(f"{ru}: {every}", f"{en}: {every}")


def _emv(fields: Fields) -> bytes:
    name, city = fields["name"], fields.get("city", "MOSCOW")
    amount = roubles(fields["amount"]) if "amount" in fields else 0
    currency = fields.get("currency", "RUB")
    dynamic = fields.get("kind", "dynamic" if amount else "static")
    if not latin(name) or not latin(city):
        raise DoesNotFit("city" if latin(name) else "name", NO_LETTERS)
    items = [
        (emv.FORMAT, emv.VERSION), (emv.POINT, emv.DYNAMIC if dynamic == "dynamic" else emv.STATIC),
        ("26", tlv.write([("00", GUID), ("01", fields["account"])])),
        (emv.CATEGORY, fields.get("mcc", "0000")), (emv.CURRENCY, NUMBERS[currency]),
    ]  # fmt: skip
    if amount:
        items.append((emv.AMOUNT, emv.decimal(amount)))
    items += [(emv.COUNTRY, "RU"), (emv.NAME, latin(name)[:25].strip()), (emv.CITY, latin(city)[:15].strip())]
    if "bill" in fields:
        items.append((emv.EXTRA, tlv.one("01", fields["bill"])))
    if not name.isascii():
        items.append((emv.LOCAL, tlv.write([("00", "RU"), ("01", name[:25].strip())])))
    return emv.write(items).encode()


def _gost(fields: Fields) -> bytes:
    encoding, separator = fields.get("encoding", "utf-8"), fields.get("separator", "")
    values = {key: value for key, value in fields.items() if key not in ("encoding", "separator")}
    found = gost_lint.explain(gost.joined(values, encoding, separator), None)
    if found.wrong:
        problem = found.problems[0]
        raise DoesNotFit(problem.where, problem.words)
    return gost.write(list(values.items()), encoding, separator)


def _sbp(fields: Fields) -> bytes:
    amount = roubles(fields["amount"]) if "amount" in fields else 0
    kind, host = fields.get("type", sbp.DYNAMIC if amount else sbp.STATIC), fields.get("host", sbp.OUR_HOST)
    if kind == sbp.DYNAMIC and not amount:
        raise DoesNotFit("amount", MISSING.format(name=SUM))
    if kind == sbp.BINDING and amount:
        raise DoesNotFit("amount", Words("привязка счёта идёт без суммы", "an account is bound without a sum"))
    if not sbp.allowed_host(host):
        raise DoesNotFit("host", NOT_REAL)
    return sbp.write(fields["id"], kind, fields["bank"], amount, host).encode()


def _cpm(fields: Fields) -> bytes:
    application = [("4F", bytes.fromhex(fields["aid"])), ("50", fields["label"].encode())]
    if "number" in fields:
        application.append(("5A", cpm.packed(fields["number"])))
    if name := latin(fields.get("name", "")):
        application.append(("5F20", name[:26].encode()))
    cryptogram = fields.get("cryptogram", "")
    secret = [("9F26", bytes.fromhex(cryptogram)), ("9F36", b"\0\1")] if cryptogram else []
    return cpm.write(application, secret).encode()


def _barcode(fields: Fields) -> bytes:
    return digits.whole(fields["digits"]).encode()


def roubles(text: str) -> int:
    """A sum as people write it, "150", "150.00" or «150,00», in kopecks; Rejected `wrong_value` for anything else."""
    written = re.sub(r"[\s\u00a0₽]", "", text).replace(",", ".")
    try:
        return emv.minor_units(written)
    except Rejected as problem:
        raise DoesNotFit("amount", NEEDED_SO.format(value=text[:20], rule="150.00")) from problem


SUM = Words("сумма в рублях", "sum in roubles")
NEEDED_SO = Words("«{value}» не годится. Нужно: {rule}.", "“{value}” is no good. Needed: {rule}.")
MISSING = Words("заполните: {name}", "fill in: {name}")
NO_LETTERS = Words("нет ни одной буквы или цифры", "there is no letter or digit in it")
NOT_REAL = Words(
    "адрес НСПК не годится: по ссылке заплатил бы настоящий телефон", "NSPK's host: a real phone would pay"
)
ASCII = r"[\x20-\x7e]{1,25}"
CURRENCY = Words("валюта: RUB, USD, CNY…", "currency: RUB, USD, CNY…")
ENCODING = Words("кодировка: utf-8, cp1251, koi8-r", "encoding: utf-8, cp1251, koi8-r")
KIND = Words("вид: static, dynamic", "kind: static, dynamic")
NUMBER = Words("номер: 32 знака, AS…, AD…", "number: 32 characters, AS…, AD…")
AID = Words("приложение: от 10 до 32 цифр и букв A–F", "application id, hexadecimal")
CRYPTOGRAM = Words("криптограмма: 16 цифр и букв A–F", "cryptogram: 16 hexadecimal digits")
EXAMPLES = {
    "Name": "ООО «Три кита»", "PersonalAcc": "40702810900000000042", "BankName": "ПАО Сбербанк",
    "BIC": "044525225", "CorrespAcc": "30101810400000000225", "Sum": "15000", "Purpose": "Оплата по счёту 42",
}  # fmt: skip
FORMS = {
    "emv": Form(
        Words("EMVCo: QR продавца", "EMVCo: a seller's QR"),
        (
            Ask("name", Words("название продавца", "the seller's name"), "МегаСвязь"),
            Ask("account", Words("номер продавца, латиница", "the seller's number, Latin"), "SHOP0001", pattern=ASCII),
            Ask("amount", SUM, "150.00", needed=False),
            Ask("bill", Words("номер счёта, латиница", "bill number, Latin"), "INV-42", needed=False, pattern=ASCII),
            Ask("city", Words("город", "city"), "Пермь", needed=False),
            Ask("mcc", Words("вид торговли, 4 цифры", "category, 4 digits"), "4814", needed=False, pattern="[0-9]{4}"),
            Ask("currency", CURRENCY, "RUB", needed=False, pattern="|".join(NUMBERS)),
            Ask("kind", KIND, "dynamic", needed=False, pattern="static|dynamic"),
        ),
        _emv,
    ),
    "gost": Form(
        Words("ГОСТ Р 56042: квитанция", "GOST R 56042: a bill"),
        (
            *(Ask(key, KEYS[key].name, EXAMPLES.get(key, "")) for key in OBLIGATORY),
            *(
                Ask(key, one.name, EXAMPLES.get(key, ""), needed=False)
                for key, one in KEYS.items()
                if key not in OBLIGATORY
            ),
            Ask("encoding", ENCODING, "utf-8", needed=False, pattern="|".join(ENCODING_NAMES)),
            Ask("separator", Words("разделитель", "separator"), "|", needed=False, pattern="[^=A-Za-z0-9]"),
        ),
        _gost,
    ),
    "sbp": Form(
        Words("ссылка по образцу СБП", "a link after SBP's"),
        (
            Ask("id", NUMBER, "AD100000000000000000000000000042", pattern="[A-Z0-9]{32}"),
            Ask("bank", Words("банк: 12 цифр, первая 1", "bank: 12 digits, 1…"), "100000000999", pattern="1[0-9]{11}"),
            Ask("amount", SUM, "150.00", needed=False),
            Ask("type", Words("вид: 01, 02 или 03", "kind: 01, 02 or 03"), "02", needed=False, pattern="0[123]"),
            Ask("host", Words("адрес, не НСПК", "host, not NSPK's"), sbp.OUR_HOST, needed=False),
        ),
        _sbp,
    ),
    "cpm": Form(
        Words("EMVCo: QR покупателя", "EMVCo: a buyer's QR"),
        (
            Ask("aid", AID, "A0000006581010", pattern="([0-9A-Fa-f]{2}){5,16}"),
            Ask("label", Words("название приложения, латиница", "label, Latin"), "MIR", pattern=ASCII),
            Ask("number", Words("номер карты, учебный", "card number, made up"), needed=False, pattern="[0-9]{12,19}"),
            Ask("name", Words("имя держателя", "cardholder's name"), "IVAN IVANOV", needed=False),
            Ask("cryptogram", CRYPTOGRAM, "584FD385FA234BCC", needed=False, pattern="[0-9A-Fa-f]{16}"),
        ),
        _cpm,
    ),
    "barcode": Form(
        Words("штрихкод кошелька", "a wallet's barcode"),
        (Ask("digits", Words("15 случайных цифр", "15 digits of chance"), "123456789012345", pattern="[0-9]{15}"),),
        _barcode,
    ),
}  # fmt: skip
