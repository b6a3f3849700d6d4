"""Sums as the report's texts say them: in roubles, in both languages; what is no sum stays what it is."""

from common.money import text


def ru(amount: object) -> str:
    """Russian: 100,00 ₽."""
    return f"{text(amount)} ₽" if type(amount) is int else f"{amount}"


def en(amount: object) -> str:
    """English: 100.00 ₽."""
    return f"{text(amount, english=True)} ₽" if type(amount) is int else f"{amount}"
