"""The centre's doors: who may enter each, and the operator's operations."""

from common.http_server import Doors, call, read, write
from common.operation import Operation, doors
from common.protocol import processing
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.words import Words
from processing_app.service import Service, asks

AGENT = "agent"
SECRET = frozenset({"password"})


def table(service: Service) -> Doors:
    """The whole table of doors."""
    return {
        processing.PROVIDERS: read(service.directory.providers, AGENT),
        processing.DEPOSIT: read(service.payments.deposit, AGENT),
        processing.CHECK: call(service.payments.check, AGENT),
        processing.PAY: write(service.payments.accept, AGENT),
        processing.PAYMENTS: read(service.payments.states, AGENT),
        processing.REGISTER: read(service.payments.register, AGENT),
        **doors(OPERATIONS, service),
    }


def _contracts(name: str, way: str, ask: type, answer: type, ru: str, en: str, *, secret: bool = False) -> Operation:
    unsafe = SECRET if secret else frozenset()
    return Operation(name, way, ask, answer, Words(ru, en), unsafe, within="contracts")  # type: ignore[arg-type]


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
        "sign-agent", "write", asks.SignAgent, Card,
        "Договор с агентом: номер, логин, пароль", "Sign an agent: number, login, password", secret=True,
    ),
    _contracts(
        "edit-agent", "write", asks.EditAgent, asks.AgentContract,
        "Изменить договор с агентом", "Edit an agent's contract",
    ),
    _contracts(
        "reissue-agent-password", "write", asks.AgentId, Card,
        "Новый пароль агента", "A new password for an agent", secret=True,
    ),
    _contracts(
        "block-agent", "write", asks.AgentId, asks.Done,
        "Заблокировать агента", "Block an agent",
    ),
    _contracts(
        "unblock-agent", "write", asks.AgentId, asks.Done,
        "Разблокировать агента", "Unblock an agent",
    ),
    _contracts(
        "set-commission", "write", asks.SetCommission, asks.AgentContract,
        "Комиссия процессинга с даты", "The processing commission from a date",
    ),
    _contracts(
        "top-up", "write", asks.TopUp, asks.ToppedUp,
        "Пополнить депозит агента", "Top up an agent's deposit",
    ),
    _contracts(
        "agents", "read", Nothing, asks.AgentContracts,
        "Договоры с агентами", "Contracts with agents",
    ),
    Operation(
        "payments", "read", asks.FindPayments, asks.PaymentRows,
        Words("Найти платежи по коду, номеру, счёту", "Find payments by code, id, account"), within="books",
    ),
    Operation(
        "story", "read", asks.PaymentId, asks.Story,
        Words("История платежа: события, проводки, задания", "A payment's story: events, postings, tasks"),
        within="books",
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
        "verify", "read", Nothing, asks.Verified,
        Words("Пересчитать книги по журналу и сравнить", "Recompute the books from the log and compare"),
        path="/v1/ledger/verify", within="books",
    ),
    Operation(
        "rebuild", "write", Nothing, asks.Verified,
        Words("Построить проекции заново из журнала", "Make all projections again from the log"), within="books",
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
        "settle-task", "write", asks.SettleTask, asks.Done,
        Words("Завершить задание со слов поставщика", "Settle a dead letter from the provider's word"),
        within="repair",
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
)  # fmt: skip
