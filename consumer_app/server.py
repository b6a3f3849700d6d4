"""The consumer's doors: for its providers and for its operator."""

from common import operation
from common.http_server import Doors, write
from common.operation import Operation
from common.protocol import consumer, provider
from common.words import Words
from consumer_app import messages
from consumer_app.service import Service
from consumer_app.service.news import PROVIDER

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
)


def doors(service: Service) -> Doors:
    """Who may ask what."""
    return {consumer.NOTIFY: write(service.hear, PROVIDER), **operation.doors(OPERATIONS, service)}
