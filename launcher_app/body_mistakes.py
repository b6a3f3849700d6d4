"""What is wrong with a body that a person typed: the line, the column and the reason, in words."""

import json
from typing import Literal, NamedTuple
from xml.etree import ElementTree

from common.words import Words

BodyKind = Literal["json", "xml", "form"]
PLACE = Words("Строка {line}, столбец {column}: {why}", "Line {line}, column {column}: {why}")
JSON_REASONS = {
    "Expecting ',' delimiter": Words("нужна запятая или закрывающая скобка", "a comma or a closing bracket is missing"),
    "Expecting ':' delimiter": Words("после имени поля нужно двоеточие", "a colon must follow the field's name"),
    "Expecting property name enclosed in double quotes": Words(
        "нужно имя поля в двойных кавычках; нет ли лишней запятой?",
        "a field's name in double quotes is expected; is there a comma too many?",
    ),
    "Expecting value": Words("здесь нужно значение", "a value is expected here"),
    "Unterminated string starting at": Words("строка не закрыта кавычкой", "the string is not closed by a quote"),
    "Extra data": Words("после конца тела есть лишнее", "there is something after the end of the body"),
    "Invalid control character at": Words("перевод строки внутри кавычек", "a line break within quotes"),
}
UNREADABLE = Words("здесь текст перестаёт быть {kind}", "here the text stops being {kind}")
NO_NUMBER = Words("NaN и Infinity в JSON не бывает", "there is no NaN or Infinity in JSON")
NO_PAIR = Words("нужно имя=значение, между парами &", "name=value is expected, with & between pairs")
NO_DOCTYPE = Words("DOCTYPE в XML обмена не бывает", "an exchange's XML has no DOCTYPE")


class BodyMistake(NamedTuple):
    """`line` and `column` from 1; both 0 where it is about the whole."""

    line: int
    column: int
    why: Words

    @classmethod
    def at(cls, text: str, place: int, why: Words) -> "BodyMistake":
        """At a place of the text."""
        line = text.count("\n", 0, place) + 1
        return cls(line, place - (text.rfind("\n", 0, place) + 1) + 1, why)

    @property
    def words(self) -> Words:
        """As a person is told."""
        if not self.line:
            return self.why
        return Words(
            PLACE.ru.format(line=self.line, column=self.column, why=self.why.ru),
            PLACE.en.format(line=self.line, column=self.column, why=self.why.en),
        )


class _NoNumber(ValueError):
    """NaN or Infinity was met."""


def kind_of(body: str) -> BodyKind:
    """What a body is."""
    first = body.strip()[:1]
    return "xml" if first == "<" else "form" if first and first not in '{["' else "json"


def mistake(text: str, kind: BodyKind) -> BodyMistake | None:
    """The first thing that is wrong; None for a body that can be sent."""
    return {"json": _in_json, "xml": _in_xml, "form": _in_form}[kind](text)


def _in_json(text: str) -> BodyMistake | None:
    try:
        json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as problem:
        why = JSON_REASONS.get(problem.msg, UNREADABLE.format(kind="JSON"))
        return BodyMistake(problem.lineno, problem.colno, why)
    except _NoNumber as problem:
        return BodyMistake.at(text, max(0, text.find(str(problem))), NO_NUMBER)
    except (ValueError, RecursionError):
        return BodyMistake(1, 1, UNREADABLE.format(kind="JSON"))
    return None


def _in_xml(text: str) -> BodyMistake | None:
    if "<!DOCTYPE" in text:
        return BodyMistake.at(text, text.index("<!DOCTYPE"), NO_DOCTYPE)
    try:
        ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as problem:
        line, column = problem.position
        return BodyMistake(line, column + 1, UNREADABLE.format(kind="XML"))
    return None


def _in_form(text: str) -> BodyMistake | None:
    place = 0
    for pair in text.split("&"):
        name, found, _ = pair.partition("=")
        if not found or not name.strip() or any(sign.isspace() for sign in pair):
            return BodyMistake.at(text, place, NO_PAIR)
        place += len(pair) + 1
    return None


def _refuse(name: str) -> None:
    raise _NoNumber(name)
