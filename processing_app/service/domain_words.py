"""The domain in words: its kinds, its fields, and a value as people compare it with another."""

from collections.abc import Sequence
from typing import Any

from common.money import text
from common.words import Words, same
from processing_app.core.domain import DomainObject
from processing_app.core.flows import Fixed, Flow, MaxOf, MinOf, Role, Share, SumOf, Volume
from processing_app.core.rounding import Rounding

KINDS = {
    "owner": Words("Владелец", "Owner"),
    "shop": Words("Магазин", "Shop"),
    "payee": Words("Получатель", "Payee"),
    "terms": Words("Условия", "Terms"),
    "bank": Words("Банк", "Bank"),
    "pos": Words("Точка продаж", "POS"),
}
FIELDS = {
    "name": Words("Название", "Name"),
    "inn": Words("ИНН", "Taxpayer's number"),
    "tax_system": Words("Система налогообложения", "Tax system"),
    "active": Words("Открыт", "Open"),
    "owner_id": Words("Владелец", "Owner"),
    "account": Words("Счёт", "Account"),
    "bic": Words("БИК", "BIC"),
    "methods": Words("Способы оплаты", "Payment methods"),
    "systems": Words("Платёжные системы", "Card systems"),
    "currency": Words("Валюта", "Currency"),
    "minimum": Words("Сумма от", "Smallest sum"),
    "maximum": Words("Сумма до", "Largest sum"),
    "lifetime_seconds": Words("Время жизни платежа, с", "A payment's lifetime, s"),
    "hold_seconds": Words("Длительность холда, с", "Length of a hold, s"),
    "bank": Words("Банк", "Bank"),
    "flows": Words("Схема проводок", "Cash flow"),
    "rounding": Words("Округление", "Rounding"),
    "levy": Words("Сбор за опротестование", "Chargeback levy"),
    "adapter": Words("Протокол", "Adapter"),
    "shop_id": Words("Магазин", "Shop"),
    "payee_id": Words("Получатель", "Payee"),
    "terms_id": Words("Условия", "Terms"),
    "origins": Words("Страницы магазина", "Origins"),
    "return_urls": Words("Адреса возврата", "Return URLs"),
}
SUMS = frozenset({"minimum", "maximum", "levy"})
VALUES = {
    "card": Words("карта", "card"),
    "link": Words("QR-код или ссылка банка", "a bank's QR code or link"),
    "kiosk": Words("наличные в терминале", "cash at a kiosk"),
    "general": Words("общая", "general"),
    "simplified_income": Words("упрощённая, доход", "simplified, income"),
    "simplified_profit": Words("упрощённая, доход минус расход", "simplified, income minus expenses"),
    "agricultural": Words("сельскохозяйственный налог", "agricultural"),
    "patent": Words("патент", "patent"),
    "simulated": Words("имитатор банка", "the simulated bank"),
    Rounding.HALF_AWAY.value: Words("половина вверх", "half away from zero"),
    Rounding.HALF_TOWARDS.value: Words("половина вниз", "half towards zero"),
}
ROLES = {
    Role.BANK: Words("банк", "bank"),
    Role.HOLD: Words("холд", "hold"),
    Role.POS: Words("точка продаж", "POS"),
    Role.COMMISSION: Words("комиссия центра", "the centre's commission"),
}
SHARE = Words("{part} от суммы", "{part} of the sum")
SURPLUS = Words("{part} от остатка", "{part} of what is left")
CHOICES = {
    "min_of": Words("меньшее из ({all})", "the least of ({all})"),
    "max_of": Words("большее из ({all})", "the largest of ({all})"),
    "sum_of": Words("сумма ({all})", "the sum of ({all})"),
}
YES, NO, NOTHING = Words("да", "yes"), Words("нет", "no"), Words("", "")
EMPTY = Words("нет", "none")


def fields(thing: DomainObject) -> list[str]:
    """The fields that an object of its kind may differ in."""
    return [name for name in thing.__struct_fields__ if name != "id"]


def shown(field: str, value: Any) -> Words:
    """A field's value as people read it."""
    if isinstance(value, bool):
        return YES if value else NO
    if field in SUMS:
        return Words(f"{text(value)} ₽", f"{text(value, english=True)} ₽")
    if field == "flows":
        return _joined([_flow(one) for one in value], "; ") if value else EMPTY
    if isinstance(value, tuple):
        return _joined([VALUES.get(one, same(one)) for one in value], ", ") if value else EMPTY
    return VALUES.get(str(value), same(value))


def _flow(flow: Flow) -> Words:
    source, destination, volume = ROLES[flow.source], ROLES[flow.destination], _volume(flow.volume)
    name = f"{flow.name}: " if flow.name else ""
    return Words(
        f"{name}{source.ru} → {destination.ru}: {volume.ru}", f"{name}{source.en} → {destination.en}: {volume.en}"
    )


def _volume(formula: Volume) -> Words:
    if isinstance(formula, Fixed):
        return Words(f"{text(formula.amount)} ₽", f"{text(formula.amount, english=True)} ₽")
    if isinstance(formula, Share):
        return (SURPLUS if formula.of == "surplus" else SHARE).format(part=_part(formula.p, formula.q))
    parts = _joined([_volume(one) for one in formula.volumes], ", ")
    words = CHOICES[_tag(formula)]
    return Words(words.ru.format(all=parts.ru), words.en.format(all=parts.en))


def _part(p: int, q: int) -> str:
    """In percent where that is a short number, else p/q."""
    hundredths, rest = divmod(p * 10_000, q)
    if rest:
        return f"{p}/{q}"
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",") + " %"


def _tag(formula: MinOf | MaxOf | SumOf) -> str:
    return str(formula.__struct_config__.tag)


def _joined(parts: Sequence[Words], mark: str) -> Words:
    return Words(mark.join(one.ru for one in parts), mark.join(one.en for one in parts))
