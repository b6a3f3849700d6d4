"""What keeps a centre's payment fields from being saved, all of it at once, and what a payer would be told."""

from collections.abc import Iterator, Sequence

from common import fields as rules
from common.fields import ACCOUNT, MAX_FIELDS, MAX_VALUE, Field
from common.words import Words
from provider_app.core import patterns

PLACE = "_"
"""Stands in a mask for a character that the payer types."""

NO_FIELDS = Words("Нужно хотя бы одно поле: номер «account».", 'There must be a field, the number "account".')
TOO_MANY = Words(f"Полей не больше {MAX_FIELDS}.", f"There are at most {MAX_FIELDS} fields.")
FIRST = Words("Первое поле должно называться «account»: это номер.", 'The first field must be "account": the number.')
TWICE = Words("Поле с таким именем уже есть.", "There is a field of this name already.")
WRONG_NAME = Words("Имя поля: буквы, цифры и «_», первой идёт буква.", 'A name has letters, digits and "_".')
NO_LABEL = Words("Впишите подпись: её прочитает плательщик.", "Type the label: the payer will read it.")
NO_EXAMPLE = Words("Впишите пример: правило проверят на нём.", "Type an example: the rule is tried on it.")
OWN_EXAMPLE = Words(
    "Пример «{example}» не подходит под собственное правило. Исправьте пример или правило.",
    'The example "{example}" does not match its own rule. Correct either.',
)
TAKEN = Words("Это имя занято самим протоколом.", "The protocol itself uses this name.")
TOO_SHORT = Words("Слишком мало: нужно от {bound}.", "Too little: at least {bound}.")
TOO_LONG = Words("Слишком много: можно до {bound}.", "Too much: at most {bound}.")
NOT_LIKE = Words("Не подходит под правило.", "It does not match the rule.")


def mistakes(fields: Sequence[Field], taken: Sequence[str] = ()) -> list[tuple[str, Words]]:
    """Everything to correct, by place: `fields.0.regex`. Nothing is found where `common.fields` finds it sound."""
    if not fields:
        return [("fields", NO_FIELDS)]
    found = [("fields", TOO_MANY)] if len(fields) > MAX_FIELDS else []
    for place, field in enumerate(fields):
        before = {one.name for one in fields[:place]}
        found += [(f"fields.{place}.{name}", words) for name, words in _of_field(field, place, before, taken)]
    return found


def refusal(field: Field, value: str) -> Words | None:
    """What a payer would be told of a value; None when it may be sent."""
    if patterns.trouble(field.regex) is not None:
        return NOT_LIKE
    if rules.fits(field, value):
        return None
    return field.error if field.error.ru else _generic(field, value)


def preview(field: Field, value: str) -> str:
    """A value in its mask as the payer sees it while typing: «(912) 345-6_-__»."""
    if PLACE not in field.mask:
        return value
    typed = iter(value)
    filled = "".join(next(typed, PLACE) if letter == PLACE else letter for letter in field.mask)
    return filled + "".join(typed)


def _of_field(field: Field, place: int, before: set[str], taken: Sequence[str]) -> Iterator[tuple[str, Words]]:
    name = _of_name(field.name, place, before, taken)
    if name is not None:
        yield "name", name
    if not field.label.ru:
        yield "label", NO_LABEL
    trouble = patterns.trouble(field.regex)
    if trouble is not None:
        yield "regex", trouble.words
    if not field.example:
        yield "example", NO_EXAMPLE
    elif trouble is None and not rules.fits(field, field.example):
        yield "example", OWN_EXAMPLE.format(example=field.example[:MAX_VALUE])


def _of_name(name: str, place: int, before: set[str], taken: Sequence[str]) -> Words | None:
    if not name.isidentifier():
        return WRONG_NAME
    if place == 0 and name != ACCOUNT:
        return FIRST
    if name in before:
        return TWICE
    return TAKEN if name in taken else None


def _generic(field: Field, value: str) -> Words:
    if field.type == "amount" and not (value.isascii() and value.isdecimal()):
        return NOT_LIKE
    size = int(value) if field.type == "amount" and len(value) <= MAX_VALUE else len(value)
    if field.minimum is not None and size < field.minimum:
        return TOO_SHORT.format(bound=field.minimum)
    longest = MAX_VALUE if field.maximum is None else field.maximum
    return TOO_LONG.format(bound=longest) if size > longest else NOT_LIKE
