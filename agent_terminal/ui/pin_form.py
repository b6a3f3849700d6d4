"""The service menu's PIN: typed twice, never shown, never in a draft."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_terminal.service.messages import Done, SetPin
from common.protocol.mistake import Mistake
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, PasswordField
from common.words import Words

TITLE = Words("PIN сервисного меню", "PIN of the service menu")
SAVE = Words("Задать PIN", "Set the PIN")
TRAINING = Words(
    "Сейчас действует учебный PIN 1234: его знает каждый, кто читал описание. Задайте свой.",
    "The training PIN 1234 is in force: everybody who read the manual knows it. Set your own.",
)
ABOUT = Words(
    "Сервисное меню открывают на экране киоска: пять касаний номера терминала или Ctrl+Alt+S. Прежний PIN перестанет "
    "действовать сразу; показать его нельзя.",
    "The service menu opens at the kiosk's screen: five touches of the terminal's number, or Ctrl+Alt+S. The old PIN "
    "ends at once; it cannot be shown.",
)
PIN, AGAIN = Words("Новый PIN", "New PIN"), Words("Ещё раз", "Once more")
HINT = Words("От 4 до 8 цифр", "4 to 8 digits")
WRONG = Words("PIN — от 4 до 8 цифр.", "A PIN is 4 to 8 digits.")
OTHER = Words("Не совпадает с первым. Введите оба заново.", "It differs from the first. Type both again.")
SHORTEST, LONGEST = 4, 8
DIGITS = frozenset("0123456789")


def set_pin(desk: Desk, parent: QWidget, *, training: bool, then: Callable[[Done], object]) -> FormDialog:
    """`training` says that nobody has set one yet."""
    form = Form(desk, "set-pin", drafts=False)
    form.say(TRAINING if training else ABOUT, "waiting" if training else "text")
    form.add(PasswordField("pin", PIN, hint=HINT, required=True, longest=LONGEST, check=_wrong))
    form.add(PasswordField("again", AGAIN, required=True, longest=LONGEST))

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        if values["pin"] != values["again"]:
            failed([Mistake(field="again", words=OTHER)])
            return
        desk.ask(dialog, "set-pin", SetPin(pin=values["pin"]), then=done, failed=failed)

    def saved(answer: Done) -> None:
        desk.messages.ok(answer.done)
        then(answer)

    dialog = FormDialog(desk, TITLE, form, SAVE, save, parent=parent, guarded=False)
    dialog.saved.connect(saved)
    dialog.open()
    return dialog


def _wrong(pin: Any) -> Words | None:
    return None if SHORTEST <= len(pin) <= LONGEST and set(pin) <= DIGITS else WRONG
