"""Everything that may be wrong with a provider's contract as it is filled in, said about each field in words."""

from collections.abc import Callable, Collection, Iterator

import msgspec

from common.database import Connection
from common.errors import Rejected
from common.fields import demand_sound
from common.http_client import trust
from common.money import LARGEST, RUB
from common.protocol import codes
from common.protocol.card import Card, CardKind
from common.protocol.dialects import osmp
from common.protocol.mistake import Mistake
from common.retry import RetryPolicy
from common.words import Words
from processing_app.service.asks.providers import RetryDraft
from processing_app.service.dialects import DIALECTS, OSMP
from processing_app.store import contracts

MOST_LANES = 8
LONGEST_TIMEOUT_MS = 120_000
NO_CARD = Words("Нужна карточка поставщика", "A provider's card is needed")
NOT_A_PROVIDERS = Words(
    "Это карточка для другой роли: нужна карточка поставщика для процессинга",
    "This card is for another role: a provider's card for a processing centre is needed",
)
DIALECT = Words("Протокол «{given}» не поддерживается", "Dialect «{given}» is not supported")
CURRENCY = Words("Договор ведётся в рублях, в карточке {given}", "Contracts are in roubles, the card says {given}")
LIMITS = Words(
    "Границы суммы перевёрнуты или не больше нуля", "The limits of sums are the wrong way round or not above zero"
)
LANES = Words("Одновременных запросов от 1 до {most}", "From 1 to {most} requests at once")
TIMEOUT = Words("Ждать ответа от 1 мс до {most} с", "Wait for an answer from 1 ms to {most} s")
KNOWN = Words("Такой договор уже есть: {name} ({number})", "This contract exists already: {name} ({number})")


def of_card(db: Connection, card: Card | None, provider_id: int, own: Collection[str]) -> Iterator[Mistake]:
    """What is wrong with the card, and whether its contract is signed already by another number; `own` are our URLs."""
    if card is None:
        yield Mistake(field="card", words=NO_CARD)
        return
    if card.kind is not CardKind.PROVIDER:
        yield Mistake(field="card", words=NOT_A_PROVIDERS)
    if card.dialect not in DIALECTS:
        yield Mistake(field="card", words=DIALECT.format(given=card.dialect[:40]))
    if card.currency != RUB:
        yield Mistake(field="card", words=CURRENCY.format(given=card.currency[:10]))
    if not 0 < card.minimum <= card.maximum <= LARGEST:
        yield Mistake(field="card", words=LIMITS)
    address = trust.mistake(card.url, own)
    if address is not None:
        yield Mistake(field="url", words=address)
    yield from _refusal("card", lambda: demand_sound(card.fields))
    if card.dialect == OSMP:
        yield from _refusal("card", lambda: osmp.demand_fields([field.name for field in card.fields]))
    for row in contracts.providers(db):
        known = msgspec.json.decode(row["card"], type=Card)
        same = (known.url, known.login, row["active"]) == (card.url, card.login, 1)
        if same and row["provider_id"] != provider_id:
            yield Mistake(field="card", words=KNOWN.format(name=known.name.ru, number=row["provider_id"]))


def of_delivery(timeout_ms: int, lanes: int) -> Iterator[Mistake]:
    """What is wrong with how it is called."""
    if not 0 < lanes <= MOST_LANES:
        yield Mistake(field="lanes", words=LANES.format(most=MOST_LANES))
    if not 0 < timeout_ms <= LONGEST_TIMEOUT_MS:
        yield Mistake(field="timeout_ms", words=TIMEOUT.format(most=LONGEST_TIMEOUT_MS // 1000))


def of_retry(draft: RetryDraft) -> Iterator[Mistake]:
    """What is wrong with its retry policy, number by number."""
    for name, value in msgspec.structs.asdict(draft).items():
        try:
            msgspec.convert({name: value}, RetryPolicy)
        except msgspec.ValidationError:
            yield Mistake(field=f"retry.{name}", words=RETRY)


def of_codes(card: Card | None, table: osmp.CodeTable | None) -> Iterator[Mistake]:
    """What is wrong with the meanings of its codes, where its dialect has any."""
    if card is not None and card.dialect == OSMP and table is not None:
        yield from _refusal("code_table", lambda: osmp.demand_sound(table))


RETRY = Words(
    "Паузы не меньше нуля и не больше года, попыток и возраста не меньше одного",
    "Pauses are not below zero nor above a year, attempts and age at least one",
)


def _refusal(field: str, demand: Callable[[], object]) -> Iterator[Mistake]:
    try:
        demand()
    except Rejected as no:
        yield Mistake(field=field, words=codes.words_of(no))
