"""An explanation as a table of text."""

from collections.abc import Iterator, Sequence

from common.pay_codes.explained import Explained, Field, Problem
from common.pay_codes.make import Form
from common.pay_codes.vouching import UNCHECKED
from common.words import Language, Words

HEADS = (Words("Поле", "Field"), Words("Что это", "What it is"), Words("Значение", "Value"), Words("Смысл", "Meaning"))
FINE = Words("Ошибок нет.", "Nothing is wrong.")
PAYABLE, NOT_PAYABLE = (
    Words("✓ Можно платить.", "✓ Can be paid."),
    Words("○ Платить у нас нельзя.", "○ Cannot be paid here."),
)
UNKNOWN = Words("○ Можно ли платить, неизвестно.", "○ Whether it can be paid is not known.")
NEEDED, OPTIONAL = Words("обязательно", "needed"), Words("", "")
WIDEST = 46
"""Characters of a cell above which those after it are not moved to the right for its sake."""


def table(explained: Explained, language: Language) -> str:
    """What it is, what is wrong, every field, and whether it can be paid."""
    return "\n".join(_lines(explained, language))


def fields_of(form: Form, language: Language) -> str:
    """What may be given for a format."""
    rows = [
        (ask.key, ask.name.of(language), ask.example, (NEEDED if ask.needed else OPTIONAL).of(language))
        for ask in form.asks
    ]
    return "\n".join([form.name.of(language), *_aligned(rows)])


def _lines(explained: Explained, language: Language) -> Iterator[str]:
    yield explained.name.of(language)
    if explained.problems or explained.format != "unknown":
        yield ""
    for problem in explained.problems:
        yield from _problem(problem, language)
    if not explained.problems and explained.format != "unknown":
        yield f" ✓ {FINE.of(language)}"
    if explained.fields:
        yield ""
        rows = [tuple(head.of(language) for head in HEADS), *(_row(field, language) for field in explained.fields)]
        yield from _aligned(rows)
    yield ""
    yield f"{_verdict(explained).of(language)} {explained.why.of(language)}"


def _verdict(explained: Explained) -> Words:
    """A signature that nobody could check is no «no»."""
    if explained.why == UNCHECKED:
        return UNKNOWN
    return PAYABLE if explained.payable else NOT_PAYABLE


def _problem(problem: Problem, language: Language) -> Iterator[str]:
    sign = "✗" if problem.grave else "·"
    yield f" {sign} {problem.words.of(language)}"
    yield f"   → {problem.advice.of(language)}"


def _row(field: Field, language: Language) -> tuple[str, ...]:
    return ("  " * field.depth + field.tag, field.name.of(language), shown(field.value), field.meaning.of(language))


def shown(value: str) -> str:
    """A value on one line: what would move the cursor is written by its number."""
    return "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in value)


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [
        max((len(row[column]) for row in rows if len(row[column]) <= WIDEST), default=0)
        for column in range(len(rows[0]))
    ]
    for row in rows:
        yield (" " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))).rstrip()
