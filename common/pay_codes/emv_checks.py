"""What is looked for in a seller's EMVCo code: its shape, its CRC, letters, lengths, templates, fees, the sum."""

import re

from common.errors import Rejected
from common.pay_codes import emv, emv_tags, tlv
from common.pay_codes.emv import EmvCode
from common.pay_codes.explained import Notes
from common.pay_codes.tlv import Item
from common.words import Words

PATTERNS = {
    "01": (r"11|12", "11 или 12", "11 or 12"),
    "52": (r"[0-9]{4}", "4 цифры", "4 digits"),
    "53": (r"[0-9]{3}", "3 цифры по ISO 4217: рубль — 643", "3 digits of ISO 4217: the rouble is 643"),
    "55": (r"0[123]", "01, 02 или 03", "01, 02 or 03"),
    "57": (r"[0-9]{1,2}(\.[0-9]{1,2})?", "процент, как 5 или 2.50", "a percentage like 5 or 2.50"),
    "58": (r"[A-Z]{2}", "две заглавные буквы: RU", "two capital letters: RU"),
    "63": (r"[0-9A-F]{4}", "4 заглавные шестнадцатеричные цифры", "4 capital hexadecimal digits"),
}
ROUBLES = re.compile(r"[0-9]+,[0-9]{1,2}")


def shape(items: tuple[Item, ...], rest: str, notes: Notes) -> None:
    """All of it can be read; 00 is first, 63 last, no tag comes twice, and none that is obligatory is missing."""
    tags = [item.tag for item in items]
    if rest:
        notes.wrong(
            "emv_torn",
            Words(
                f"После поля {tags[-1] if tags else '—'} не разобрать: «{rest[:30]}»",
                f"After field {tags[-1] if tags else '—'} nothing can be read: “{rest[:30]}”",
            ),
            tags[-1] if tags else "",
            Words("Длина поля неверна, или код обрезан.", "A length is wrong, or the code is cut."),
        )
    for tag in sorted({tag for tag in tags if tags.count(tag) > 1}):
        notes.wrong(
            "emv_twice",
            Words(f"Поле {tag} встречается дважды", f"Field {tag} comes twice"),
            tag,
            Words("Оставьте одно.", "Keep one."),
        )
    for tag in (*emv.OBLIGATORY, emv.CRC):
        if tag not in tags and not (rest and tag == emv.CRC):
            name = emv_tags.TAGS[tag]
            notes.wrong(
                "emv_missing",
                Words(f"Нет обязательного поля {tag}: {name.ru}", f"Field {tag} is missing: {name.en}"),
                tag,
                Words("Добавьте его и посчитайте CRC заново.", "Add it and count the CRC anew."),
            )
    if tags[:1] != [emv.FORMAT] or (emv.POINT in tags and tags.index(emv.POINT) != 1) or emv.CRC in tags[:-1]:
        notes.wrong(
            "emv_order",
            Words("Порядок полей неверен", "The order of fields is wrong"),
            "",
            Words("Поле 00 — первое, 01 — второе, 63 — последнее.", "Field 00 is first, 01 second, 63 last."),
        )


def checksum(text: str, items: tuple[Item, ...], notes: Notes) -> None:
    """The CRC at the end is that of the text before it."""
    written = items[-1].value if items and items[-1].tag == emv.CRC else ""
    right = emv.crc_of(text)
    if not written or written == right:
        return
    if written.upper() == right:
        notes.wrong(
            "emv_crc_small",
            Words(f"CRC {written} записан строчными буквами", f"The CRC {written} is in small letters"),
            emv.CRC,
            Words(f"Нужно {right}.", f"It must be {right}."),
        )
    else:
        notes.wrong(
            "emv_crc",
            Words(
                f"CRC {written} не сходится: у этого текста {right}",
                f"CRC {written} does not fit: it should be {right}",
            ),
            emv.CRC,
            Words(
                "Код повреждён или изменён: снимите его заново или попросите новый.",
                "The code was damaged or changed: take it again or ask for a new one.",
            ),
        )


def values(code: EmvCode, notes: Notes) -> None:
    """Letters of ASCII outside template 64, lengths and patterns of the specification."""
    for tag, value, _ in code.items:
        if tag != emv.LOCAL and not (value.isascii() and value.isprintable()):
            notes.wrong(
                "emv_not_latin",
                Words(
                    f"Поле {tag}: не латиница «{value[:30]}»", f"Field {tag}: other letters than Latin “{value[:30]}”"
                ),
                tag,
                Words("Другие буквы — только в поле 64.", "Other letters belong into field 64 only."),
            )
        if len(value) > emv.LONGEST.get(tag, tlv.LONGEST):
            most = emv.LONGEST[tag]
            notes.wrong(
                "emv_too_long",
                Words(f"Поле {tag}: {len(value)} знаков из {most}", f"Field {tag}: {len(value)} characters of {most}"),
                tag,
                Words("Сократите.", "Shorten it."),
            )
        pattern, ru, en = PATTERNS.get(tag, ("", "", ""))
        if pattern and not re.fullmatch(pattern, value):
            notes.wrong(
                "emv_value",
                Words(f"Поле {tag}: «{value[:30]}» не годится", f"Field {tag}: “{value[:30]}” is no good"),
                tag,
                Words(f"Нужно: {ru}.", f"Needed: {en}."),
            )
    if code.value(emv.FORMAT) not in ("", emv.VERSION):
        notes.wrong(
            "emv_version",
            Words(f"Версия {code.value(emv.FORMAT)[:10]}", f"Version {code.value(emv.FORMAT)[:10]}"),
            emv.FORMAT,
            Words("Известна только 01.", "Only 01 is known."),
        )


def templates(code: EmvCode, notes: Notes) -> None:
    """Templates consist of items; those of payment systems begin with whose they are; there is a seller's account."""
    for tag, value, _ in code.items:
        if not emv_tags.is_template(tag):
            continue
        inner = tlv.split(value)
        if inner.rest:
            notes.wrong(
                "emv_template",
                Words(
                    f"Поле {tag}: внутри не разобрать «{inner.rest[:30]}»",
                    f"Field {tag}: unreadable “{inner.rest[:30]}”",
                ),
                tag,
                Words("Внутри те же пары: номер, длина, значение.", "Inside are tag, length and value again."),
            )
        elif tag != emv.EXTRA and inner.items[0].tag != "00":
            notes.note(
                "emv_whose",
                Words(f"Поле {tag}: не сказано, чьё оно", f"Field {tag} does not say whose it is"),
                tag,
                Words("Внутри первым ставят 00.", "Item 00 comes first inside."),
            )
    if not any(2 <= int(item.tag) <= 51 for item in code.items):
        notes.wrong(
            "emv_account",
            Words("Нет счёта продавца (поля 02–51)", "There is no seller's account (fields 02 to 51)"),
            "",
            Words("Без него платить некому.", "Without it there is nobody to pay."),
        )


def fees(code: EmvCode, notes: Notes) -> None:
    """A fee that is announced is there, and none is there unannounced."""
    kind = code.value("55")
    for tag, wanted in (("56", "02"), ("57", "03")):
        if bool(code.value(tag)) != (kind == wanted):
            notes.wrong(
                "emv_fee",
                Words(
                    f"Поле {tag} и 55={kind or 'нет'} не вместе", f"Field {tag} and 55={kind or 'none'} do not agree"
                ),
                tag,
                Words("55=02 требует 56, 55=03 требует 57.", "55=02 needs 56, 55=03 needs 57."),
            )


def amount(code: EmvCode, notes: Notes, *, ours: bool) -> None:
    """A sum with a point, above zero; in a static code it is worth knowing, a dynamic one should have it."""
    written = code.value(emv.AMOUNT)
    try:
        has = bool(code.amount)
    except Rejected:
        has = False
        comma = ROUBLES.fullmatch(written)
        right = Words(f"Напишите {written.replace(',', '.')}.", f"Write {written.replace(',', '.')}.")
        rule = Words("Рубли с точкой и больше нуля, как 150.00.", "Roubles with a point, above zero, like 150.00.")
        notes.wrong(
            "emv_sum_with_comma" if comma else "emv_sum",
            Words(f"Сумма «{written[:20]}» не годится", f"The sum “{written[:20]}” is no good"),
            emv.AMOUNT,
            right if comma else rule,
        )
    if has and code.value(emv.POINT) == emv.STATIC and not ours:
        notes.note(
            "emv_static_with_sum",
            Words("Статический код с суммой", "A static code with a sum"),
            emv.AMOUNT,
            Words(
                "По нему платят одно и то же сколько угодно раз. Для одного платежа поставьте 01=12.",
                "It is paid any number of times, the same each time. For one payment set 01=12.",
            ),
        )
    if not written and code.dynamic:
        notes.note(
            "emv_dynamic_without_sum",
            Words("Динамический код без суммы", "A dynamic code without a sum"),
            emv.AMOUNT,
            Words("Код на один платёж обычно несёт сумму.", "A code for one payment usually carries the sum."),
        )
    currency = code.value(emv.CURRENCY)
    if re.fullmatch(PATTERNS[emv.CURRENCY][0], currency) and currency not in emv.CURRENCIES:
        notes.note(
            "emv_currency",
            Words(f"Валюта {currency} нам неизвестна", f"Currency {currency} is not known here"),
            emv.CURRENCY,
            Words("Сверьте с ISO 4217.", "Compare with ISO 4217."),
        )
