"""The forms of the domain: an owner, a shop, a payee, a bank; new or edited, with the service's words beside fields."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake, Mistakes
from common.qt.desk import Desk
from common.qt.form import CheckField, ChoiceField, Form, FormDialog, FormField, LongTextField, TextField
from common.words import Words
from processing_app.core.domain import TAX_SYSTEMS, DomainObject, kind_of
from processing_app.service.asks.domain import AddBank, AddOwner, AddPayee, AddShop, CommitDomain, TryDomain
from processing_app.service.domain_mistakes import ADAPTERS
from processing_app.service.domain_words import FIELDS, KINDS, VALUES
from processing_app.ui.shops.things import Known

NEW = Words("Добавить: {kind}", "Add: {kind}")
EDIT = Words("{kind}: {name}", "{kind}: {name}")
ADD, SAVE = Words("Добавить", "Add"), Words("Сохранить", "Save")
ID = Words("Номер", "Id")
ID_HINT = Words("Пустой придумает программа", "Left empty, the program makes one")
REASON = Words("Причина (увидят в версиях)", "Reason (kept in the revisions)")
ACCOUNT_HINT = Words("20 цифр", "20 digits")
BIC_HINT = Words("9 цифр, начинается с 04", "9 digits, from 04")
INN_HINT = Words("10 или 12 цифр", "10 or 12 digits")
ADAPTER_WORDS = {
    "simulated": Words("имитатор банка: карты и QR-код", "the simulated bank: cards and a QR code"),
    "simulated-app": Words("имитатор банка: приложение", "the simulated bank: an application"),
}
ASKS: dict[str, type[Any]] = {"owner": AddOwner, "shop": AddShop, "payee": AddPayee, "bank": AddBank}
Values = dict[str, Any]
Then = Callable[[Any], object]


def add(desk: Desk, parent: QWidget, kind: str, known: Known, then: Then) -> FormDialog:
    """A new object of this kind."""
    form = Form(desk, f"add-{kind}")
    for field in _fields(kind, known):
        form.add(field)
    form.add(TextField("id", ID, hint=ID_HINT, longest=40))
    if kind in ("shop", "payee") and len(known.options("owner")) == 1:
        form.fill({"owner_id": known.options("owner")[0][0]})

    def question(values: Values) -> Message:
        given = {name: value or "" for name, value in values.items() if name != "active"}
        made: Message = ASKS[kind](**given)
        return made

    title = Words(NEW.ru.format(kind=KINDS[kind].ru.lower()), NEW.en.format(kind=KINDS[kind].en.lower()))
    return opened(desk, parent, form, f"add-{kind}", title, ADD, f"add-{kind}", kind, question, then)


def edit(desk: Desk, parent: QWidget, one: DomainObject, known: Known, then: Then) -> FormDialog:
    """Other values of an object that is there, over the revision that is shown."""
    kind = kind_of(one)
    form = Form(desk, f"edit-{kind}-{one.id}")
    for field in _fields(kind, known):
        form.add(field)
    if hasattr(one, "active"):
        form.add(CheckField("active", FIELDS["active"]))
    form.add(LongTextField("reason", REASON, required=True, longest=200, rows=2))
    form.fill({name: getattr(one, name) for name in one.__struct_fields__})

    def changed(values: Values) -> DomainObject:
        given = {name: value if value is not None else "" for name, value in values.items() if name != "reason"}
        return msgspec.structs.replace(one, **given)

    def question(values: Values) -> CommitDomain:
        return CommitDomain(base_revision=known.revision, changes=[changed(values)], reason=values["reason"] or "")

    title = Words(
        EDIT.ru.format(kind=KINDS[kind].ru, name=one.name), EDIT.en.format(kind=KINDS[kind].en, name=one.name)
    )
    return opened(
        desk, parent, form, f"edit-{kind}", title, SAVE, "commit-domain", "change", question, then, tried=changed
    )


def opened(
    desk: Desk, parent: QWidget, form: Form, name: str, title: Words, verb: Words, operation: str, tries: str,
    question: Callable[[Values], Message], then: Then, *, tried: Callable[[Values], Any] | None = None,
) -> FormDialog:  # fmt: skip
    """A dialog whose form is judged by `try-domain` before it is sent; `tries` is the judged field of TryDomain."""

    def save(values: Values, done: Callable[..., object], failed: Callable[..., object]) -> None:
        desk.ask(dialog, operation, question(values), then=done, failed=failed)

    def check(values: Values, found: Callable[[Any], object], failed: Callable[..., object]) -> None:
        given: Any = {tries: (tried or question)(values)}
        about = TryDomain(**given)
        desk.ask(form, "try-domain", about, then=lambda answer: found(_named(form, answer)), failed=failed)

    dialog = FormDialog(desk, title, form, verb, save, check=check, parent=parent.window())
    dialog.setObjectName(f"dialog-{name}")
    dialog.saved.connect(then)
    dialog.open()
    return dialog


def _fields(kind: str, known: Known) -> list[FormField]:
    name = TextField("name", FIELDS["name"], required=True, longest=120)
    owner = ChoiceField("owner_id", FIELDS["owner_id"], options=known.options("owner"), required=True)
    if kind == "owner":
        taxes = [(one, VALUES[one]) for one in TAX_SYSTEMS]
        return [
            name, TextField("inn", FIELDS["inn"], hint=INN_HINT, required=True, longest=12),
            ChoiceField("tax_system", FIELDS["tax_system"], options=taxes, required=True),
        ]  # fmt: skip
    if kind == "shop":
        return [name, owner]
    if kind == "payee":
        return [
            name, owner, TextField("account", FIELDS["account"], hint=ACCOUNT_HINT, required=True, longest=20),
            TextField("bic", FIELDS["bic"], hint=BIC_HINT, required=True, longest=9),
        ]  # fmt: skip
    adapters = [(one, ADAPTER_WORDS[one]) for one in ADAPTERS]
    return [name, ChoiceField("adapter", FIELDS["adapter"], options=adapters, required=True)]


def _named(form: Form, answer: Mistakes) -> Sequence[Mistake]:
    """A mistake of a line of a list belongs to its field; what no field has is said above them all."""
    found = []
    for one in answer.mistakes:
        name = one.field.partition(".")[0]
        found.append(Mistake(field=name if name in form.fields else "", words=one.words))
    return found
