"""A text that people read, in both languages of the network."""

from typing import Literal

import msgspec

Language = Literal["ru", "en"]


class Words(msgspec.Struct, frozen=True):
    """The same text in Russian and in English; Russian is shown first."""

    ru: str
    en: str

    def __str__(self) -> str:
        return self.ru

    def of(self, language: Language) -> str:
        """The text in one language."""
        return self.en if language == "en" else self.ru

    def format(self, **values: object) -> "Words":
        """The same text with its `{names}` filled in."""
        return Words(self.ru.format(**values), self.en.format(**values))


def same(text: object) -> Words:
    """Names, numbers, codes, paths: what reads alike in both languages."""
    return Words(str(text), str(text))
