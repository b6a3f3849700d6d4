"""What is looked for in a bill: order, keys, separators, lengths, bank details, tax numbers, the sum."""

import re

from common.pay_codes import gost, requisites
from common.pay_codes.explained import Notes
from common.pay_codes.gost import Bill
from common.pay_codes.gost_keys import KEYS, OBLIGATORY, meant
from common.words import Words

ROUBLES = re.compile(r"[0-9][0-9   ]*[.,][0-9]{1,2}")


def order(bill: Bill, notes: Notes) -> None:
    """The five obligatory fields come first, in their order, and are not empty."""
    keys = [part.key for part in bill.parts]
    missing = [key for key in OBLIGATORY if not bill.value(key)]
    for key in missing:
        notes.wrong(
            "gost_missing",
            Words(f"Нет обязательного поля {key}", f"The obligatory field {key} is missing"),
            key,
            Words(f"Добавьте {key} ({KEYS[key].name.ru}).", f"Add {key} ({KEYS[key].name.en})."),
        )
    have = [key for key in keys if key in OBLIGATORY]
    wanted = [key for key in OBLIGATORY if key in have]
    if have[: len(wanted)] != wanted or keys[: len(wanted)] != wanted:
        notes.wrong(
            "gost_order",
            Words(
                "Обязательные поля стоят не первыми или не по порядку", "Obligatory fields are not first or in order"
            ),
            wanted[0] if wanted else "",
            Words(
                f"Порядок: {', '.join(OBLIGATORY)}, потом остальные.", f"Order: {', '.join(OBLIGATORY)}, then others."
            ),
        )


def pieces(bill: Bill, notes: Notes) -> None:
    """Separators stand between fields and nowhere else; keys are those of the standard, each once."""
    seen: set[str] = set()
    before = ""
    for part in bill.parts:
        if not part.key:
            _cut(part.value, before, bill.separator, notes)
        elif part.key in seen:
            notes.wrong(
                "gost_twice",
                Words(f"Поле {part.key} встречается дважды", f"The field {part.key} comes twice"),
                part.key,
                Words(
                    "Оставьте одно: какое прочтёт банк, неизвестно.", "Keep one: nobody knows which a bank will read."
                ),
            )
        elif part.key not in KEYS:
            _unknown(part.key, notes)
        before = part.key or before
        seen.add(part.key)
    if not bill.parts:
        notes.wrong(
            "gost_empty",
            Words("После заголовка нет полей", "There are no fields after the header"),
            "ST",
            Words("За заголовком идут разделитель и поля «Ключ=Значение».", "A separator and `Key=Value` follow it."),
        )


def _cut(piece: str, before: str, separator: str, notes: Notes) -> None:
    notes.wrong(
        "gost_separator_inside",
        Words(
            f"Кусок «{piece[:40]}» без ключа: разделитель «{separator}» попал внутрь значения {before}",
            f"The piece “{piece[:40]}” has no key: the separator “{separator}” stands inside the value of {before}",
        ),
        before,
        Words("Возьмите другой разделитель: любой знак, которого нет в значениях.", "Take another separator: any"
              " character that is in no value."),
    )  # fmt: skip


def _unknown(key: str, notes: Notes) -> None:
    better = meant(key)
    if better:
        notes.wrong(
            "gost_wrong_key",
            Words(f"Ключ {key} вместо {better}", f"The key {key} instead of {better}"),
            key,
            Words(f"Напишите {better}: так, с теми же буквами.", f"Write {better}, in these very letters."),
        )
    else:
        notes.note(
            "gost_unknown_key",
            Words(f"Ключа {key} в стандарте нет", f"The standard has no key {key}"),
            key,
            Words("Банк его пропустит. Проверьте, не опечатка ли это.", "A bank will skip it. Is it a misprint?"),
        )


def lengths(bill: Bill, encoding: str, notes: Notes) -> None:
    """No value is longer than its field, and the obligatory ones not longer than 300 bytes together."""
    for part in bill.parts:
        if part.key in KEYS and len(part.value) > KEYS[part.key].longest:
            most = KEYS[part.key].longest
            notes.wrong(
                "gost_too_long",
                Words(
                    f"{part.key}: {len(part.value)} знаков, а можно {most}",
                    f"{part.key}: {len(part.value)} characters, at most {most}",
                ),
                part.key,
                Words(
                    "Сократите: лишнее банк отрежет или откажет.", "Shorten it: a bank cuts the rest off or refuses."
                ),
            )
    block = bill.separator.join(f"{part.key}={part.value}" for part in bill.parts if part.key in OBLIGATORY)
    size = len(block.encode(encoding, "replace"))
    if size > gost.BLOCK:
        notes.wrong(
            "gost_block",
            Words(f"Обязательные поля занимают {size} байт из 300", f"Obligatory fields take {size} bytes of 300"),
            "Name",
            Words(
                "Сократите Name или BankName, или возьмите Windows-1251: там буква занимает байт.",
                "Shorten Name or BankName, or take Windows-1251, where a letter is one byte.",
            ),
        )


def bank(bill: Bill, notes: Notes) -> None:
    """BIC and accounts, with the control keys of both."""
    account, bic, other = bill.value("PersonalAcc"), bill.value("BIC"), bill.value("CorrespAcc")
    right_bic = requisites.is_bic(bic)
    if bic and not right_bic:
        _details(notes, "gost_bic", "BIC", bic, "9 цифр, первая 0", "9 digits, the first is 0")
    if account and not requisites.is_account(account):
        _details(notes, "gost_account", "PersonalAcc", account, "20 цифр", "20 digits")
    elif account and right_bic and not requisites.of_treasury(account) and not requisites.account_fits(account, bic):
        _key(notes, "PersonalAcc", account, bic)
    if not other or other == "0":
        return
    if not requisites.is_account(other):
        _details(notes, "gost_account", "CorrespAcc", other, "20 цифр или 0", "20 digits or 0")
    elif right_bic and not requisites.of_treasury(other) and not requisites.correspondent_fits(other, bic):
        _key(notes, "CorrespAcc", other, bic)


def taxes(bill: Bill, notes: Notes) -> None:
    """INN, KPP, OKTMO, KBK and the code of the service."""
    for key in ("PayeeINN", "PayerINN"):
        if (inn := bill.value(key)) and not requisites.inn_fits(inn):
            _details(
                notes, "gost_inn", key, inn, "10 или 12 цифр, последние — контрольные",
                "10 or 12 digits, the last ones are control digits",
            )  # fmt: skip
    if (kpp := bill.value("KPP")) and not requisites.is_kpp(kpp):
        _details(
            notes, "gost_kpp", "KPP", kpp, "9 знаков: 4 цифры, 2 знака, 3 цифры", "4 digits, 2 characters, 3 digits"
        )
    if (oktmo := bill.value("OKTMO")) and not requisites.is_oktmo(oktmo):
        _details(notes, "gost_oktmo", "OKTMO", oktmo, "8 или 11 цифр", "8 or 11 digits")
    if (code := bill.value("CBC")) and not re.fullmatch(r"0|[0-9A-Z]{20}", code):
        _details(notes, "gost_cbc", "CBC", code, "20 знаков", "20 characters")
    if (code := bill.value("TechCode")) and not re.fullmatch(r"0[1-9]|1[0-5]", code):
        _details(notes, "gost_tech_code", "TechCode", code, "от 01 до 15", "01 to 15")


def amount(bill: Bill, notes: Notes) -> None:
    """Whole kopecks, above zero."""
    written = bill.value("Sum")
    if not written or gost.kopecks(written) > 0:
        return
    if ROUBLES.fullmatch(written):
        right = re.sub(r"\D", "", re.sub(r"[.,](\d)$", r",\g<1>0", written)).lstrip("0") or "0"
        notes.wrong(
            "gost_sum_in_roubles",
            Words(f"Сумма «{written}» в рублях, а нужны копейки", f"The sum “{written}” is in roubles, not in kopecks"),
            "Sum",
            Words(f"Напишите Sum={right}.", f"Write Sum={right}."),
        )
    else:
        _details(notes, "gost_sum", "Sum", written, "копейки цифрами, больше нуля", "kopecks in digits, above zero")


def _details(notes: Notes, code: str, key: str, value: str, ru: str, en: str) -> None:
    notes.wrong(
        code,
        Words(f"{key}: «{value[:40]}» не годится", f"{key}: “{value[:40]}” is no good"),
        key,
        Words(f"Нужно: {ru}.", f"Needed: {en}."),
    )


def _key(notes: Notes, key: str, account: str, bic: str) -> None:
    notes.wrong(
        "gost_control_key",
        Words(
            f"{key}: контрольный ключ счёта {account} не сходится с БИК {bic}",
            f"{key}: the control key of account {account} does not fit BIC {bic}",
        ),
        key,
        Words("В счёте или в БИК опечатка: сверьте с договором.", "A misprint in the account or the BIC: compare."),
    )
