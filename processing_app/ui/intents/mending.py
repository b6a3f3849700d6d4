"""The dialogs of repair: fail, fulfil, revive, ask from the beginning, add an event; each with its reason."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from common.protocol.endpoint import Message
from common.qt.desk import Desk
from common.qt.form import CheckField, ChoiceField, Form, FormDialog, LongTextField, MoneyField, NumberField, TextField
from common.qt.messages import Notice, NoticeKind
from common.words import Words, same
from processing_app.core import failure
from processing_app.service.asks.repairs import (
    AddedEvent,
    AddEvents,
    FailIntent,
    FulfilIntent,
    Legal,
    Repaired,
    RepairLook,
    ReviveIntent,
    SkipStep,
)
from processing_app.ui.intents.words import INTENT

REASON = Words("Причина (увидят в истории)", "Reason (kept in the history)")
REASON_HINT = Words("Кто и когда решил, запишется само", "Who decided and when is written down by itself")
REFERENCE = Words("Номер операции у банка", "The bank's reference")
REFERENCE_HINT = Words("Из ответа банка, его письма или кабинета", "From the bank's answer, letter or account page")
CAPTURED = Words("Банк списал сразу, без удержания", "The bank captured it at once")
FAILURE = Words("Почему не прошло", "Why it failed")
UNNAMED = Words("Причина не названа", "No reason was named")
EVENT, PAYMENT = Words("Событие", "Event"), Words("Номер платежа", "Payment number")
REFUND, DISPUTE = Words("Номер возврата", "Refund number"), Words("Номер спора", "Dispute number")
AMOUNT, WHOLE = Words("Сумма", "Sum"), Words("Пустая — вся", "Left empty, all of it")
FISCAL = Words("Фискальный номер", "Fiscal number")
VERBS = {
    "fail": Words("Признать неудачей", "Fail"),
    "fulfil": Words("Признать выполненным", "Fulfil"),
    "revive": Words("Оживить", "Revive"),
    "skip": Words("Спросить с начала", "Ask again"),
    "add": Words("Добавить", "Add"),
}
OPERATIONS = {
    "fail": "fail-intent", "fulfil": "fulfil-intent", "revive": "revive-intent", "skip": "skip-step",
    "add": "add-events",
}  # fmt: skip
DONE = Words("Намерение {id} снова в движении: {state}.", "Intent {id} moves again: {state}.")
PROPOSED = Words(
    "Сумма велика: решение ждёт второго оператора. Пусть он утвердит его здесь же своим логином. Деньги пока там, где "
    "были.",
    "The sum is large: the decision waits for a second operator, who may approve it right here by his own login. The "
    "money stays where it was.",
)
EVENTS: tuple[tuple[str, Words], ...] = (
    ("InteractionCompleted", Words("Плательщику больше ничего не нужно", "The payer has nothing more to do")),
    ("BankAuthorized", Words("Банк заблокировал деньги", "The bank holds the money")),
    ("PaymentFailed", Words("Платёж не прошёл", "The payment failed")),
    ("PaymentVoided", Words("Банк ничего не удержал", "The bank holds nothing")),
    ("CaptureRequested", Words("Просят списать", "To be captured")),
    ("CancelRequested", Words("Просят снять блокировку", "To be given back")),
    ("PaymentCaptured", Words("Банк списал", "The bank captured it")),
    ("PaymentCancelled", Words("Банк снял блокировку", "The bank gave it back")),
    ("ReceiptFixed", Words("Касса пробила чек", "The receipt is printed")),
    ("RefundSucceeded", Words("Возврат получен", "The payer has the refund")),
    ("RefundFailed", Words("Возврат не прошёл", "The refund failed")),
    ("ChargebackRejected", Words("Спор выигран", "The dispute is won")),
    ("ChargebackAccepted", Words("Спор проигран", "The dispute is lost")),
    ("KioskReleased", Words("Плательщик ушёл от терминала", "The payer left the kiosk")),
    ("IntentCancelled", Words("Намерение отменено", "The intent is cancelled")),
)
ASKED = {
    "reference": ("BankAuthorized", "PaymentVoided", "PaymentCaptured", "RefundSucceeded"),
    "failure": ("PaymentFailed", "RefundFailed"),
    "amount": ("CaptureRequested",),
    "fiscal_number": ("ReceiptFixed",),
    "refund_id": ("RefundSucceeded", "RefundFailed"),
    "chargeback_id": ("ChargebackRejected", "ChargebackAccepted"),
}
"""Which events have which field; all but the last two kinds are of a payment."""
OF_INTENT = ("KioskReleased", "IntentCancelled")
Values = dict[str, Any]


class Mending:
    """Opens the dialog of an act and carries it out; `after` is called once it is done or proposed."""

    def __init__(self, desk: Desk, parent: QWidget, after: Callable[[], object]) -> None:
        """`parent` is what the dialogs stand over."""
        self._desk = desk
        self._parent = parent
        self._after = after

    def make(self, look: RepairLook, legal: Legal) -> None:
        """Ask what has to be asked, or say why it is not legal."""
        if not legal.allowed:
            self._desk.messages.tell(Notice(NoticeKind.INFO, legal.why_not, seconds=8, key="why-not"))
            return
        form = Form(self._desk, f"repair-{legal.act}-{look.intent_id}", drafts=False)
        form.say(legal.effect, "hint")
        _add_fields(form, look, legal.act)
        form.add(LongTextField("reason", REASON, hint=REASON_HINT, required=True, longest=200))

        def save(values: Values, done: Callable[..., object], failed: Callable[..., object]) -> None:
            question = _question(look, legal.act, values)
            self._desk.ask(dialog, OPERATIONS[legal.act], question, then=done, failed=failed)

        title = Words(legal.words.ru.rstrip("…"), legal.words.en.rstrip("…"))
        dialog = FormDialog(
            self._desk, title, form, VERBS[legal.act], save, parent=self._parent.window(), guarded=False
        )
        dialog.setObjectName(f"dialog-repair-{legal.act}")
        dialog.saved.connect(self._done)
        dialog.open()

    def _done(self, answer: Repaired) -> None:
        tell(self._desk, answer)
        self._after()


def tell(desk: Desk, answer: Repaired) -> None:
    """What came of an act of repair."""
    if answer.proposal_id:
        desk.messages.tell(Notice(NoticeKind.WARN, PROPOSED, key="proposed"))
        return
    desk.messages.drop("proposed")
    state = INTENT[answer.status].words
    desk.messages.ok(
        Words(
            DONE.ru.format(id=answer.intent_id, state=state.ru.lower()),
            DONE.en.format(id=answer.intent_id, state=state.en.lower()),
        )
    )


def _add_fields(form: Form, look: RepairLook, act: str) -> None:
    if act == "fulfil":
        form.add(TextField("reference", REFERENCE, hint=REFERENCE_HINT, required=True, longest=100))
        if look.under_way and look.under_way[0].operation == "authorize":
            form.add(CheckField("captured", CAPTURED))
        if look.bank is not None and look.bank.reference:
            form.fill({"reference": look.bank.reference, "captured": look.bank.verdict == "captured"})
    elif act == "fail":
        form.add(ChoiceField("failure", FAILURE, options=_failures()))
        form.fill({"failure": ""})
    elif act == "add":
        _add_event(form, look)


def _failures() -> list[tuple[str, Words]]:
    return [("", UNNAMED), *((path, same(path)) for path in failure.paths())]


def _add_event(form: Form, look: RepairLook) -> None:
    """One event; what it needs is asked, the rest is hidden."""
    form.add(ChoiceField("kind", EVENT, options=EVENTS, required=True))
    form.add(TextField("payment_id", PAYMENT, required=True, longest=10))
    form.add(TextField("refund_id", REFUND, required=True, longest=10))
    form.add(TextField("chargeback_id", DISPUTE, required=True, longest=10))
    form.add(TextField("reference", REFERENCE, hint=REFERENCE_HINT, required=True, longest=100))
    form.add(ChoiceField("failure", FAILURE, options=[(one, same(one)) for one in failure.paths()], required=True))
    form.add(MoneyField("amount", AMOUNT, hint=WHOLE, minimum=0))
    form.add(NumberField("fiscal_number", FISCAL, minimum=1, required=True))
    form.fill({"payment_id": look.under_way[0].payment_id if look.under_way else "1"})

    def show() -> None:
        kind = form.values()["kind"]
        form.show_field("payment_id", kind not in OF_INTENT)
        for name, kinds in ASKED.items():
            form.show_field(name, kind in kinds)

    form.fields["kind"].changed.connect(show)
    show()


def _question(look: RepairLook, act: str, values: Values) -> Message:
    about: dict[str, Any] = {"intent_id": look.intent_id, "reason": values["reason"], "version": look.version}
    if act == "fail":
        return FailIntent(**about, failure=values["failure"] or "")
    if act == "fulfil":
        return FulfilIntent(**about, reference=values["reference"], captured=bool(values.get("captured")))
    if act == "revive":
        return ReviveIntent(**about)
    if act == "skip":
        return SkipStep(**about)
    return AddEvents(**about, events=[_event(values)])


def _event(values: Values) -> AddedEvent:
    kind = values["kind"]
    given = {name: values[name] for name, kinds in ASKED.items() if kind in kinds and values[name] is not None}
    if kind not in OF_INTENT:
        given["payment_id"] = values["payment_id"]
    event: AddedEvent = msgspec.convert(given | {"kind": kind}, AddedEvent)
    return event
