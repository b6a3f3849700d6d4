"""The editors of one payment field: what is typed in each, and which part of the field it is."""

from collections.abc import Sequence
from typing import Any, get_args

from common.fields import Field, FieldType
from common.qt.form import ChoiceField, FormField, NumberField, TextField
from common.words import Words

TYPES: dict[str, Words] = {
    "text": Words("любой текст", "any text"),
    "digits": Words("цифры", "digits"),
    "phone": Words("телефон", "phone"),
    "email": Words("e-mail", "e-mail"),
    "amount": Words("сумма", "sum"),
    "date": Words("дата", "date"),
}
assert set(TYPES) == set(get_args(FieldType))
IN_ENGLISH = Words("{name} по-английски", "{name} in English")
UNITS = Words("знаков; у суммы — копеек", "characters; kopecks of a sum")
BOTH = ("label", "hint", "error")
"""Parts with words in both languages: `label` is typed as `label_ru` and `label_en`."""


def editors() -> Sequence[FormField]:
    """New editors in reading order."""
    return (
        TextField("name", Words("Имя", "Name"), longest=40, hint=Words("первое — account", "the first is account")),
        ChoiceField("type", Words("Тип", "Type"), options=list(TYPES.items())),
        *_both("label", Words("Подпись", "Label")),
        TextField("regex", Words("Правило", "Rule"), longest=500, hint=Words("например 9\\d{9}", "such as 9\\d{9}")),
        TextField("example", Words("Пример", "Example"), longest=200),
        TextField("mask", Words("Маска", "Mask"), longest=100, hint=Words("«_» — знак", "“_” is a sign")),
        *_both("hint", Words("Подсказка", "Hint")),
        *_both("error", Words("Текст ошибки", "Refusal")),
        NumberField("minimum", Words("Не меньше", "At least"), hint=UNITS),
        NumberField("maximum", Words("Не больше", "At most"), hint=UNITS),
    )


def row_of(field: Field) -> dict[str, Any]:
    """A field as its editors show it."""
    row: dict[str, Any] = {name: getattr(field, name) for name in field.__struct_fields__ if name not in BOTH}
    for name in BOTH:
        words: Words = getattr(field, name)
        row |= {f"{name}_ru": words.ru, f"{name}_en": words.en}
    return row


def field_of(row: dict[str, Any]) -> Field:
    """What the editors hold as a field; an English text left out is the Russian one."""
    plain: dict[str, Any] = {name: row[name] or "" for name in ("name", "regex", "mask", "example")}
    for name in BOTH:
        plain[name] = Words(row[f"{name}_ru"] or "", row[f"{name}_en"] or row[f"{name}_ru"] or "")
    return Field(type=row["type"] or "text", minimum=row["minimum"], maximum=row["maximum"], **plain)


def editor_of(part: str) -> str:
    """Which editor a mistake about a part is shown at."""
    return f"{part}_ru" if part in BOTH else part


def _both(name: str, words: Words) -> tuple[FormField, FormField]:
    english = Words(IN_ENGLISH.ru.format(name=words.ru), IN_ENGLISH.en.format(name=words.en))
    return TextField(f"{name}_ru", words, longest=200), TextField(f"{name}_en", english, longest=200)
