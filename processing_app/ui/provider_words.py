"""How a provider's contract and its health read in lists and cards."""

from datetime import datetime

from common.protocol.card import Card
from common.qt import wording
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words
from processing_app.service.asks.providers import ProviderContract

ENDED = Words("Убран из справочника", "Out of the directory")
BY_HAND = Words("Остановлен, платежи ждут", "Stopped, payments wait")
PAUSED = Words("Остановлен: договор с ошибкой", "Stopped: the contract is wrong")
SILENT = Words("Не отвечает, платежи ждут", "Does not answer, payments wait")
WORKS = Words("Отвечает", "Answers")
NEVER = Words("Ещё не было обменов", "No exchanges yet")
DIALECTS = {
    "json": Words("JSON", "JSON"),
    "osmp": Words("OSMP (XML)", "OSMP (XML)"),
    "orders": Words("Заказы магазинов", "Orders of shops"),
    "wallets": Words("Кошельки", "Wallets"),
}


def provider_state(provider: ProviderContract) -> Shown:
    """What is true of it now, the gravest first."""
    if not provider.active:
        return Shown("cancelled", ENDED, Token.NEUTRAL)
    if provider.paused:
        by_hand = provider.paused == "by_hand"
        return Shown("stopped", BY_HAND, Token.WAITING) if by_hand else Shown("failed", PAUSED, Token.ERROR)
    health = provider.health
    if health is None or health.reachable is None:
        return Shown("created", NEVER, Token.NEUTRAL)
    return Shown("ok", WORKS, Token.OK) if health.reachable else Shown("waiting", SILENT, Token.WAITING)


def refusals(provider: ProviderContract) -> int | None:
    """The share of final refusals among its exchanges, in hundredths of a percent."""
    return None if provider.health is None else provider.health.refused_share


def trouble_words(provider: ProviderContract, now: datetime) -> Words | None:
    """The last trouble and when it was."""
    health = provider.health
    if health is None or health.trouble is None or health.trouble_at is None:
        return None
    when = wording.moment(health.trouble_at, now)
    return Words(f"{when}: {health.trouble.ru}", f"{when}: {health.trouble.en}")


def milliseconds_words(provider: ProviderContract) -> Words | None:
    """The median of the last answers."""
    ms = provider.health.median_ms if provider.health is not None else None
    return None if ms is None else Words(f"{ms} мс", f"{ms} ms")


def card_words(card: Card) -> Words:
    """What a card brings: its protocol, its fields, its limits."""
    ru = ", ".join(field.label.ru for field in card.fields)
    en = ", ".join(field.label.en or field.label.ru for field in card.fields)
    low, high = card.minimum, card.maximum
    dialect = DIALECTS.get(card.dialect, Words(card.dialect, card.dialect))
    return Words(
        f"{dialect.ru}. Реквизиты: {ru}. Сумма от {wording.money(low, 'ru')} до {wording.money(high, 'ru')}.",
        f"{dialect.en}. Fields: {en}. Sums from {wording.money(low, 'en')} to {wording.money(high, 'en')}.",
    )
