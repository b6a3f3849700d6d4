"""Who may ask the terminal: its operator's commands, and the kiosk page on this computer."""

from agent_terminal.service import Service
from agent_terminal.service import messages as m
from agent_terminal.service.kiosk import KIOSK
from common.http_server.doors import Doors, call, read, write
from common.operation import Operation, doors
from common.protocol.endpoint import Nothing
from common.words import Words

OPERATIONS = (
    Operation(
        "connect",
        "call",
        m.Connect,
        m.Connected,
        Words("Заключить договор с ПЦ по карте агента", "Contract with a processing centre by an agent's card"),
        frozenset({"password"}),
    ),
    Operation(
        "set-commission",
        "write",
        m.SetCommission,
        m.Commissions,
        Words("Комиссия агента с внесённого", "The agent's commission on inserted cash"),
    ),
    Operation("commissions", "read", Nothing, m.Commissions, Words("Комиссии агента", "The agent's commissions")),
    Operation(
        "set-agent",
        "write",
        m.SetAgent,
        m.Done,
        Words("Агент, принимаемые купюры, терпение", "The agent, notes taken, patience"),
    ),
    Operation(
        "set-acceptor",
        "call",
        m.SetAcceptor,
        m.Done,
        Words("Где купюроприёмник: COM3, /dev/ttyUSB0, socket://…", "Where the banknote acceptor is"),
    ),
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
        "refresh",
        "call",
        Nothing,
        m.Done,
        Words("Спросить справочник и депозит сейчас", "Ask directory and deposit now"),
    ),
    Operation(
        "tell-register",
        "call",
        Nothing,
        m.RegisterTold,
        Words("Рассказать свой реестр ПЦ для сверки", "Tell the centre this terminal's register, for reconciliation"),
    ),
    Operation("stop-taking", "write", Nothing, m.Done, Words("Остановить приём", "Stop taking payments")),
    Operation("resume-taking", "write", Nothing, m.Done, Words("Возобновить приём", "Resume taking payments")),
    Operation(
        "open-kiosk",
        "write",
        Nothing,
        m.KioskToken,
        Words("Одноразовый токен для страницы киоска", "A one-time token for the kiosk page"),
        frozenset({"token"}),
    ),
)


def table(service: Service) -> Doors:
    """Every door of the terminal."""
    kiosk: Doors = {
        m.KIOSK_OPEN: write(service.exchange_token),
        m.KIOSK_STATE: read(service.screen, KIOSK),
        m.KIOSK_INTENT: call(service.intent, KIOSK),
    }
    return {**kiosk, **doors(OPERATIONS, service)}
