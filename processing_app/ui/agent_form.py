"""The forms about an agent: sign, edit, another commission; the service says what is wrong and what it would take."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from common.clock import moment
from common.money import Range
from common.protocol.mistake import Mistakes
from common.qt import wording
from common.qt.desk import Desk
from common.qt.form import DayField, Form, FormDialog, MoneyField, PasswordField, TextField
from common.words import Words
from processing_app.service.asks.agents import (
    AgentContract,
    CommissionTried,
    EditAgent,
    SetCommission,
    SignAgent,
    TryAgent,
    TryCommission,
)
from processing_app.ui.tariff_field import ranges_of, rows_of, tariff_field

NEW, EDIT = Words("Новый агент", "New agent"), Words("Агент {number}", "Agent {number}")
SIGN, SAVE = Words("Заключить договор", "Sign the contract"), Words("Сохранить", "Save")
COMMISSION, APPOINT = Words("Новая комиссия: {name}", "A new commission: {name}"), Words("Назначить", "Appoint")
NAME = Words("Название", "Name")
LIMIT = Words("Кредитный лимит", "Credit limit")
LIMIT_HINT = Words("Насколько депозит может уйти ниже нуля", "How far below zero the deposit may go")
THRESHOLD = Words("Порог предупреждения", "Warning threshold")
THRESHOLD_HINT = Words("Меньше этого — пора пополнять", "Below this it is time for a top-up")
EXPIRES = Words("Договор действует по", "The contract ends on")
EXPIRES_HINT = Words("Прочерк — без срока", "A dash for no end")
PASSWORD = Words("Пароль", "Password")
PASSWORD_HINT = Words(
    "Пустой придумает программа и покажет один раз", "Left empty, the program makes one and shows it once"
)
SINCE = Words("Действует с", "In force from")
SINCE_HINT = Words(
    "Сегодняшний день — сразу; старые платежи остаются при своей", "Today: at once; the past keeps its own"
)
WOULD = Words("С {amount} возьмёт {fee}", "Of {amount} it takes {fee}")
COUNTING = Words("Считаем…", "Counting…")
FIRST = (Range(basis_points=100),)


def sign(desk: Desk, parent: QWidget, then: Callable[[Any], object]) -> FormDialog:
    """A new contract; `then` gets the card that is shown once."""
    form = Form(desk, "sign-agent")
    form.add(TextField("name", NAME, required=True, longest=200))
    _add_terms(form)
    tariff = form.add(tariff_field())
    tariff.fill(rows_of(FIRST))
    _preview(desk, form)
    form.add(PasswordField("password", PASSWORD, hint=PASSWORD_HINT))
    form.fill({"credit_limit": 0, "threshold": 0})

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        question = SignAgent(**_terms(values), tariff=ranges_of(values["tariff"]), password=values["password"])
        desk.ask(dialog, "sign-agent", question, then=done, failed=failed)

    def check(values: dict[str, Any], found: Callable[[Mistakes], object], failed: Callable[..., object]) -> None:
        question = TryAgent(**_terms(values), tariff=ranges_of(values["tariff"]), password=values["password"])
        desk.ask(dialog, "try-agent", question, then=found, failed=failed)

    dialog = FormDialog(desk, NEW, form, SIGN, save, check=check, parent=parent)
    return _opened(dialog, "dialog-sign-agent", then)


def edit(desk: Desk, parent: QWidget, agent: AgentContract, then: Callable[[Any], object]) -> FormDialog:
    """New terms of a contract."""
    form = Form(desk, f"edit-agent-{agent.agent_id}")
    form.add(TextField("name", NAME, required=True, longest=200))
    _add_terms(form)
    form.fill(
        {
            "name": agent.name,
            "credit_limit": agent.credit_limit,
            "threshold": agent.threshold,
            "expires": None if agent.expires is None else _last_day(agent.expires),
        }
    )

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        terms = _terms(values)
        if agent.expires is not None and values["expires"] == _last_day(agent.expires):
            terms["expires"] = agent.expires  # the hour of the end is not the form's to change
        question = EditAgent(agent_id=agent.agent_id, **terms, no_end=values["expires"] is None, edition=agent.edition)
        desk.ask(dialog, "edit-agent", question, then=done, failed=failed)

    def check(values: dict[str, Any], found: Callable[[Mistakes], object], failed: Callable[..., object]) -> None:
        desk.ask(dialog, "try-agent", TryAgent(agent_id=agent.agent_id, **_terms(values)), then=found, failed=failed)

    dialog = FormDialog(desk, EDIT.format(number=agent.number), form, SAVE, save, check=check, parent=parent)
    return _opened(dialog, "dialog-edit-agent", then)


def set_commission(desk: Desk, parent: QWidget, agent: AgentContract, then: Callable[[Any], object]) -> FormDialog:
    """Another commission from a day on, with what it would take."""
    form = Form(desk, f"commission-{agent.agent_id}")
    tariff = form.add(tariff_field())
    form.add(DayField("since", SINCE, hint=SINCE_HINT))
    tariff.fill(rows_of(agent.tariff))
    form.fill({})
    _preview(desk, form)

    def since(values: dict[str, Any]) -> datetime | None:
        begins = _begins(values["since"])
        return None if begins <= moment(desk.clock.now_ms()) else begins

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        question = SetCommission(agent_id=agent.agent_id, tariff=ranges_of(values["tariff"]), since=since(values))
        desk.ask(dialog, "set-commission", question, then=done, failed=failed)

    def check(values: dict[str, Any], found: Callable[[Any], object], failed: Callable[..., object]) -> None:
        question = TryCommission(tariff=ranges_of(values["tariff"]), since=since(values))
        desk.ask(dialog, "try-commission", question, then=lambda tried: found(tried.mistakes), failed=failed)

    dialog = FormDialog(desk, COMMISSION.format(name=agent.name), form, APPOINT, save, check=check, parent=parent)
    return _opened(dialog, "dialog-commission", then)


def _add_terms(form: Form) -> None:
    form.add(MoneyField("credit_limit", LIMIT, hint=LIMIT_HINT, minimum=0))
    form.add(MoneyField("threshold", THRESHOLD, hint=THRESHOLD_HINT, minimum=0))
    form.add(DayField("expires", EXPIRES, hint=EXPIRES_HINT, empty=True))


def _terms(values: dict[str, Any]) -> dict[str, Any]:
    day = values["expires"]
    return {
        "name": values["name"] or "",
        "credit_limit": values["credit_limit"] or 0,
        "threshold": values["threshold"] or 0,
        "expires": None if day is None else _begins(day + timedelta(days=1)),
    }


def _begins(day: date) -> datetime:
    """When a day begins on this computer."""
    return datetime.combine(day, time()).astimezone()


def _last_day(expires: datetime) -> date:
    """The last whole day of a contract that ends at this moment."""
    return (wording.local(expires) - timedelta(milliseconds=1)).date()


def _preview(desk: Desk, form: Form) -> None:
    """What the typed commission would take, counted by the service at each change."""
    line: QLabel = form.say(COUNTING, "hint")
    line.setObjectName("commission-preview")

    def show(tried: CommissionTried) -> None:
        said = [
            (
                WOULD.ru.format(amount=wording.money(one.amount, "ru"), fee=wording.money(one.fee, "ru")),
                WOULD.en.format(amount=wording.money(one.amount, "en"), fee=wording.money(one.fee, "en")),
            )
            for one in tried.examples
        ]
        words = Words(" · ".join(ru for ru, _ in said), " · ".join(en for _, en in said))
        desk.languages.bind(line, line.setText, words)

    def ask() -> None:
        question = TryCommission(tariff=ranges_of(form.values()["tariff"]))
        desk.ask(line, "try-commission", question, then=show, failed=lambda _: None, key="preview")

    form.fields["tariff"].changed.connect(ask)
    ask()


def _opened(dialog: FormDialog, name: str, then: Callable[[Any], object]) -> FormDialog:
    dialog.setObjectName(name)
    dialog.saved.connect(then)
    dialog.open()
    return dialog
