"""A commission as people read it: «3 % + 5,00 ₽, не меньше 10,00 ₽»."""

from agent_terminal.service.messages import Commission
from common.qt import wording
from common.words import Language, Words

PERCENT = Words("{share} %", "{share}%")
AT_LEAST, AT_MOST = Words("не меньше {sum}", "at least {sum}"), Words("не больше {sum}", "at most {sum}")
NONE = Words("без комиссии", "no commission")


def commission_words(one: Commission) -> Words:
    """The whole of it in both languages."""
    return Words(_said(one, "ru"), _said(one, "en"))


def share(basis_points: int, tongue: Language) -> str:
    """«2,5» for 250 hundredths of a percent."""
    text = wording.bare_money(basis_points, tongue)
    return text.rstrip("0").rstrip(",.") if basis_points % 100 else text[:-3]


def _said(one: Commission, tongue: Language) -> str:
    first = [PERCENT.of(tongue).format(share=share(one.basis_points, tongue))] if one.basis_points else []
    first += [wording.money(one.fixed, tongue)] if one.fixed else []
    rest = [AT_LEAST.of(tongue).format(sum=wording.money(one.minimum, tongue))] if one.minimum else []
    rest += [AT_MOST.of(tongue).format(sum=wording.money(one.maximum, tongue))] if one.maximum is not None else []
    return ", ".join([part for part in (" + ".join(first), *rest) if part]) or NONE.of(tongue)
