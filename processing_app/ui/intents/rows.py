"""What the pages about one intent list: lines of its story, sums, postings, fields."""

from itertools import accumulate
from typing import Any, NamedTuple

import msgspec

from common.protocol.shop.parts import BankCard, BankLink, CartLine, HoldFlow, KioskCash, Rational
from common.protocol.shop.payments import Payment
from common.qt import wording
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.service.asks.intents import IntentState, IntentStory
from processing_app.service.asks.story import DecisionRow, EventRow
from processing_app.ui.intents import words as said
from processing_app.wording import who


class Line(NamedTuple):
    """A line of the story: an event, or (version 0) what a person decided; `then` is the event it comes after."""

    version: int
    then: int
    at: Any
    shown: Shown
    who: Words
    more: Words


class Moved(NamedTuple):
    """One posting."""

    key: str
    at: Any
    words: Words
    source: str
    destination: str
    amount: int


class MoneyLine(NamedTuple):
    """A payment, a refund or a dispute."""

    key: str
    what: Words
    state: Shown
    amount: int
    captured: int | None
    refunded: int | None
    more: Words
    at: Any


class Datum(NamedTuple):
    """One field."""

    name: Words
    value: Words


def lines(story: IntentStory) -> list[Line]:
    """Events and decisions in the order of time."""
    told = [*(_of_event(one) for one in story.events), *(_of_decision(one) for one in story.decisions)]
    told.sort(key=lambda line: line.at)
    latest = accumulate((line.version for line in told), max)
    return [line._replace(then=version) for line, version in zip(told, latest, strict=True)]


def _of_event(one: EventRow) -> Line:
    return Line(one.version, one.version, one.at, said.event_shown(one), said.who_words(one), said.NOTHING)


def _of_decision(one: DecisionRow) -> Line:
    return Line(0, 0, one.at, Shown("note", one.words, Token.NEUTRAL), who(one.principal), same(one.reason))


def then(state: IntentState) -> dict[str, Words]:
    """The state of an intent in words, by the names of facts; what is empty is left out."""
    money = _sums(state.payments)
    shown = {
        "then-status": said.INTENT[state.intent.status].words,
        "then-payments": _listed(
            [(Words(f"№ {one.id}", f"no. {one.id}"), said.PAYMENT[one.status].words) for one in state.payments]
        ),
        "then-captured": said.money_words(money[0], state.intent.currency),
        "then-refunded": said.money_words(money[1], state.intent.currency),
        "then-disputes": _listed(
            [(said.STAGES[one.stage], said.CHARGEBACK[one.status].words) for one in state.chargebacks]
        ),
        "then-stopped": said.stop_words(state.stopped),
    }  # fmt: skip
    return {name: words for name, words in shown.items() if words.ru}


def _sums(payments: list[Payment]) -> tuple[int, int]:
    return sum(one.captured_amount for one in payments), sum(one.refunded_amount for one in payments)


def _listed(pairs: list[tuple[Words, Words]]) -> Words:
    return Words(
        "; ".join(f"{name.ru}: {words.ru}" for name, words in pairs),
        "; ".join(f"{name.en}: {words.en}" for name, words in pairs),
    )


def money(state: IntentState) -> list[MoneyLine]:
    """Payments, each with its refunds and disputes under it."""
    lines = []
    for one in state.payments:
        what = Words(f"Платёж {one.id}", f"Payment {one.id}")
        lines.append(
            MoneyLine(
                f"p{one.id}",
                what,
                said.PAYMENT[one.status],
                one.amount,
                one.captured_amount,
                one.refunded_amount,
                _more(one),
                one.created_at,
            )
        )
        lines += [
            MoneyLine(
                f"r{one.id}.{back.id}", Words(f"  возврат {back.id}", f"  refund {back.id}"),
                said.REFUND[back.status], back.amount, None, None, same(back.reason), back.created_at,
            )
            for back in state.refunds
            if back.payment_id == one.id
        ]  # fmt: skip
        lines += [
            MoneyLine(
                f"c{one.id}.{dispute.id}", Words(f"  спор {dispute.id}", f"  dispute {dispute.id}"),
                said.CHARGEBACK[dispute.status], dispute.amount, None, None,
                _dispute(said.STAGES[dispute.stage], dispute.reason_code, dispute.levy), dispute.created_at,
            )
            for dispute in state.chargebacks
            if dispute.payment_id == one.id
        ]  # fmt: skip
    return lines


def _dispute(stage: Words, code: str, levy: int) -> Words:
    sums = said.money_words(levy)
    return Words(f"{stage.ru}, код {code}, сбор {sums.ru}", f"{stage.en}, code {code}, levy {sums.en}")


def _more(one: Payment) -> Words:
    details = one.payer.payment_tool_details
    parts: list[Words] = []
    if isinstance(details, BankCard):
        parts.append(same(f"{details.card_number_mask} {details.payment_system}"))
    elif isinstance(details, KioskCash):
        parts.append(Words(f"терминал, {details.payment_code}", f"kiosk, {details.payment_code}"))
    elif isinstance(details, BankLink):
        parts.append(Words(f"банк {details.bank}", f"bank {details.bank}"))
    if isinstance(one.flow, HoldFlow) and one.status == "authorized" and one.flow.held_until:
        until = wording.moment(one.flow.held_until)
        parts.append(Words(f"держится до {until}", f"held until {until}"))
    if one.error is not None:
        parts.append(same(one.error.code))
    return Words(", ".join(part.ru for part in parts), ", ".join(part.en for part in parts))


def data(story: IntentStory) -> list[Datum]:
    """Every field that has a value."""
    one, row = story.state.intent, story.row
    payer = next((each.payer for each in reversed(story.state.payments)), None)
    contact, client = (payer.contact_info, payer.client_info) if payer is not None else (None, None)
    pairs: list[tuple[Words, Words]] = [
        (Words("Номер намерения", "Intent id"), same(one.id)),
        (Words("Номер у магазина", "The shop's number"), same(one.external_id)),
        (Words("Магазин", "Shop"), same(row.shop_id)),
        (Words("Точка продаж", "POS"), same(one.shop_id)),
        (Words("Сумма", "Sum"), said.money_words(one.amount, one.currency)),
        (Words("Товар", "Product"), same(one.product)),
        (Words("Описание", "Description"), same(one.description)),
        (Words("Код для терминала", "Code for kiosks"), same(row.kiosk_code)),
        (Words("Создано", "Made"), same(wording.exact(one.created_at))),
        (Words("Оплатить до", "Due"), same(wording.exact(one.due_date))),
        (Words("Изменено", "Changed"), same(wording.exact(row.changed))),
        (Words("Проснётся", "Wakes"), same(wording.exact(row.wake_at) if row.wake_at else "")),
        (Words("Причина отмены", "Reason of the end"), same(one.reason)),
        (Words("Почта плательщика", "The payer's e-mail"), same(contact.email if contact else "")),
        (Words("Телефон плательщика", "The payer's phone"), same(contact.phone_number if contact else "")),
        (Words("Адрес плательщика", "The payer's address"), same(client.ip if client else "")),
        (Words("Данные магазина", "The shop's own data"), same(_json(one.metadata))),
        *(
            (Words(f"Банк: {name}", f"Bank: {name}"), same(value))
            for each in story.state.payments
            for name, value in each.transaction_info.items()
        ),
        *(
            (Words(f"Чек: {name}", f"Receipt: {name}"), same(value))
            for each in story.state.payments
            for name, value in each.cashreg.items()
        ),
    ]
    return [Datum(name, value) for name, value in pairs if value.ru]


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode() if value else ""


def quantity(line: CartLine) -> str:
    """How many, as people read it."""
    one = line.quantity
    return f"{one.share.p}/{one.share.q}" if isinstance(one, Rational) else str(one)


def vat(line: CartLine) -> Words:
    """The value added tax in the price."""
    return Words("без НДС", "none") if not line.tax_mode else same(line.tax_mode.rate)
