"""Counts and sums as letters say them, in either language."""

from common import money
from common.words import Language, Words

FORMS = (Words("платёж", "payment"), Words("платежа", "payments"), Words("платежей", "payments"))
NONE = Words("нет", "none")
NONE_CREDITED = Words("зачисленных платежей нет", "no payments were credited")
NO_PAYMENTS = Words("платежей не было", "no payments")


def sum_of(amount: int, language: Language) -> str:
    """«5 400,00 ₽»."""
    return f"{money.text(amount, english=language == 'en')}\u00a0₽"


def payments(number: int, language: Language) -> str:
    """«1 платёж», «2 платежа», «12 платежей»."""
    grouped = f"{number:,}" if language == "en" else f"{number:,}".replace(",", "\u00a0")
    return f"{grouped} {FORMS[_form(number, language)].of(language)}"


def payments_for(number: int, amount: int, language: Language, none: Words = NONE) -> str:
    """«12 платежей на 5 400,00 ₽», or that there are none."""
    if not number:
        return none.of(language)
    return f"{payments(number, language)} {'for' if language == 'en' else 'на'} {sum_of(amount, language)}"


def _form(number: int, language: Language) -> int:
    if language == "en":
        return 0 if number == 1 else 1
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2
