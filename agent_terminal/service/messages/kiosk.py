"""What the kiosk page asks and is answered; sums are in minor units, and none ever comes from the page."""

from datetime import datetime
from typing import Any, Literal

from common.protocol.endpoint import Endpoint, Message
from common.words import Language, Words

IntentName = Literal[
    "touch",
    "language",
    "group",
    "provider",
    "fields",
    "confirm",
    "back",
    "again",
    "cancel",
    "stop",
    "continue",
    "pay",
    "other_number",
    "done",
]


class KioskToken(Message, frozen=True):
    """Good for one exchange at /kiosk/open within a minute."""

    token: str
    url: str


class OpenKiosk(Message, frozen=True):
    """The page's first call: the one-time token for a key."""

    token: str


class KioskKey(Message, frozen=True):
    """From now on the page enters by Basic with this login and key, until another page is opened."""

    login: str
    key: str


class AskScreen(Message, frozen=True):
    """What is on the screen?"""


class Intent(Message, frozen=True):
    """What the payer wants. No sum ever comes from the page: cash is counted by the acceptor alone."""

    intent: IntentName
    language: Language | None = None
    group: str = ""
    provider_id: int = 0
    account: str = ""
    fields: dict[str, str] = {}


class Screen(Message, frozen=True):
    """The screen by its name (K0 to K14), what it shows, and when it will change by itself."""

    screen: str
    data: dict[str, Any]
    deadline: datetime | None


_SECRETS = frozenset({"token", "key"})
KIOSK_OPEN = Endpoint(
    "POST",
    "/kiosk/open",
    OpenKiosk,
    KioskKey,
    Words("Страница киоска обменивает одноразовый токен на ключ", "The kiosk page exchanges its one-time token"),
    ("wrong_value",),
    kind="page",
    unsafe_to_show=_SECRETS,
)
KIOSK_STATE = Endpoint(
    "POST",
    "/kiosk/state",
    AskScreen,
    Screen,
    Words("Экран плательщика", "The payer's screen"),
    kind="page",
)
KIOSK_INTENT = Endpoint(
    "POST",
    "/kiosk/intent",
    Intent,
    Screen,
    Words("Желание плательщика", "What the payer wants"),
    ("too_early", "wrong_value", "wrong_field", "missing_field", "unknown_field", "unknown_provider"),
    kind="page",
)
