"""Sums and shares as the terminal's operator reads them, in both languages."""

from common import money
from common.words import Words, same


def sum_words(amount: int) -> Words:
    """A sum in roubles."""
    return Words(f"{money.text(amount)} ₽", f"{money.text(amount, english=True)} ₽")


def percent(share: int) -> Words:
    """«2,5» for 250 hundredths."""
    whole, part = divmod(share, 100)
    digits = f"{part:02d}".rstrip("0")
    return Words(f"{whole},{digits}", f"{whole}.{digits}") if digits else same(whole)


def filled(words: Words, **parts: Words) -> Words:
    """Words with words in their places, each language in its own."""
    russian = {name: one.ru for name, one in parts.items()}
    english = {name: one.en for name, one in parts.items()}
    return Words(words.ru.format(**russian), words.en.format(**english))
