"""What the operator looks at and takes out: state, payments, slips, journal, encashment."""

from agent_terminal.service import messages as m
from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words

PAYMENTS, CASH, JOURNAL = "payment_desk", "encashing", "staff_journal"
OPERATIONS = (
    Operation("state", "read", Nothing, m.State, Words("Состояние терминала", "The terminal's state")),
    Operation(
        "overview",
        "read",
        Nothing,
        m.Overview,
        Words("Терминал одним взглядом: почему закрыт и что делать", "The terminal at a glance, and what to do"),
        within="office",
    ),
    Operation("payments", "read", m.Limit, m.Payments, Words("Последние платежи", "The latest payments")),
    Operation("unsent", "read", Nothing, m.Payments, Words("Неотправленные платежи", "Unsent payments")),
    Operation(
        "list-payments",
        "read",
        m.FindPayments,
        m.PaymentPage,
        Words("Страница всех платежей: поиск, отбор, порядок", "A page of all payments: search, filters, order"),
        within=PAYMENTS,
    ),
    Operation(
        "payment-totals",
        "read",
        m.FindPayments,
        m.PaymentTotals,
        Words("Счётчики и суммы отобранных платежей", "Counters and sums of the payments asked for"),
        within=PAYMENTS,
    ),
    Operation(
        "show-payment",
        "read",
        m.AskPayment,
        m.PaymentStory,
        Words("Один платёж с купюрами и квитанциями его сессии", "A payment with its session's notes and slips"),
        within=PAYMENTS,
    ),
    Operation(
        "exchanges",
        "call",
        m.AskPayment,
        m.Exchanges,
        Words("Обмены с ПЦ об одном платеже", "Exchanges with the centre about a payment"),
        within=PAYMENTS,
    ),
    Operation("sessions", "read", m.Limit, m.Sessions, Words("Сессии оплаты", "Payers' sessions")),
    Operation(
        "show-session",
        "read",
        m.AskSession,
        m.SessionStory,
        Words("Одна сессия оплаты: купюры, платежи, квитанции", "A payer's session: notes, payments, slips"),
        within="desk",
    ),
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
        "list-journal",
        "read",
        m.FindJournal,
        m.JournalPage,
        Words("Страница журнала: поиск и отбор", "A page of the journal: search and filters"),
        within=JOURNAL,
    ),
    Operation(
        "cassette",
        "read",
        Nothing,
        m.Cassette,
        Words("Что в кассете сейчас по учёту", "What is in the cassette now, by the books"),
        within=CASH,
    ),
    Operation(
        "try-encash",
        "read",
        m.TryEncash,
        m.EncashTried,
        Words("Сверить посчитанное с учётом, ничего не записывая", "Compare a count with the books, writing nothing"),
        within=CASH,
    ),
    Operation(
        "encash",
        "write",
        m.Encash,
        m.Encashed,
        Words("Инкассация: кассета вынута и посчитана", "Encashment: the cassette was taken out and counted"),
    ),
    Operation(
        "encashments",
        "read",
        m.Limit,
        m.Encashments,
        Words("Прежние инкассации", "Earlier encashments"),
        within=CASH,
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
