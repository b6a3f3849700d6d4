"""What an explanation of a code consists of: its fields, what is wrong with it, and whether it can be paid here."""

from dataclasses import dataclass, field
from typing import Literal

from common.words import Words, same

Format = Literal["emv", "cpm", "gost", "sbp", "link", "barcode", "unknown"]
NAMES: dict[Format, Words] = {
    "emv": Words("QR продавца по EMVCo (MPM)", "A seller's QR by EMVCo (MPM)"),
    "cpm": Words("QR покупателя по EMVCo (CPM)", "A buyer's QR by EMVCo (CPM)"),
    "gost": Words("Квитанция по ГОСТ Р 56042", "A bill by GOST R 56042"),
    "sbp": Words("Ссылка СБП", "An SBP link"),
    "link": Words("Ссылка нашей сети", "A link of our network"),
    "barcode": Words("Штрихкод покупателя", "A buyer's barcode"),
    "unknown": Words("Не платёжный код", "Not a payment code"),
}
NO_WORDS = Words("", "")
FITS = Words("сходится", "fits")


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a code: its tag as written there, what it is, its value as written, and what that means.

    `depth` above 0: it stands inside the template above it.
    """

    tag: str
    name: Words
    value: str
    meaning: Words = NO_WORDS
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what to do; `where` is a tag. Not grave: readers take such a code, but it is worth knowing."""

    code: str
    words: Words
    where: str
    advice: Words
    grave: bool = True


@dataclass(frozen=True, slots=True)
class Explained:
    """A code, told in words. `payable`: our network takes it, as far as it can be told without asking the centre."""

    format: Format
    fields: tuple[Field, ...]
    problems: tuple[Problem, ...]
    payable: bool
    why: Words

    @property
    def name(self) -> Words:
        """The format as people call it."""
        return NAMES[self.format]

    @property
    def wrong(self) -> bool:
        """Is anything so wrong that a reader may refuse the code?"""
        return any(problem.grave for problem in self.problems)


@dataclass(slots=True)
class Notes:
    """Fields and problems as they are found."""

    fields: list[Field] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, tag: str, name: Words, value: str, meaning: Words | str = NO_WORDS, depth: int = 0) -> None:
        """A field."""
        self.fields.append(Field(tag, name, value, same(meaning) if isinstance(meaning, str) else meaning, depth))

    def wrong(self, code: str, words: Words, where: str, advice: Words) -> None:
        """Something that readers refuse."""
        self.problems.append(Problem(code, words, where, advice))

    def note(self, code: str, words: Words, where: str, advice: Words) -> None:
        """Something that readers let pass."""
        self.problems.append(Problem(code, words, where, advice, grave=False))

    def done(self, kind: Format, why: Words, *, payable: bool = False) -> Explained:
        """The explanation; what is grave comes first."""
        problems = sorted(self.problems, key=lambda problem: not problem.grave)
        wrong = any(problem.grave for problem in problems)
        return Explained(kind, tuple(self.fields), tuple(problems), payable and not wrong, why)
