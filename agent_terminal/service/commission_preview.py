"""What a commission would take of usual sums, what is wrong with it, and what may surprise a payer."""

from agent_terminal.core import sums
from agent_terminal.core.sums import Terms
from agent_terminal.service import kept, messages, wording
from common.database import Connection
from common.money import Range, commission
from common.protocol.mistake import Mistake
from common.protocol.processing import DirectoryEntry
from common.words import Words

EXAMPLE = 100_000
EXAMPLES = (5_000, 10_000, 50_000, 100_000, 500_000)
WHOLE = 10_000
DEAR = 1_000
"""Ten per cent: a payer notices, and may look for another terminal."""
PERCENT = Words("Процент от 0 до 50.", "From 0 to 50 per cent.")
NOT_NEGATIVE = Words("Не меньше нуля.", "Not below zero.")
UPSIDE_DOWN = Words("Наибольшая комиссия меньше наименьшей.", "The greatest fee is below the least.")
NOBODY = Words("Такого поставщика или группы нет в справочнике.", "The directory has no such provider or group.")
LEAST_FEE = Words(
    "С {cash} комиссия {fee} — это {share} %: действует «не меньше {minimum}». Плательщик увидит её до внесения.",
    "Of {cash} the fee is {fee}, {share}%: “at least {minimum}” applies. The payer sees it before inserting cash.",
)
EATS_ALL = Words(
    "С {cash} комиссия забирает всё: одной такой купюрой заплатить нельзя.",
    "Of {cash} the fee takes everything: one such note alone pays for nothing.",
)
EXPENSIVE = Words("Со 1 000 ₽ комиссия больше 10 %.", "Of 1,000 ₽ the fee is above 10%.")
LEAST_CASH = Words(
    "{name}: чтобы зачислить наименьшие {minimum}, нужно внести не меньше {cash}.",
    "{name}: to credit the smallest {minimum}, at least {cash} must be inserted.",
)
NEVER = Words(
    "{name}: никакая внесённая сумма не даст наименьших {minimum}.",
    "{name}: no cash at all makes the smallest {minimum}.",
)


def preview(db: Connection, ask: messages.PreviewCommission) -> messages.CommissionPreview:
    """Examples, mistakes, warnings."""
    mistakes = [*unsound(ask), *_unknown(db, ask)]
    if any(one.field != "whom" for one in mistakes):
        return messages.CommissionPreview(rows=[], mistakes=mistakes, warnings=[])
    tariff = range_of(ask)
    rows = [_row(cash, tariff) for cash in EXAMPLES]
    return messages.CommissionPreview(rows=rows, mistakes=mistakes, warnings=_warnings(db, ask, tariff, rows))


def range_of(ask: messages.SetCommission | messages.PreviewCommission) -> Range:
    """The commission as the rules take it: one for all sums."""
    return Range(0, None, ask.basis_points, ask.fixed, ask.minimum, ask.maximum)


def unsound(ask: messages.SetCommission | messages.PreviewCommission) -> list[Mistake]:
    """What no commission may be."""
    found = []
    if not 0 <= ask.basis_points <= sums.MAX_BASIS_POINTS:
        found.append(Mistake(field="basis_points", words=PERCENT))
    found += [Mistake(field=name, words=NOT_NEGATIVE) for name in ("fixed", "minimum") if getattr(ask, name) < 0]
    if ask.maximum is not None and ask.maximum < max(ask.minimum, 0):
        found.append(Mistake(field="maximum", words=UPSIDE_DOWN))
    if ask.group and ask.provider_id is not None:
        found.append(Mistake(field="whom", words=NOBODY))
    return found


def _unknown(db: Connection, ask: messages.PreviewCommission) -> list[Mistake]:
    known = kept.providers(db)
    ids, groups = {one.provider_id for one in known}, {one.group.ru for one in known}
    lacks = (ask.group and ask.group not in groups) or (ask.provider_id is not None and ask.provider_id not in ids)
    return [Mistake(field="whom", words=NOBODY)] if lacks and not _has_own(db, ask) else []


def _row(cash: int, tariff: Range) -> messages.PreviewRow:
    part = sums.split(cash, (tariff,))
    return messages.PreviewRow(inserted=cash, fee=part.fee, credited=part.amount, share=part.fee * WHOLE // cash)


def _warnings(
    db: Connection, ask: messages.PreviewCommission, tariff: Range, rows: list[messages.PreviewRow]
) -> list[Words]:
    found = [wording.filled(EATS_ALL, cash=wording.sum_words(row.inserted)) for row in rows if not row.credited]
    smallest = next((row for row in rows if row.credited), None)
    if smallest is not None and tariff.minimum and smallest.fee == tariff.minimum:
        found.append(
            wording.filled(
                LEAST_FEE,
                cash=wording.sum_words(smallest.inserted),
                fee=wording.sum_words(smallest.fee),
                share=wording.percent(smallest.share),
                minimum=wording.sum_words(tariff.minimum),
            )
        )
    if commission(EXAMPLE, (tariff,)) * WHOLE > DEAR * EXAMPLE:
        found.append(EXPENSIVE)
    return found + [words for one in _about(db, ask) if (words := _least(one, tariff)) is not None]


def _about(db: Connection, ask: messages.PreviewCommission) -> list[DirectoryEntry]:
    """The providers whose own least sums are worth a word: the one, or those of the group."""
    return [
        one
        for one in kept.providers(db)
        if one.provider_id == ask.provider_id or (ask.group and one.group.ru == ask.group)
    ]


def _least(entry: DirectoryEntry, tariff: Range) -> Words | None:
    """What must be inserted for the provider's smallest sum, where the commission makes that much more."""
    minimum = max(entry.minimum, 1)
    cash = sums.least(Terms(minimum, entry.maximum, (tariff,)))
    if cash is None:
        return wording.filled(NEVER, name=entry.name, minimum=wording.sum_words(minimum))
    if (cash - minimum) * WHOLE <= DEAR * cash:
        return None
    return wording.filled(LEAST_CASH, name=entry.name, minimum=wording.sum_words(minimum), cash=wording.sum_words(cash))


def _has_own(db: Connection, ask: messages.PreviewCommission) -> bool:
    """Whoever left the directory may still be edited."""
    return ask.group in kept.group_tariffs(db) or str(ask.provider_id) in kept.tariffs(db)
