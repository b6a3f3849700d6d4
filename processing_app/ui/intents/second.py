"""The second operator at the first one's window: approves a proposal by his own login, or refuses it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.qt.dialog import ask_reason
from common.qt.form import Form, FormDialog, PasswordField, TextField
from common.words import Words
from processing_app.service.asks.repairs import ApproveProposal, Proposal, RefuseProposal, Repaired
from processing_app.ui.intents.mending import tell
from processing_app.ui.intents.words import money_words

TITLE = Words("Утвердить решение другого оператора", "Approve another operator's decision")
WHO = Words(
    "Утверждает не тот, кто предложил. Введите логин и пароль второго оператора; завести его можно командой "
    "add-operator.",
    "Whoever approves is not who proposed. Enter the second operator's login and password; the command add-operator "
    "makes one.",
)
ABOUT = Words("{act}: намерение {id} на {sum}. Причина: {why}", "{act}: intent {id} for {sum}. Reason: {why}")
LOGIN, PASSWORD = Words("Логин второго оператора", "The second operator's login"), Words("Пароль", "Password")
VERB = Words("Утвердить", "Approve")
REFUSING = Words("Отклонить решение", "Refuse the decision")
REFUSE = Words("Отклонить", "Refuse")
NOT_DONE = Words("Ничего не будет сделано; намерение останется остановленным.", "Nothing is done; it stays stopped.")
REFUSED = Words("Решение отклонено, деньги не двигались.", "The decision was refused, no money moved.")


class Second:
    """`after` is called once a proposal has come to its end."""

    def __init__(self, desk: Desk, parent: QWidget, after: Callable[[], object]) -> None:
        """`parent` is what the dialogs stand over."""
        self._desk = desk
        self._parent = parent
        self._after = after

    def approve(self, one: Proposal) -> None:
        """By another person's own login."""
        form = Form(self._desk, f"approve-{one.id}", drafts=False)
        form.say(_about(one))
        form.say(WHO, "hint")
        form.add(TextField("login", LOGIN, required=True, longest=100))
        form.add(PasswordField("password", PASSWORD, required=True))

        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
            question = ApproveProposal(id=one.id, login=values["login"], password=values["password"])
            self._desk.ask(dialog, "approve-proposal", question, then=done, failed=failed)

        dialog = FormDialog(self._desk, TITLE, form, VERB, save, parent=self._parent.window(), guarded=False)
        dialog.setObjectName("dialog-approve")
        dialog.saved.connect(self._approved)
        dialog.open()

    def refuse(self, one: Proposal) -> None:
        """Whoever sits here says no, and why."""

        def refused(_: object) -> None:
            self._desk.messages.ok(REFUSED)
            self._after()

        def refuse(note: str) -> None:
            self._desk.ask(self._parent, "refuse-proposal", RefuseProposal(id=one.id, note=note), then=refused)

        about = _about(one)
        words = Words(f"{about.ru}\n{NOT_DONE.ru}", f"{about.en}\n{NOT_DONE.en}")
        ask_reason(self._desk, self._parent.window(), REFUSING, words, REFUSE, refuse)

    def _approved(self, answer: Repaired) -> None:
        tell(self._desk, answer)
        self._after()


def _about(one: Proposal) -> Words:
    sums = money_words(one.amount)
    return Words(
        ABOUT.ru.format(act=one.words.ru.rstrip("…"), id=one.intent_id, sum=sums.ru, why=one.reason),
        ABOUT.en.format(act=one.words.en.rstrip("…"), id=one.intent_id, sum=sums.en, why=one.reason),
    )
