"""The centre's doors: who may enter each, and the operator's operations."""

from common.http_server import Doors, call, read, write
from common.http_server.doors import Way
from common.operation import Operation, doors
from common.protocol import processing
from common.protocol.card import Card
from common.protocol.connection import Connection
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from common.reporting import operations as reporting
from common.words import Words
from processing_app.server import behind, platform, wallets
from processing_app.service import Service, asks

AGENT = "agent"
SECRET = frozenset({"password"})


def table(service: Service) -> Doors:
    """The whole table of doors."""
    return {
        processing.PROVIDERS: read(service.directory.providers, AGENT),
        processing.DEPOSIT: read(service.payments.deposit, AGENT),
        processing.CHECK: call(service.payments.check, AGENT),
        processing.RELEASE: write(service.orders.release, AGENT),
        processing.PAY: write(service.payments.accept, AGENT),
        processing.PAYMENTS: read(service.payments.states, AGENT),
        processing.REGISTER: read(service.payments.register, AGENT),
        processing.TELL: write(service.registers.tell, AGENT),
        **doors(OPERATIONS, service),
    }


def _contracts(
    name: str, way: Way, ask: type, answer: type, ru: str, en: str, *, secret: bool = False, within: str = "contracts"
) -> Operation:
    return Operation(name, way, ask, answer, Words(ru, en), SECRET if secret else frozenset(), within=within)


OPERATIONS = (
    _contracts(
        "sign-provider", "write", asks.SignProvider, asks.Signed,
        "Договор с поставщиком по его карте", "Sign a provider by its card", secret=True,
    ),
    _contracts(
        "edit-provider", "write", asks.EditProvider, asks.Signed,
        "Изменить договор с поставщиком", "Edit a provider's contract", secret=True,
    ),
    _contracts(
        "pause-provider", "write", asks.ProviderId, asks.Done,
        "Остановить доставку поставщику", "Stop delivering to a provider",
    ),
    _contracts(
        "resume-provider", "write", asks.ProviderId, asks.Done,
        "Возобновить доставку поставщику", "Deliver to a provider again",
    ),
    _contracts(
        "end-provider", "write", asks.ProviderId, asks.Signed,
        "Убрать поставщика из справочника", "Take a provider out of the directory",
    ),
    _contracts(
        "providers", "read", Nothing, asks.ProviderContracts,
        "Договоры с поставщиками", "Contracts with providers",
    ),
    _contracts(
        "restore-provider", "write", asks.ProviderId, asks.Signed,
        "Вернуть поставщика в справочник", "Put a provider back into the directory",
    ),
    _contracts(
        "provider-terms", "read", asks.ProviderId, asks.ProviderTerms,
        "Договор с поставщиком целиком, без пароля", "A provider's whole contract, without its password",
    ),
    _contracts(
        "try-provider", "read", asks.TryProvider, Mistakes,
        "Что не так с таким договором поставщика", "What is wrong with such a provider's contract", secret=True,
    ),
    _contracts(
        "test-provider", "call", asks.AskConnection, Connection,
        "Проверить связь: порт, HTTP, логин, номер", "Test a connection: port, HTTP, login, number",
        secret=True, within="trial",
    ),
    _contracts(
        "sign-agent", "write", asks.SignAgent, Card,
        "Договор с агентом: номер, логин, пароль", "Sign an agent: number, login, password",
        secret=True, within="agents",
    ),
    _contracts(
        "try-agent", "read", asks.TryAgent, Mistakes,
        "Что не так с таким договором агента", "What is wrong with such an agent's contract",
        secret=True, within="agents",
    ),
    _contracts(
        "edit-agent", "write", asks.EditAgent, asks.AgentContract,
        "Изменить договор с агентом", "Edit an agent's contract", within="agents",
    ),
    _contracts(
        "reissue-agent-password", "write", asks.AgentId, Card,
        "Новый пароль агента", "A new password for an agent", secret=True, within="agents",
    ),
    _contracts(
        "block-agent", "write", asks.AgentId, asks.Done,
        "Заблокировать агента", "Block an agent", within="agents",
    ),
    _contracts(
        "unblock-agent", "write", asks.AgentId, asks.Done,
        "Разблокировать агента", "Unblock an agent", within="agents",
    ),
    _contracts(
        "set-commission", "write", asks.SetCommission, asks.AgentContract,
        "Комиссия процессинга с даты", "The processing commission from a date", within="agents",
    ),
    _contracts(
        "try-commission", "read", asks.TryCommission, asks.CommissionTried,
        "Сколько возьмёт такая комиссия", "What such a commission would take", within="agents",
    ),
    _contracts(
        "commissions", "read", asks.AgentId, asks.Commissions,
        "Все комиссии агента с датами", "All commissions of an agent with their dates", within="agents",
    ),
    _contracts(
        "agents", "read", Nothing, asks.AgentContracts,
        "Договоры с агентами", "Contracts with agents", within="agents",
    ),
    _contracts(
        "top-up", "write", asks.TopUp, asks.ToppedUp,
        "Пополнить депозит агента", "Top up an agent's deposit", within="deposits",
    ),
    _contracts(
        "try-top-up", "read", asks.TryTopUp, asks.TopUpTried,
        "Было, пополнение, станет", "Now, top-up, after", within="deposits",
    ),
    _contracts(
        "top-ups", "read", asks.AskTopUps, asks.TopUps,
        "Пополнения депозита агента", "Top-ups of an agent's deposit", within="deposits",
    ),
    Operation(
        "agent-registers", "read", Nothing, asks.TerminalsTold,
        Words("Какие терминалы рассказывают реестр", "Which terminals tell their registers"), within="registers",
    ),
    Operation(
        "reconcile", "call", asks.Reconcile, asks.ReconciliationRow,
        Words("Сверить агента, ПЦ и поставщика за период", "Reconcile agent, centre and provider for a period"),
        within="reconciliation",
    ),
    Operation(
        "reconciliation", "read", asks.AskReconciliation, asks.Reconciliation,
        Words("Сверка: итоги и расхождения", "A reconciliation: sums and differences"), within="reconciliation",
    ),
    Operation(
        "reconciliations", "read", asks.AskReconciliations, asks.ReconciliationRows,
        Words("Последние сверки", "The latest reconciliations"), within="reconciliation",
    ),
    Operation(
        "payments", "read", asks.FindPayments, asks.PaymentRows,
        Words("Страница платежей: текст, состояние, период, порядок", "A page of payments: text, state, period, order"),
        within="books",
    ),
    Operation(
        "payment-totals", "read", asks.FindPayments, asks.PaymentTotals,
        Words("Счётчики и суммы по платежам", "Counters and sums of payments"), within="books",
    ),
    Operation(
        "story", "read", asks.PaymentId, asks.Story,
        Words("История платежа: события, проводки, задания", "A payment's story: events, postings, tasks"),
        within="stories",
    ),
    Operation(
        "timeline", "call", asks.PaymentId, asks.Timeline,
        Words("Лента платежа: события, попытки, решения", "A payment's timeline: events, attempts, decisions"),
        within="stories",
    ),
    Operation(
        "exchanges", "call", asks.AskExchanges, asks.Exchanges,
        Words("Обмены по платежу из журнала", "A payment's exchanges from the log"), within="stories",
    ),
    Operation(
        "events", "read", asks.AskEvents, asks.Events,
        Words("Журнал событий", "The event log"), path="/v1/events", within="books",
    ),
    Operation(
        "ledger", "read", Nothing, asks.Ledger,
        Words("Остатки счетов учёта", "Balances of the ledger accounts"), path="/v1/ledger", within="books",
    ),
    Operation(
        "accounts", "read", asks.AskAccounts, asks.Accounts,
        Words("Счета учёта с оборотом за период", "Ledger accounts with their turnover in a period"), within="books",
    ),
    Operation(
        "postings", "read", asks.AskPostings, asks.Postings,
        Words("Проводки одного счёта учёта", "The postings of one ledger account"), within="books",
    ),
    Operation(
        "overview", "read", asks.AskOverview, asks.Overview,
        Words("Обзор: день в цифрах и кому нужно внимание", "The day in figures and who needs attention"),
        within="overviews",
    ),
    Operation(
        "verify", "read", Nothing, asks.Verified,
        Words("Пересчитать книги по журналу и сравнить", "Recompute the books from the log and compare"),
        path="/v1/ledger/verify", within="books",
    ),
    Operation(
        "rebuild", "write", asks.Rebuild, asks.Verified,
        Words("Построить проекции заново из журнала, все или одну", "Make projections again from the log, all or one"),
        within="books",
    ),
    Operation(
        "tasks", "read", asks.AskTasks, asks.Tasks,
        Words("Необработанные задания", "Dead letters"), path="/v1/tasks", within="repair",
    ),
    Operation(
        "retry-task", "write", asks.TaskId, asks.TaskRow,
        Words("Повторить необработанное задание", "Retry a dead letter"), path="/v1/tasks/retry", within="repair",
    ),
    Operation(
        "review", "read", asks.AskReview, asks.Review,
        Words("Очередь: требуют разбора и ждут повтора", "The queue: needing review and waiting for retry"),
        within="repair",
    ),
    Operation(
        "weigh-tasks", "read", asks.TaskIds, asks.Weighed,
        Words("Сколько платежей и на сколько в этих заданиях", "How many payments these tasks are, and their sum"),
        within="repair",
    ),
    Operation(
        "retry-tasks", "write", asks.TaskIds, asks.Retried,
        Words("Повторить несколько заданий", "Retry several tasks"), within="repair",
    ),
    Operation(
        "retry-now", "write", asks.PaymentId, asks.TaskRow,
        Words("Повторить платёж сейчас", "Retry a payment now"), within="repair",
    ),
    Operation(
        "note-task", "write", asks.NoteTask, asks.Done,
        Words("Оставить задание с пометкой", "Leave a task with a note"), within="repair",
    ),
    Operation(
        "settle-task", "call", asks.SettleTask, asks.Done,
        Words("Завершить задание со слов поставщика", "Settle a dead letter from the provider's word"),
        within="settling",
    ),
    Operation(
        "reverse-payment", "write", asks.ReversePayment, asks.PaymentRow,
        Words("Сторнировать зачисленный платёж", "Reverse a credited payment"), within="repair",
    ),
    Operation(
        "alarms", "read", asks.AskTasks, asks.Alarms,
        Words("Тревоги, которых никто не видел", "Alarms that nobody has seen"), within="repair",
    ),
    Operation(
        "see-alarms", "write", asks.SeeAlarms, asks.Done,
        Words("Отметить тревоги просмотренными", "Mark alarms as seen"), within="repair",
    ),
    *behind.STATISTICS,
    *reporting.REPORTS,
    *reporting.SCHEDULES,
    *reporting.LETTERS,
    *reporting.IMPORTS,
    *platform.OPERATIONS,
    *wallets.OPERATIONS,
)  # fmt: skip
