"""What the kiosk page asks and is answered; sums are in minor units, and none ever comes from the page."""

from datetime import datetime
from typing import Any, Literal

from common.protocol.endpoint import Endpoint, Message, Nothing
from common.words import Language, Words

IntentName = Literal[
    "touch",
    "language",
    "group",
    "search",
    "provider",
    "scan",
    "fields",
    "confirm",
    "back",
    "again",
    "cancel",
    "stop",
    "continue",
    "pay",
    "other_number",
    "print",
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
    """What is on the screen? `seen` is the edition that the page shows: the answer waits until there is another one."""

    seen: str = ""


class Intent(Message, frozen=True):
    """What the payer wants; `text` is what a scanner has read. No sum ever comes from the page: the acceptor counts."""

    intent: IntentName
    language: Language | None = None
    group: str = ""
    provider_id: int = 0
    account: str = ""
    fields: dict[str, str] = {}
    text: str = ""


class Screen(Message, frozen=True):
    """The screen by its name (K0 to K14), what it shows, and when it will change by itself.

    `now` is the terminal's clock, by which the page counts down to `deadline`; `edition` is another one whenever
    anything else here is.
    """

    screen: str
    data: dict[str, Any]
    deadline: datetime | None
    now: datetime
    edition: str


class Fee(Message, frozen=True):
    """The agent's commission on inserted cash, for one provider or (without `whom`) for all others."""

    whom: Words | None
    basis_points: int
    fixed: int
    minimum: int
    maximum: int | None


class Help(Message, frozen=True):
    """Who runs this terminal, what it takes, and where a payer turns to with a payment's code."""

    agent: str
    inn: str
    address: str
    phone: str
    terminal: str
    centre: Words | None
    contract: str
    fees: list[Fee]
    notes: list[int]
    authority: str


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
    (
        "too_early",
        "wrong_value",
        "wrong_field",
        "missing_field",
        "unknown_field",
        "unknown_provider",
        "amount_out_of_range",
    ),
    kind="page",
)
KIOSK_HELP = Endpoint(
    "POST",
    "/kiosk/help",
    Nothing,
    Help,
    Words("Справка для плательщика", "Help for the payer"),
    kind="page",
)
