"""The service menu behind its PIN, and what the operator sets of the kiosk itself."""

from typing import Literal

from common.protocol.endpoint import Endpoint, Message
from common.words import Words

Act = Literal["state", "poll", "send", "test-acceptor", "test-printer", "encash", "stop", "resume"]


class EnterStaff(Message, frozen=True):
    """Somebody of the staff stands before the kiosk."""

    pin: str


class StaffKey(Message, frozen=True):
    """Opens the service menu until nobody has touched it for `quiet_seconds`."""

    key: str
    quiet_seconds: int


class DoStaff(Message, frozen=True):
    """One line of the service menu."""

    key: str
    act: Act


class StaffDone(Message, frozen=True):
    """What it brought."""

    title: Words
    lines: list[Words]


class SetPin(Message, frozen=True):
    """The PIN of the service menu: 4 to 8 digits."""

    pin: str


class SetKiosk(Message, frozen=True):
    """How the kiosk behaves; what is left out stays as it is.

    `volume` is 0 to 100, `motion` allows animations, `nearest` tells where another terminal works, `authority` is the
    supervisory body's phone.
    """

    volume: int | None = None
    motion: bool | None = None
    nearest: str | None = None
    authority: str | None = None


class KioskSettings(Message, frozen=True):
    """How the kiosk behaves; `training_pin` says that nobody has set a PIN yet."""

    volume: int
    motion: bool
    nearest: str
    authority: str
    training_pin: bool


_SECRETS = frozenset({"pin", "key"})
STAFF_ENTER = Endpoint(
    "POST",
    "/kiosk/staff/enter",
    EnterStaff,
    StaffKey,
    Words("Вход в сервисное меню по PIN", "Into the service menu by PIN"),
    ("wrong_pin", "pin_locked", "too_early"),
    kind="page",
    unsafe_to_show=_SECRETS,
)
STAFF_DO = Endpoint(
    "POST",
    "/kiosk/staff/do",
    DoStaff,
    StaffDone,
    Words("Пункт сервисного меню", "A line of the service menu"),
    ("pin_required", "too_early"),
    kind="page",
    unsafe_to_show=_SECRETS,
)
