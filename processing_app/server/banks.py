"""The operator's operations of the simulated banks."""

from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words
from processing_app.service.asks import bank
from processing_app.service.asks.tasks import Done

BANKS: tuple[Operation, ...] = (
    Operation(
        "set-bank-mood", "call", bank.SetBankMood, Done,
        Words("Как ведёт себя учебный банк", "How the simulated bank behaves"), within="platform.banks",
    ),
    Operation(
        "bank-moods", "call", Nothing, bank.BankMoods,
        Words("Настроения учебных банков и ожидающие ссылки", "Moods of the simulated banks, and links that wait"),
        within="platform.banks",
    ),
    Operation(
        "bank-operations", "call", bank.AskBankOperations, bank.BankOperations,
        Words("Что сделал учебный банк", "What the simulated bank did"), within="platform.banks",
    ),
    Operation(
        "confirm-bank-link", "call", bank.ConfirmBankLink, Done,
        Words("Подтвердить оплату по ссылке за плательщика", "Confirm a payment by link for its payer"),
        within="platform.banks",
    ),
)  # fmt: skip
