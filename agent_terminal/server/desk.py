"""What the operator looks at and takes out: state, payments, slips, journal, encashment."""

from agent_terminal.service import messages as m
from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words

OPERATIONS = (
    Operation("state", "read", Nothing, m.State, Words("Состояние терминала", "The terminal's state")),
    Operation("payments", "read", m.Limit, m.Payments, Words("Платежи", "Payments")),
    Operation("unsent", "read", Nothing, m.Payments, Words("Неотправленные платежи", "Unsent payments")),
    Operation("sessions", "read", m.Limit, m.Sessions, Words("Сессии оплаты", "Payers' sessions")),
    Operation("claims", "read", m.Limit, m.Slips, Words("Квитанции на возврат", "Claim slips")),
    Operation(
        "settle-claim",
        "write",
        m.SettleClaim,
        m.Done,
        Words("Деньги по квитанции выданы плательщику", "A claim slip's cash was given back"),
    ),
    Operation("journal", "read", m.Limit, m.Journal, Words("Журнал для персонала", "The journal for staff")),
    Operation(
        "encash",
        "write",
        Nothing,
        m.Encashed,
        Words("Инкассация: кассета вынута", "Encashment: the cassette was taken out"),
    ),
    Operation(
        "send-now",
        "call",
        Nothing,
        m.SentNow,
        Words("Отправить неотправленные сейчас", "Send the unsent now"),
    ),
    Operation(
        "tell-register",
        "call",
        Nothing,
        m.RegisterTold,
        Words("Рассказать свой реестр ПЦ для сверки", "Tell the centre this terminal's register, for reconciliation"),
    ),
)
