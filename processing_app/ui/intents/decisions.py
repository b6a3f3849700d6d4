"""The dialog of an act with an intent: what it does, the sum where there is one, and the reason."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol.shop.payments import KioskCode
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, LongTextField, MoneyField, TextField
from common.qt.messages import Notice, NoticeKind
from common.words import Words
from processing_app.service.asks.intents import IntentState
from processing_app.ui.intents.acts import Act
from processing_app.ui.intents.words import money_words

REASON = Words("Причина (увидят в истории)", "Reason (kept in the history)")
REASON_HINT = Words("Кто и когда решил, запишется само", "Who decided and when is written down by itself")
CODE = Words("Код причины у банка", "The bank's reason code")
CODE_HINT = Words("Из письма банка, например 4837", "From the bank's letter, 4837 for example")
AMOUNT = Words("Сумма", "Sum")
MOST = Words("Не больше {sum}", "Not more than {sum}")
LEVY = Words("Сбор", "Levy")
LEVY_HINT = Words("Пустой — по условиям точки продаж", "Left empty, by the POS's terms")
DONE = Words("Намерение {id}: {verb} — принято.", "Intent {id}: {verb}: accepted.")
ISSUED = Words(
    "Код для терминала: {code}. Назовите его плательщику.", "The code for kiosks is {code}. Tell it the payer."
)
LONGEST_CODE = 40


def decide(desk: Desk, parent: QWidget, state: IntentState, act: Act, after: Callable[[], object]) -> None:
    """Ask, do it, tell; or say why it cannot be done."""
    if act.why_not.ru:
        desk.messages.tell(Notice(NoticeKind.INFO, act.why_not, seconds=8, key="why-not"))
        return
    form = _form(desk, state, act)

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        question = act.ask(values["reason"].strip(), values.get("amount"), values.get("levy"))
        desk.ask(dialog, act.operation, question, then=done, failed=failed)

    def told(answer: Any) -> None:
        done = Words(
            DONE.ru.format(id=state.intent.id, verb=act.verb.ru.lower()),
            DONE.en.format(id=state.intent.id, verb=act.verb.en.lower()),
        )
        desk.messages.ok(ISSUED.format(code=answer.short_payment_id) if isinstance(answer, KioskCode) else done)
        after()

    dialog = FormDialog(desk, act.words, form, act.verb, save, parent=parent.window(), guarded=False)
    dialog.setObjectName(f"dialog-{act.name}")
    dialog.saved.connect(told)
    dialog.open()


def _form(desk: Desk, state: IntentState, act: Act) -> Form:
    form = Form(desk, f"{act.name}-{state.intent.id}", drafts=False)
    form.say(Words(f"{state.intent.id}: {state.intent.product}", f"{state.intent.id}: {state.intent.product}"))
    form.say(act.effect, "hint")
    if act.most:
        most = money_words(act.most, state.intent.currency)
        hint = Words(MOST.ru.format(sum=most.ru), MOST.en.format(sum=most.en))

        def too_much(value: int) -> Words | None:
            return hint if value > act.most else None

        form.add(MoneyField("amount", AMOUNT, hint=hint, required=True, check=too_much))
    if act.levied:
        form.add(MoneyField("levy", LEVY, hint=LEVY_HINT, minimum=0))
    if act.name == "open-chargeback":
        form.add(TextField("reason", CODE, hint=CODE_HINT, required=True, longest=LONGEST_CODE))
    else:
        form.add(LongTextField("reason", REASON, hint=REASON_HINT, required=True, longest=200))
    if act.most:
        form.fill({"amount": act.most})
    return form
