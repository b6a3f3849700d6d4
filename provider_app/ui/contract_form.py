"""A contract with a processing centre as a form: who, which protocol, which sums, which fields."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol.card import Card
from common.qt.desk import Desk
from common.qt.form import ChoiceField, DayField, Form, FormDialog, MoneyField, TextField
from common.words import Words
from provider_app.core import numbers
from provider_app.service.messages import (
    ContractShown,
    Dialect,
    EditContract,
    FieldsTried,
    SignProcessing,
    TryContract,
    TryFields,
)
from provider_app.ui.field_editor import PaymentFields

NEW, EDIT = Words("Договор с процессингом", "Contract with a processing centre"), Words("Договор {n}", "Contract {n}")
SIGN, SAVE = Words("Заключить договор", "Sign the contract"), Words("Сохранить", "Save")
DIALECTS: list[tuple[Any, Words]] = [
    (Dialect.JSON, Words("JSON POST — протокол этой сети", "JSON POST — this network's protocol")),
    (Dialect.OSMP, Words("OSMP — XML через GET или POST", "OSMP — XML over GET or POST")),
]
OURS = Words(
    "Адрес нашего сервера: {url}. Логин и пароль выдаются при подписании, пароль виден один раз.",
    "Our server's address: {url}. The login and the password are issued at signing, the password is seen once.",
)
LOGIN = Words("Адрес нашего сервера: {url}. Логин центра: {login}.", "Our server: {url}. The centre's login: {login}.")
ENDLESS = Words("без даты — бессрочный", "without a date it has no end")
FIELDS = Words("Поля при оплате", "Payment fields")
QUESTION = Words("Сохранить изменения в договоре {n}?", "Save the changes of contract {n}?")
LEAST, MOST = 100, 1_500_000
WIDTH, HEIGHT = 1080, 760


def new(desk: Desk, parent: QWidget, signed: Callable[[Card], object]) -> FormDialog:
    """Sign a centre; the field that is usual here is there to be seen and changed."""
    form = _form(desk, "sign-processing", OURS.format(url=desk.inside.server.url), choose_dialect=True)
    form.fill({"dialect": Dialect.JSON, "minimum": LEAST, "maximum": MOST, "fields": []})

    def offer(tried: FieldsTried) -> None:
        fields, untouched = form.fields["fields"], not form.dirty
        if not fields.filled():
            fields.fill(tried.usual)
        if untouched:
            form.fill({})

    desk.ask(form, "try-fields", TryFields(fields=[]), then=offer)

    def check(values: dict[str, Any], found: Any, failed: Any) -> None:
        desk.ask(dialog, "try-contract", TryContract(**_asked(values)), then=found, failed=failed)

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        desk.ask(dialog, "sign-processing", SignProcessing(**_asked(values)), then=done, failed=failed)

    dialog = FormDialog(desk, NEW, form, SIGN, save, check=check, parent=parent)
    return _opened(dialog, signed)


def edit(desk: Desk, parent: QWidget, one: ContractShown, saved: Callable[[ContractShown], object]) -> FormDialog:
    """Change a contract; payments in the books stay as they were agreed."""
    said = LOGIN.format(url=desk.inside.server.url, login=one.login)
    form = _form(desk, f"edit-contract-{one.contract}", said, choose_dialect=False)
    fields = form.fields["fields"]
    assert isinstance(fields, PaymentFields)
    fields.speak(Dialect(one.dialect))
    form.fill(
        {
            "name": one.name,
            "minimum": one.minimum,
            "maximum": one.maximum,
            "valid_until": one.valid_until,
            "fields": one.fields,
        }
    )

    def check(values: dict[str, Any], found: Any, failed: Any) -> None:
        ask = TryContract(**_asked(values | {"dialect": Dialect(one.dialect)}), contract=one.contract)
        desk.ask(dialog, "try-contract", ask, then=found, failed=failed)

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        desk.ask(dialog, "edit-contract", changed(one.contract, _asked(values), over=one), then=done, failed=failed)

    number = numbers.contract(one.contract)
    question = QUESTION.format(n=number)
    dialog = FormDialog(desk, EDIT.format(n=number), form, SAVE, save, check=check, parent=parent, question=question)
    return _opened(dialog, saved)


def changed(contract: int, asked: dict[str, Any], *, over: ContractShown) -> EditContract:
    """The question that puts these terms into a contract that is `over` now; no date takes the end away."""
    terms = {name: asked[name] for name in ("name", "fields", "minimum", "maximum", "valid_until")}
    return EditContract(contract=contract, endless=terms["valid_until"] is None, edition=over.edition, **terms)


def terms_of(one: ContractShown) -> dict[str, Any]:
    """The terms of a contract as it stands, for taking an edit back."""
    return {name: getattr(one, name) for name in ("name", "fields", "minimum", "maximum", "valid_until")}


def _form(desk: Desk, name: str, said: Words, *, choose_dialect: bool) -> Form:
    form = Form(desk, name)
    form.add(TextField("name", Words("Название ПЦ", "The centre's name"), required=True, longest=100))
    form.say(said, "hint")
    dialect: ChoiceField | None = None
    if choose_dialect:
        dialect = form.add(ChoiceField("dialect", Words("Протокол", "Protocol"), options=DIALECTS, required=True))
    form.add(MoneyField("minimum", Words("Минимум", "Minimum"), required=True))
    form.add(MoneyField("maximum", Words("Максимум", "Maximum"), required=True))
    form.add(DayField("valid_until", Words("Действует по", "Valid until"), empty=True, hint=ENDLESS))
    fields = form.add(PaymentFields("fields", FIELDS))
    if dialect is not None:
        dialect.changed.connect(lambda: fields.speak(dialect.value() or Dialect.JSON))
    return form


def _opened(dialog: FormDialog, saved: Callable[[Any], object]) -> FormDialog:
    dialog.setObjectName("contract-dialog")
    dialog.saved.connect(saved)
    room = dialog.screen().availableSize()
    dialog.resize(min(WIDTH, room.width() * 95 // 100), min(HEIGHT, room.height() * 94 // 100))
    dialog.open()
    return dialog


def _asked(values: dict[str, Any]) -> dict[str, Any]:
    """What was typed as the service takes it; what cannot be read is told by the form itself."""
    return {
        "name": values["name"] or "",
        "minimum": values["minimum"] or 0,
        "maximum": values["maximum"] or 0,
        "valid_until": values["valid_until"],
        "fields": values["fields"],
        **({"dialect": values["dialect"]} if values.get("dialect") else {}),
    }
