"""The form of a POS with its terms: where its pages are, how it may be paid, sums, times, the centre's commission."""

from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol.endpoint import Message
from common.qt.desk import Desk
from common.qt.form import (
    CheckField,
    ChoiceField,
    Form,
    FormDialog,
    LongTextField,
    MoneyField,
    NumberField,
    TextField,
)
from common.words import Words
from processing_app.core.domain import METHODS, SYSTEMS, PosObject, Terms
from processing_app.core.flows import Flow, Role, Share
from processing_app.core.rounding import Rounding
from processing_app.service.asks.domain import AddPos, EditPos
from processing_app.service.domain_words import FIELDS, VALUES, shown
from processing_app.ui.shops import forms
from processing_app.ui.shops.things import Known, Thing

NEW, TITLE = Words("Новая точка продаж", "A new POS"), Words("Точка продаж «{name}»", "POS “{name}”")
FEE = Words("Комиссия центра с каждой суммы", "The centre's commission of each sum")
FEE_NAME = "Комиссия центра"
COMPLEX = Words(
    "Схема проводок сложнее одной доли и остаётся как есть: {flows}",
    "The cash flow is more than one share and stays as it is: {flows}",
)
ADDRESS_HINT = Words("По одной в строке: https://имя[:порт]", "One a line: https://name[:port]")
RETURN_HINT = Words("По одному в строке, целиком: https://…", "One a line, whole: https://…")
SYSTEM_HINT = Words("Через запятую: {known}. Пустой — все", "Separated by commas: {known}. Left empty, all")
SECONDS = Words("с", "s")
PERCENT = Words("%", "%")
NONE = "none"
"""Of a new POS no methods would mean all of them: nothing ticked is a mistake."""
WHOLE = 10_000
"""The commission is typed in hundredths of a percent."""
Values = dict[str, Any]


def add(desk: Desk, parent: QWidget, known: Known, then: forms.Then) -> FormDialog:
    """A POS with terms of its own."""
    form = Form(desk, "add-pos")
    form.add(TextField("name", FIELDS["name"], required=True, longest=120))
    form.add(ChoiceField("shop_id", FIELDS["shop_id"], options=known.options("shop"), required=True))
    _terms(form, known, simple=True)
    form.add(TextField("id", forms.ID, hint=forms.ID_HINT, longest=40))
    form.fill(_filled(Terms("")) | {name: only(known, name) for name in ("shop_id", "payee_id", "bank")})

    def question(values: Values) -> Message:
        asked = _asked(values)
        asked["methods"] = asked["methods"] or [NONE]
        return AddPos(name=values["name"] or "", shop_id=values["shop_id"] or "", id=values["id"] or "", **asked)

    return forms.opened(desk, parent, form, "add-pos", NEW, forms.ADD, "add-pos", "pos", question, then)


def edit(desk: Desk, parent: QWidget, thing: Thing, known: Known, then: forms.Then) -> FormDialog:
    """Another name, other pages, other terms; over the revision that is shown."""
    pos, terms = thing.one, thing.terms
    assert isinstance(pos, PosObject)
    assert terms is not None
    form = Form(desk, f"edit-pos-{pos.id}")
    form.add(TextField("name", FIELDS["name"], required=True, longest=120))
    form.add(LongTextField("reason", forms.REASON, required=True, longest=200, rows=2))
    simple = fee(terms.flows) is not None
    if not simple:
        flows = shown("flows", terms.flows)
        form.say(Words(COMPLEX.ru.format(flows=flows.ru), COMPLEX.en.format(flows=flows.en)), "hint")
    _terms(form, known, simple=simple)
    pages = {"origins": "\n".join(pos.origins), "return_urls": "\n".join(pos.return_urls)}
    form.fill(_filled(terms) | pages | {"name": pos.name, "payee_id": pos.payee_id})

    before = _asked(form.values())

    def question(values: Values) -> Message:
        """Only what differs: terms that others share are copied by an edit of terms."""
        changed = {field: value for field, value in _asked(values).items() if value != before[field]}
        return EditPos(
            id=pos.id, name=values["name"] or "", base_revision=known.revision, reason=values["reason"] or "", **changed
        )

    title = Words(TITLE.ru.format(name=pos.name), TITLE.en.format(name=pos.name))
    return forms.opened(desk, parent, form, "edit-pos", title, forms.SAVE, "edit-pos", "edit", question, then)


def only(known: Known, field: str) -> str | None:
    """What there is only one of is chosen already."""
    options = known.options(field.removesuffix("_id"))
    return options[0][0] if len(options) == 1 else None


def fee(flows: tuple[Flow, ...]) -> int | None:
    """The commission of simple flows in hundredths of a percent; None where they are not simple."""
    if not flows:
        return 0
    one = flows[0]
    share = one.volume
    plain = len(flows) == 1 and (one.source, one.destination) == (Role.POS, Role.COMMISSION)
    if not plain or not isinstance(share, Share) or share.of != "amount" or share.rounding is not None:
        return None
    whole, rest = divmod(share.p * WHOLE, share.q) if share.q else (0, 1)
    return None if rest else whole


def _terms(form: Form, known: Known, *, simple: bool) -> None:
    form.add(ChoiceField("payee_id", FIELDS["payee_id"], options=known.options("payee"), required=True))
    form.add(LongTextField("origins", FIELDS["origins"], hint=ADDRESS_HINT, rows=2))
    form.add(LongTextField("return_urls", FIELDS["return_urls"], hint=RETURN_HINT, rows=2))
    for method in METHODS:
        words = VALUES[method]
        form.add(CheckField(f"by_{method}", Words(f"Оплата: {words.ru}", f"Paid by: {words.en}")))
    hint = SYSTEM_HINT.format(known=", ".join(SYSTEMS))
    form.add(TextField("systems", FIELDS["systems"], hint=hint, longest=100))
    form.add(MoneyField("minimum", FIELDS["minimum"], required=True))
    form.add(MoneyField("maximum", FIELDS["maximum"], required=True))
    form.add(NumberField("lifetime_seconds", FIELDS["lifetime_seconds"], suffix=SECONDS, step=60, required=True))
    form.add(NumberField("hold_seconds", FIELDS["hold_seconds"], suffix=SECONDS, step=3600, required=True))
    form.add(ChoiceField("bank", FIELDS["bank"], options=known.options("bank"), required=True))
    if simple:
        form.add(NumberField("fee", FEE, decimals=2, maximum=WHOLE, suffix=PERCENT, step=50, required=True))
    policies = [(one, VALUES[one.value]) for one in Rounding]
    form.add(ChoiceField("rounding", FIELDS["rounding"], options=policies, required=True))
    form.add(MoneyField("levy", FIELDS["levy"], minimum=0, required=True))


def _filled(terms: Terms) -> Values:
    return {
        **{f"by_{method}": method in terms.methods for method in METHODS}, "systems": ", ".join(terms.systems),
        "minimum": terms.minimum, "maximum": terms.maximum, "lifetime_seconds": terms.lifetime_seconds,
        "hold_seconds": terms.hold_seconds, "bank": terms.bank, "fee": fee(terms.flows), "rounding": terms.rounding,
        "levy": terms.levy,
    }  # fmt: skip


def _asked(values: Values) -> Values:
    """The form's values as the operation has them; what cannot be read is nothing, and its field says so."""
    asked: Values = {
        "payee_id": values["payee_id"] or "",
        "origins": _lines(values["origins"]),
        "return_urls": _lines(values["return_urls"]),
        "methods": [method for method in METHODS if values[f"by_{method}"]],
        "systems": [one.strip().lower() for one in (values["systems"] or "").split(",") if one.strip()],
        "bank": values["bank"] or "",
        "rounding": values["rounding"] or Rounding.HALF_AWAY,
    }
    numbers = ("minimum", "maximum", "lifetime_seconds", "hold_seconds", "levy")
    asked |= {name: values[name] if values[name] is not None else 0 for name in numbers}
    if "fee" in values:
        asked["flows"] = _flows(values["fee"] or 0)
    return asked


def _flows(hundredths: int) -> list[Flow]:
    return [Flow(Role.POS, Role.COMMISSION, Share(hundredths, WHOLE), FEE_NAME)] if hundredths else []


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
