"""A code from its fields, for each format that anybody may make; those of our network only the centre signs."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from common.errors import Rejected
from common.pay_codes import cpm, digits, emv, gost, sbp, tlv
from common.pay_codes.gost_keys import ENCODING_NAMES, KEYS, OBLIGATORY
from common.pay_codes.latin import latin
from common.words import Words

GUID = "ru.paysim"
"""Whose template 26 is in codes that are made here: the simulator's, no payment system's."""
NUMBERS = {letters: number for number, letters in emv.CURRENCIES.items()}


class Ask(NamedTuple):
    """A field to fill in: its key, what it is, an example, and whether it may stay empty."""

    key: str
    name: Words
    example: str = ""
    needed: bool = True


Fields = Mapping[str, str]


class Form(NamedTuple):
    """What is asked for a format, and how its code is made of the answers."""

    name: Words
    asks: tuple[Ask, ...]
    make: Callable[[Fields], bytes]


def make(form: str, fields: Fields) -> bytes:
    """The bytes of a code. Rejected `wrong_value`: no such format or field, or one that is missing or does not fit."""
    if form not in FORMS:
        raise Rejected("wrong_value", f"{form[:40]} ({', '.join(FORMS)})")
    asks = FORMS[form].asks
    given = {key: value.strip() for key, value in fields.items() if value.strip()}
    known = {ask.key for ask in asks}
    for key in given:
        if key not in known:
            raise Rejected("wrong_value", f"{key[:40]} ({', '.join(ask.key for ask in asks)})")
    for ask in asks:
        if ask.needed and ask.key not in given:
            raise Rejected("wrong_value", f"{ask.key}: {ask.name.ru} / {ask.name.en}")
    return FORMS[form].make(given)


def _emv(fields: Fields) -> bytes:
    name, city = fields["name"], fields.get("city", "MOSCOW")
    amount = roubles(fields["amount"]) if "amount" in fields else 0
    currency = fields.get("currency", "RUB")
    if currency not in NUMBERS:
        raise Rejected("wrong_value", f"currency={currency[:10]} ({', '.join(NUMBERS)})")
    dynamic = fields.get("kind", "dynamic" if amount else "static")
    if dynamic not in ("static", "dynamic"):
        raise Rejected("wrong_value", f"kind={dynamic[:20]} (static, dynamic)")
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
    encoding = fields.get("encoding", "utf-8").lower()
    if encoding not in ENCODING_NAMES:
        raise Rejected("wrong_value", f"encoding={encoding[:20]} ({', '.join(ENCODING_NAMES)})")
    values = {key: value for key, value in fields.items() if key not in ("encoding", "separator")}
    return gost.write(list(values.items()), encoding, fields.get("separator", ""))


def _sbp(fields: Fields) -> bytes:
    amount = roubles(fields["amount"]) if "amount" in fields else 0
    kind = fields.get("type", sbp.DYNAMIC if amount else sbp.STATIC)
    host = fields.get("host", sbp.OUR_HOST)
    return sbp.write(fields["id"], kind, fields["bank"], amount, host).encode()


def _cpm(fields: Fields) -> bytes:
    aid, number = fields["aid"].upper(), fields.get("number", "")
    if not cpm.AID.fullmatch(aid) or not fields["label"].isascii():
        raise Rejected("wrong_value", f"{aid[:40]} / {fields['label'][:20]}")
    application = [("4F", bytes.fromhex(aid)), ("50", fields["label"].encode())]
    if number:
        if not cpm.NUMBER.fullmatch(number):
            raise Rejected("wrong_value", f"number: {len(number)}")
        application.append(("5A", cpm.packed(number)))
    if name := latin(fields.get("name", "")):
        application.append(("5F20", name[:26].encode()))
    cryptogram = fields.get("cryptogram", "").upper()
    if cryptogram and not re.fullmatch(r"[0-9A-F]{16}", cryptogram):
        raise Rejected("wrong_value", f"cryptogram={cryptogram[:20]}")
    secret = [("9F26", bytes.fromhex(cryptogram)), ("9F36", b"\0\1")] if cryptogram else []
    return cpm.write(application, secret).encode()


def _barcode(fields: Fields) -> bytes:
    chance = fields["digits"]
    if not re.fullmatch(rf"[0-9]{{{digits.RANDOM}}}", chance):
        raise Rejected("wrong_value", f"digits: {len(chance)} ≠ {digits.RANDOM}")
    return digits.whole(chance).encode()


def roubles(text: str) -> int:
    """A sum as people write it, "150", "150.00" or «150,00», in kopecks; Rejected `wrong_value` for anything else."""
    written = re.sub(r"[\s\u00a0₽]", "", text).replace(",", ".")
    try:
        return emv.minor_units(written)
    except Rejected as problem:
        raise Rejected("wrong_value", f"{text[:20]} (150.00)") from problem


SUM = Words("сумма в рублях", "sum in roubles")
EXAMPLES = {
    "Name": "ООО «Три кита»", "PersonalAcc": "40702810900000000042", "BankName": "ПАО Сбербанк",
    "BIC": "044525225", "CorrespAcc": "30101810400000000225", "Sum": "15000", "Purpose": "Оплата по счёту 42",
}  # fmt: skip
FORMS = {
    "emv": Form(
        Words("EMVCo: QR продавца", "EMVCo: a seller's QR"),
        (
            Ask("name", Words("название продавца", "the seller's name"), "МегаСвязь"),
            Ask("account", Words("номер продавца", "the seller's number"), "SHOP0001"),
            Ask("amount", SUM, "150.00", needed=False),
            Ask("bill", Words("номер счёта", "bill number"), "INV-42", needed=False),
            Ask("city", Words("город", "city"), "Пермь", needed=False),
            Ask("mcc", Words("вид торговли, 4 цифры", "category, 4 digits"), "4814", needed=False),
            Ask("currency", Words("валюта", "currency"), "RUB", needed=False),
            Ask("kind", Words("static или dynamic", "static or dynamic"), "dynamic", needed=False),
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
            Ask("encoding", Words("utf-8, cp1251 или koi8-r", "utf-8, cp1251 or koi8-r"), "utf-8", needed=False),
            Ask("separator", Words("разделитель", "separator"), "|", needed=False),
        ),
        _gost,
    ),
    "sbp": Form(
        Words("ссылка по образцу СБП", "a link after SBP's"),
        (
            Ask("id", Words("номер: 32 знака, AS…, AD…", "number, 32 characters"), "AD100000000000000000000000000042"),
            Ask("bank", Words("банк: 12 цифр", "bank: 12 digits"), "100000000999"),
            Ask("amount", SUM, "150.00", needed=False),
            Ask("type", Words("вид: 01, 02 или 03", "kind: 01, 02 or 03"), "02", needed=False),
            Ask("host", Words("адрес, не НСПК", "host, not NSPK's"), sbp.OUR_HOST, needed=False),
        ),
        _sbp,
    ),
    "cpm": Form(
        Words("EMVCo: QR покупателя", "EMVCo: a buyer's QR"),
        (
            Ask("aid", Words("идентификатор приложения", "application id"), "A0000006581010"),
            Ask("label", Words("название приложения", "label"), "MIR"),
            Ask("number", Words("номер карты, учебный", "card number, a made-up one"), needed=False),
            Ask("name", Words("имя держателя", "cardholder's name"), "IVAN IVANOV", needed=False),
            Ask("cryptogram", Words("криптограмма, 16 цифр", "cryptogram"), "584FD385FA234BCC", needed=False),
        ),
        _cpm,
    ),
    "barcode": Form(
        Words("штрихкод кошелька", "a wallet's barcode"),
        (Ask("digits", Words("15 случайных цифр", "15 digits of chance"), "123456789012345"),),
        _barcode,
    ),
}  # fmt: skip
