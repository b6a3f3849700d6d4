"""The service menu's PIN, and how the kiosk behaves."""

from agent_terminal.service import messages as m
from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words

OPERATIONS = (
    Operation(
        "set-pin",
        "write",
        m.SetPin,
        m.Done,
        Words("PIN сервисного меню: 4–8 цифр", "The service menu's PIN: 4 to 8 digits"),
        frozenset({"pin"}),
        within="staff",
    ),
    Operation(
        "check-pin",
        "call",
        m.EnterStaff,
        m.Done,
        Words("Подходит ли PIN сервисного меню", "Is this the service menu's PIN"),
        frozenset({"pin"}),
        within="staff",
    ),
    Operation(
        "set-kiosk",
        "write",
        m.SetKiosk,
        m.KioskSettings,
        Words(
            "Громкость, движение, ближайший терминал, надзорный орган", "Volume, motion, nearest terminal, authority"
        ),
        within="staff",
    ),
    Operation(
        "kiosk-settings",
        "read",
        Nothing,
        m.KioskSettings,
        Words("Настройки киоска", "The kiosk's settings"),
        within="staff",
    ),
)
