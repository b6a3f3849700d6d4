"""The forms about a wallet: open one, change its holder, its limits; the service says what is wrong beside fields."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake, Mistakes
from common.protocol.wallets.wallet import Limits
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, MoneyField, NumberField, TextField
from common.words import Words
from processing_app.service.asks.wallets import EditWallet, OpenWallet, TryWallet, WalletLimits, WalletRow

NEW = Words("Новый кошелёк", "A new wallet")
EDIT = Words("Владелец кошелька {number}", "Holder of wallet {number}")
LIMIT = Words("Лимиты кошелька {number}", "Limits of wallet {number}")
OPEN, SAVE = Words("Открыть кошелёк", "Open the wallet"), Words("Сохранить", "Save")
NAME = Words("Имя и фамилия владельца", "Holder's first and last name")
NAME_HINT = Words("Другим покажут «Иван И.»", "Others are shown “Иван И.”")
PHONE, EMAIL = Words("Телефон", "Phone"), Words("Почта", "E-mail")
PER_OPERATION = Words("За одну операцию", "In one operation")
PER_DAY = Words("За день (по Москве)", "In a Moscow day")
PER_HOUR = Words("Операций в час", "Operations an hour")
NO_CONFIRMATION = Words("Без подтверждения", "Without a confirmation")
NO_CONFIRMATION_HINT = Words(
    "Списание по штрихкоду больше этого ждёт слова владельца", "A charge by barcode above it waits for the holder"
)
LIMITS_ABOUT = Words(
    "Новые лимиты действуют со следующего платежа; начатые платежи идут дальше.",
    "New limits count from the next payment; payments that have begun go on.",
)
LONGEST = 200
Values = dict[str, Any]
Then = Callable[[Any], object]


def open_wallet(desk: Desk, parent: QWidget, then: Then) -> FormDialog:
    """A new wallet; `then` gets the card that is shown once."""
    form = Form(desk, "open-wallet")
    _add_holder(form)
    _add_limits(form)
    usual = Limits()
    form.fill({name: getattr(usual, name) for name in Limits.__struct_fields__})

    def question(values: Values) -> Message:
        return OpenWallet(**_holder(values), **_limits(values))

    def tried(values: Values) -> TryWallet:
        return TryWallet(**_holder(values), **_limits(values))

    return _opened(desk, parent, form, "open-wallet", NEW, OPEN, question, tried, then)


def edit_holder(desk: Desk, parent: QWidget, row: WalletRow, then: Then) -> FormDialog:
    """Another name, phone or e-mail."""
    form = Form(desk, f"edit-wallet-{row.number}")
    _add_holder(form)
    form.fill({"name": row.name, "phone": row.phone, "email": row.email})

    def question(values: Values) -> Message:
        return EditWallet(number=row.number, **_holder(values), edition=row.edition)

    def tried(values: Values) -> TryWallet:
        return TryWallet(number=row.number, **_holder(values))

    title = EDIT.format(number=row.number)
    return _opened(desk, parent, form, "edit-wallet", title, SAVE, question, tried, then)


def edit_limits(desk: Desk, parent: QWidget, row: WalletRow, then: Then) -> FormDialog:
    """What it may spend from now on."""
    form = Form(desk, f"wallet-limits-{row.number}")
    form.say(LIMITS_ABOUT, "hint")
    _add_limits(form)
    form.fill({name: getattr(row.limits, name) for name in Limits.__struct_fields__})

    def question(values: Values) -> Message:
        return WalletLimits(number=row.number, **_limits(values), edition=row.edition)

    def tried(values: Values) -> TryWallet:
        return TryWallet(number=row.number, name=row.name, **_limits(values))

    title = LIMIT.format(number=row.number)
    return _opened(desk, parent, form, "wallet-limits", title, SAVE, question, tried, then)


def _add_holder(form: Form) -> None:
    form.add(TextField("name", NAME, hint=NAME_HINT, required=True, longest=LONGEST))
    form.add(TextField("phone", PHONE, longest=LONGEST))
    form.add(TextField("email", EMAIL, longest=LONGEST))


def _add_limits(form: Form) -> None:
    form.add(MoneyField("per_operation", PER_OPERATION, required=True))
    form.add(MoneyField("per_day", PER_DAY, required=True))
    form.add(NumberField("per_hour", PER_HOUR, minimum=1, step=1, required=True))
    form.add(MoneyField("no_confirmation", NO_CONFIRMATION, hint=NO_CONFIRMATION_HINT, minimum=0, required=True))


def _holder(values: Values) -> Values:
    return {name: values[name] or "" for name in ("name", "phone", "email")}


def _limits(values: Values) -> Values:
    return {name: values[name] or 0 for name in Limits.__struct_fields__}


def _opened(
    desk: Desk, parent: QWidget, form: Form, operation: str, title: Words, verb: Words,
    question: Callable[[Values], Message], tried: Callable[[Values], TryWallet], then: Then,
) -> FormDialog:  # fmt: skip
    """A dialog whose form is judged by `try-wallet` before it is sent."""

    def save(values: Values, done: Callable[..., object], failed: Callable[..., object]) -> None:
        desk.ask(dialog, operation, question(values), then=done, failed=failed)

    def check(values: Values, found: Callable[[list[Mistake]], object], failed: Callable[..., object]) -> None:
        def came(answer: Mistakes) -> None:
            found([one for one in answer.mistakes if one.field in form.fields])

        desk.ask(form, "try-wallet", tried(values), then=came, failed=failed)

    dialog = FormDialog(desk, title, form, verb, save, check=check, parent=parent.window())
    dialog.setObjectName(f"dialog-{operation}")
    dialog.saved.connect(then)
    dialog.open()
    return dialog
