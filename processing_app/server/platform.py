"""The operator's operations of the payment platform; each part's own lines stand together."""

from typing import Any

from common.operation import Operation
from common.protocol.shop.payments import Accepted, Chargeback, KioskCode, Refund
from common.words import Words
from processing_app.server import behind
from processing_app.server.access import ACCESS
from processing_app.server.banks import BANKS
from processing_app.server.domain import DOMAIN
from processing_app.server.repairs import REPAIRS
from processing_app.service.asks import intents as asks
from processing_app.vault import doors as vault


def _desk(name: str, ask: type[Any], answer: type[Any], ru: str, en: str) -> Operation:
    return Operation(name, "write", ask, answer, Words(ru, en), within="platform.desk")


INTENTS: tuple[Operation, ...] = (
    Operation(
        "intents", "read", asks.FindIntents, asks.IntentRows,
        Words("Страница намерений: текст, состояние, точка, период", "A page of intents: text, state, POS, period"),
        within="platform.stories",
    ),
    Operation(
        "intent-totals", "read", asks.FindIntents, asks.IntentTotals,
        Words("Сколько намерений в каждом состоянии", "How many intents there are of each status"),
        within="platform.stories",
    ),
    Operation(
        "intent", "read", asks.IntentId, asks.IntentStory,
        Words("История намерения: события, проводки, задания", "An intent's story: events, postings, tasks"),
        within="platform.stories",
    ),
    Operation(
        "intent-at", "read", asks.AskIntentAt, asks.IntentState,
        Words("Намерение, каким оно было после события", "An intent as it was after an event"),
        within="platform.stories",
    ),
    _desk("cancel-intent", asks.CancelIntentAs, Accepted, "Отменить намерение", "Cancel an intent"),
    _desk(
        "issue-intent-code", asks.IssueIntentCode, KioskCode,
        "Выдать код для оплаты в терминале", "Issue a code to pay at a kiosk",
    ),
    _desk(
        "capture-intent-payment", asks.CaptureIntentPayment, Accepted,
        "Списать заблокированное по платежу", "Capture what a payment holds",
    ),
    _desk(
        "cancel-intent-payment", asks.CancelIntentPayment, Accepted,
        "Вернуть заблокированное по платежу", "Give back what a payment holds",
    ),
    _desk(
        "refund-intent-payment", asks.RefundIntentPayment, Refund,
        "Вернуть деньги плательщику, все или часть", "Refund a payment, all of it or a part",
    ),
    _desk("open-chargeback", asks.OpenChargeback, Chargeback, "Банк оспорил платёж", "The bank disputes a payment"),
    _desk(
        "accept-chargeback", asks.DecideChargeback, Chargeback,
        "Опротестование принято: деньги у банка", "A dispute is accepted: the bank has the money",
    ),
    _desk(
        "reject-chargeback", asks.DecideChargeback, Chargeback,
        "Опротестование отклонено: деньги у магазина", "A dispute is rejected: the shop has the money",
    ),
    _desk(
        "reopen-chargeback", asks.ReopenChargeback, Chargeback,
        "Возобновить опротестование на следующей стадии", "Open a dispute again at its next stage",
    ),
)  # fmt: skip

OPERATIONS: tuple[Operation, ...] = (*INTENTS, *ACCESS, *DOMAIN, *REPAIRS, *BANKS, *behind.WEBHOOKS, *vault.OPERATIONS)
