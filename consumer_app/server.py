"""The consumer's doors: for its providers, for the centres of its wallets and for its operator."""

from common import operation
from common.http_server import Doors, write
from common.operation import Operation
from common.protocol import consumer, provider
from common.protocol.connection import Connection
from common.protocol.mistake import Mistakes
from common.words import Words
from consumer_app import messages
from consumer_app.service import Service
from consumer_app.service.news import PROVIDER
from consumer_app.service.wallet_notices import CENTRE
from consumer_app.wallet_operations import WALLET_OPERATIONS

PASSWORD = frozenset({"password"})
OPERATIONS = (
    Operation(
        "add-contract",
        "call",
        messages.AddContract,
        messages.ContractShown,
        Words("Подписать договор по карте поставщика", "Sign a contract by a provider's card"),
        PASSWORD,
    ),
    Operation(
        "write-contract",
        "call",
        messages.WriteContract,
        messages.ContractShown,
        Words("Подписать договор без карты, по записанному от руки", "Sign a contract without a card, by hand"),
        PASSWORD,
    ),
    Operation(
        "try-contract",
        "read",
        messages.TryContract,
        Mistakes,
        Words("Все ошибки в заполненном договоре, ничего не сохраняя", "All mistakes in a contract, saving nothing"),
        PASSWORD,
    ),
    Operation(
        "test-connection",
        "call",
        messages.AskConnection,
        Connection,
        Words("Проверить связь с поставщиком по шагам", "Test the connection to a provider step by step"),
        PASSWORD,
    ),
    Operation(
        "contracts",
        "read",
        messages.AskContracts,
        messages.Contracts,
        Words("Договоры и последние известные балансы", "Contracts and the last known balances"),
    ),
    Operation(
        "edit-contract",
        "call",
        messages.EditContract,
        messages.ContractShown,
        Words("Изменить договор", "Edit a contract"),
        PASSWORD,
    ),
    Operation(
        "delete-contract",
        "call",
        messages.OneContract,
        messages.ContractShown,
        Words("Удалить договор (можно вернуть)", "Delete a contract (can be undone)"),
    ),
    Operation(
        "undo-delete-contract",
        "call",
        messages.OneContract,
        messages.ContractShown,
        Words("Вернуть удалённый договор", "Take a deleted contract back"),
    ),
    Operation(
        "use",
        "call",
        messages.Use,
        messages.UseKnown,
        Words("Воспользоваться услугой: позвонить, выйти в интернет", "Use a service: call, go online"),
    ),
    Operation(
        "balance",
        "call",
        messages.OneContract,
        provider.SubscriberKnown,
        Words("Спросить баланс, тариф и услуги у поставщика", "Ask the provider for balance, tariff and services"),
    ),
    Operation(
        "uses",
        "read",
        messages.AskUses,
        messages.Uses,
        Words("Использованные услуги и их состояния", "Services used and their states"),
    ),
    Operation(
        "find-use",
        "read",
        messages.FindUse,
        messages.UseKnown,
        Words("Что стало с использованием", "What became of a use"),
    ),
    Operation(
        "retry-uses",
        "call",
        messages.RetryUses,
        messages.UsesRetried,
        Words("Узнать исход неизвестных, с теми же номерами", "Ask about unknown outcomes, with the same ids"),
    ),
    Operation(
        "news",
        "read",
        messages.AskNews,
        messages.News,
        Words("Новости поставщиков: зачисления, выписки", "News from providers: credits, statements"),
    ),
    Operation(
        "history",
        "read",
        messages.AskHistory,
        messages.History,
        Words("История договора: услуги и новости, по страницам", "A contract's history: uses and news, by pages"),
    ),
    Operation(
        "contract-summary",
        "read",
        messages.AskSummary,
        messages.ContractSummary,
        Words("Расходы и зачисления за период, ход баланса", "Expenses and credits of a period, the balance's course"),
    ),
    Operation(
        "top-up-code",
        "read",
        messages.AskTopUp,
        messages.TopUpCode,
        Words("Текст QR-кода для пополнения на терминале", "The text of a QR code for topping up at a terminal"),
    ),
    *WALLET_OPERATIONS,
)


def doors(service: Service) -> Doors:
    """Who may ask what."""
    return {consumer.NOTIFY: write(service.hear, PROVIDER, CENTRE), **operation.doors(OPERATIONS, service)}
