"""What the operator sets: contract, commissions, who runs the terminal, where its acceptor is, open or closed."""

from agent_terminal.service import messages as m
from common.operation import Operation
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
        Words("Где купюроприёмник: simulator, COM3, /dev/ttyUSB0, socket://…", "Where the banknote acceptor is"),
    ),
    Operation(
        "refresh",
        "call",
        Nothing,
        m.Done,
        Words("Спросить справочник и депозит сейчас", "Ask directory and deposit now"),
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
