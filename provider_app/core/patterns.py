"""Where a provider's regular expression goes wrong, and in which words to say it to whoever is typing it."""

from typing import NamedTuple

from common import fields
from common.errors import Rejected
from common.fields import MAX_REGEX
from common.words import Words

REASONS: tuple[tuple[str, Words], ...] = (
    ("missing )", Words("не закрыта скобка «(»", 'the bracket "(" is not closed')),
    ("missing ]", Words("не закрыта скобка «[»", 'the bracket "[" is not closed')),
    ("unexpected )", Words("скобка «)» ничего не закрывает", 'the bracket ")" closes nothing')),
    (
        "invalid character class range",
        Words("границы в «[ ]» идут не по порядку или такого класса нет", 'the range in "[ ]" is not one'),
    ),
    ("invalid perl operator", Words("такая запись в скобках не поддерживается", "this kind of group is not supported")),
    ("bad repetition operator", Words("два повторения подряд", "two repetitions in a row")),
    (
        "invalid repetition size",
        Words("повторений может быть 0–1000, меньшее первым", "repetitions are 0–1000 in order"),
    ),
    ("no argument for repetition", Words("повторению нечего повторять", "nothing stands before the repetition")),
    ("trailing \\", Words("после «\\» должен стоять знак", 'something must follow the "\\"')),
    ("invalid escape sequence", Words("после «\\» такой знак не поддерживается", "this escape is not supported")),
    ("invalid named capture", Words("имя группы записано не так", "the name of the group is not written like this")),
)
TOO_LONG = Words(f"не больше {MAX_REGEX} знаков", f"at most {MAX_REGEX} characters")
EMPTY = Words("Впишите правило, например 9\\d{9}", "Type the rule, for example 9\\d{9}")
SENTENCE = Words("Правило не годится: {why} (знак {place}).", "The rule will not do: {why} (at {place}).")
UNKNOWN = Words("его не удаётся прочитать", "it cannot be read")


class Trouble(NamedTuple):
    """What is wrong with an expression, and at which of its characters, counted from 0."""

    position: int
    words: Words


def trouble(regex: str) -> Trouble | None:
    """None for an expression that may be used."""
    if not regex:
        return Trouble(0, EMPTY)
    try:
        fields.compiled(regex)
    except Rejected as no:
        place = _place(regex, no.detail)
        why = _why(regex, no.detail)
        words = SENTENCE.ru.format(why=why.ru, place=place + 1), SENTENCE.en.format(why=why.en, place=place + 1)
        return Trouble(place, Words(*words))
    return None


def _why(regex: str, said: str) -> Words:
    if len(regex) > MAX_REGEX:
        return TOO_LONG
    return next((words for start, words in REASONS if said.startswith(start)), UNKNOWN)


def _place(regex: str, said: str) -> int:
    """The engine quotes the part it stumbled over; of an open bracket it quotes everything."""
    if len(regex) > MAX_REGEX:
        return MAX_REGEX
    if said.startswith("trailing"):
        return len(regex) - 1
    if said.startswith(("missing )", "missing ]", "unexpected )")):
        return _bracket(regex)
    _, _, quoted = said.partition(": ")
    found = regex.find(quoted) if quoted else -1
    return max(found, 0)


def _bracket(regex: str) -> int:
    """The first bracket that closes nothing, else the last one that nothing closes."""
    opened: list[int] = []
    place, in_class = 0, -1
    while place < len(regex):
        letter = regex[place]
        if letter == "\\":
            place += 1
        elif in_class >= 0:
            if letter == "]" and place > in_class + 1:
                in_class = -1
        elif letter == "[":
            in_class = place
        elif letter == "(":
            opened.append(place)
        elif letter == ")":
            if not opened:
                return place
            opened.pop()
        place += 1
    return in_class if in_class >= 0 else (opened[-1] if opened else 0)
