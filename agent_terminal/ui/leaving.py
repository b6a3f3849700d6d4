"""The way out of full screen: Ctrl+Alt+Q and the PIN of the service menu, even when the page itself is gone."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from agent_terminal.service.messages import EnterStaff
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, PasswordField
from common.words import Words

TITLE = Words("Выйти из полного экрана", "Leave full screen")
ABOUT = Words(
    "Киоск снова станет окном: его сможет закрыть любой, кто стоит перед ним.",
    "The kiosk becomes a window again: whoever stands before it can close it.",
)
PIN = Words("PIN сервисного меню", "PIN of the service menu")
HINT = Words(
    "4–8 цифр; пока свой не задан — учебный 1234. Внутри деньги плательщика — подождите, пока он закончит.",
    "4 to 8 digits; 1234 until you set your own. While a payer's cash is inside, wait until they have finished.",
)
LEAVE = Words("Выйти", "Leave")
NAME = "leaving"
LONGEST = 8


def ask(desk: Desk, window: QWidget, leave: Callable[[], object]) -> None:
    """Once, however often it is pressed."""
    asked = window.findChild(QDialog, f"{NAME}-dialog")
    if asked is not None and asked.isVisible():
        asked.activateWindow()
        return
    form = Form(desk, NAME, drafts=False)
    form.say(ABOUT)
    form.add(PasswordField("pin", PIN, hint=HINT, required=True, longest=LONGEST))

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        desk.ask(dialog, "check-pin", EnterStaff(pin=values["pin"]), then=done, failed=failed)

    dialog = FormDialog(desk, TITLE, form, LEAVE, save, parent=window, guarded=False)
    dialog.saved.connect(lambda _: leave())
    dialog.open()
    dialog.activateWindow()
