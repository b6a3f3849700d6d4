"""What an operator decides about a payment: try again, settle by hand, reverse, leave a note; each with its reason."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from common.protocol.endpoint import Message
from common.qt.desk import Desk
from common.qt.form import CheckField, Form, FormDialog, LongTextField, TextField
from common.qt.messages import Notice, NoticeKind
from common.status import Status
from common.words import Words
from processing_app.service.asks import (
    NoteTask,
    PaymentId,
    PaymentRow,
    Possible,
    ReversePayment,
    SettleTask,
    TaskRow,
)

REASON = Words("Причина (увидят в истории)", "Reason (kept in the history)")
REASON_HINT = Words("Кто и когда решил, запишется само", "Who decided and when is written down by itself")
NOTE = Words("Пометка (увидят в истории)", "Note (kept in the history)")
REFERENCE = Words("Номер операции у поставщика", "The provider's reference")
REFERENCE_HINT = Words("Из его письма, реестра или кабинета", "From its letter, register or account page")
BANKS_REFERENCE = Words("Номер операции в банке", "The bank's reference")
WITHOUT_BANK = Words("Банк не отвечает; его решение есть письменно", "The bank is silent; its decision is in writing")
WITHOUT_BANK_HINT = Words(
    "Банк спросят всё равно. Ответит — решает его ответ; не ответит — поднимется тревога: сверить с банком",
    "The bank is asked anyway. Its answer decides; without one an alarm is raised: to be compared with the bank",
)
RETRIED = Words(
    "Платёж {code} сейчас уйдёт поставщику ещё раз. Деньги остаются удержанными до его ответа.",
    "Payment {code} goes to the provider again now. The money stays held until it answers.",
)
EXECUTED = Words(
    "Платёж {code} сейчас исполняется ещё раз. О выводе сначала спросят банк, дважды деньги не уйдут.",
    "Payment {code} is executed again now. Of a withdrawal the bank is asked first, no money leaves twice.",
)
ASKED_BACK = Words(
    "Поставщика ещё раз просят вернуть платёж {code}. Пока он не согласится, деньги у поставщика.",
    "The provider is asked once more to reverse payment {code}. Until it agrees the money is at the provider.",
)
DECIDED = Words("Платёж {code}: {effect}", "Payment {code}: {effect}")
NOTED = Words("Пометка сохранена в истории платежа {code}.", "The note is kept in the story of payment {code}.")
WITHDRAW = "withdraw"
VERBS = {
    "settle_credited": Words("Провести", "Settle"),
    "settle_returned": Words("Вернуть", "Return"),
    "reverse": Words("Сторнировать", "Reverse"),
    "note": Words("Оставить с пометкой", "Leave with a note"),
}
OUTCOMES = {"settle_credited": "credited", "settle_returned": "returned"}
After = Callable[[], object]


class Decisions:
    """Opens the dialog of an action and carries it out; `after` is called once it is done."""

    def __init__(self, desk: Desk, parent: QWidget, after: After) -> None:
        """`parent` is what the dialogs stand over."""
        self._desk = desk
        self._parent = parent
        self._after = after

    def make(self, payment: PaymentRow, choice: Possible) -> None:
        """Do it, ask what has to be asked first, or say why it cannot be done."""
        if not choice.allowed:
            self._desk.messages.tell(Notice(NoticeKind.INFO, choice.why_not, seconds=8, key="why-not"))
        elif choice.action == "retry":
            self._retry(payment)
        else:
            self._ask(payment, choice)

    def _retry(self, payment: PaymentRow) -> None:
        def done(_: TaskRow) -> None:
            said = EXECUTED if payment.way else ASKED_BACK if payment.reversing else RETRIED
            self._done(said.format(code=payment.code))

        self._desk.ask(self._parent, "retry-now", PaymentId(payment=payment.payment_id), then=done)

    def _ask(self, payment: PaymentRow, choice: Possible) -> None:
        form = Form(self._desk, f"{choice.action}-{payment.code}")
        form.say(_about(payment))
        form.say(choice.effect, "hint")
        if _wants_reference(choice, payment):
            name = BANKS_REFERENCE if payment.way else REFERENCE
            form.add(TextField("reference", name, hint=REFERENCE_HINT, required=True))
        if _is_of_bank(choice, payment):
            form.add(CheckField("without_bank", WITHOUT_BANK, hint=WITHOUT_BANK_HINT))
        note = choice.action == "note"
        form.add(LongTextField("reason", NOTE if note else REASON, hint=REASON_HINT, required=True, longest=200))

        def save(values: dict[str, object], done: Callable[..., object], failed: Callable[..., object]) -> None:
            name, question = _question(payment, choice, values)
            self._desk.ask(dialog, name, question, then=done, failed=failed)

        dialog = FormDialog(
            self._desk, choice.words, form, VERBS[choice.action], save, parent=self._parent.window(), guarded=False
        )
        dialog.setObjectName(f"dialog-{choice.action}")
        said = NOTED.format(code=payment.code) if note else _decided(payment, choice)
        dialog.saved.connect(lambda _: self._done(said))
        dialog.open()

    def _done(self, words: Words) -> None:
        self._desk.messages.ok(words)
        self._after()


def _question(payment: PaymentRow, choice: Possible, values: dict[str, object]) -> tuple[str, Message]:
    reason = str(values["reason"])
    if choice.action == "note":
        return "note-task", NoteTask(task_id=choice.task_id, note=reason)
    if choice.action == "reverse":
        return "reverse-payment", ReversePayment(payment=payment.payment_id, reason=reason)
    reference = str(values.get("reference") or "")
    outcome = OUTCOMES[choice.action]
    return "settle-task", SettleTask(
        task_id=choice.task_id, outcome=outcome, reason=reason, reference=reference,
        without_bank=bool(values.get("without_bank")),
    )  # fmt: skip


def _wants_reference(choice: Possible, payment: PaymentRow) -> bool:
    """What the provider did has its number there; what it did not do has none."""
    return choice.action == ("settle_returned" if payment.reversing else "settle_credited")


def _is_of_bank(choice: Possible, payment: PaymentRow) -> bool:
    """Whether a bank is spoken for: of a withdrawal whose sum is held, not of one that never came to its bank."""
    return choice.action in OUTCOMES and payment.way == WITHDRAW and payment.status == Status.AUTHORIZED.value


def _about(payment: PaymentRow) -> Words:
    return Words(
        f"Платёж {payment.code}: {payment.provider_name.ru}, {payment.account}",
        f"Payment {payment.code}: {payment.provider_name.en}, {payment.account}",
    )


def _decided(payment: PaymentRow, choice: Possible) -> Words:
    return Words(
        DECIDED.ru.format(code=payment.code, effect=choice.effect.ru),
        DECIDED.en.format(code=payment.code, effect=choice.effect.en),
    )
