"""The forms about a provider: connect it by its card, edit its contract; the connection can be tested before saving."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.protocol.card import Card
from common.protocol.connection import Connection
from common.protocol.mistake import Mistake, Mistakes
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, NumberField, PasswordField, TextField
from common.qt.steps_view import StepsView
from common.retry import RetryPolicy, Strategy
from common.words import Words
from processing_app.service.asks.providers import (
    AskConnection,
    EditProvider,
    ProviderTerms,
    RetryDraft,
    Signed,
    SignProvider,
    TryProvider,
)
from processing_app.ui.provider_words import card_words

CONNECT = Words("Подключить поставщика «{name}»", "Connect provider “{name}”")
EDIT = Words("Договор с поставщиком «{name}»", "The contract with provider “{name}”")
SIGN, SAVE = Words("Подключить", "Connect"), Words("Сохранить", "Save")
URL = Words("Адрес", "Address")
LOGIN = Words("Логин: {login}", "Login: {login}")
PASSWORD = Words("Новый пароль", "New password")
PASSWORD_HINT = Words("Пустой — остаётся прежний", "Left empty, the old one stays")
TIMEOUT = Words("Ждать ответа", "Wait for an answer")
SECONDS = Words("с", "s")
LANES = Words("Запросов одновременно", "Requests at once")
STRATEGY = Words("Паузы между попытками", "Pauses between attempts")
STRATEGIES = (
    (Strategy.EXPONENTIAL, Words("Удваиваются", "Doubled each time")),
    (Strategy.FIXED, Words("Одинаковые", "Always the same")),
    (Strategy.INCREMENTAL, Words("Растут на одно и то же", "Longer by the same")),
    (Strategy.RANDOM, Words("Случайные, всё длиннее", "By chance, longer and longer")),
    (Strategy.IMMEDIATE, Words("Без пауз", "No pauses")),
)
PAUSE = Words("Первая пауза", "First pause")
LONGEST = Words("Самая длинная пауза", "Longest pause")
ATTEMPTS = Words("Попыток с ответом", "Attempts that were answered")
ATTEMPTS_HINT = Words(
    "Потом платёж ждёт разбора, если поставщик не умеет отменять",
    "Then the payment waits for review, unless the provider can void it",
)
AGE = Words("Не дольше", "Not longer than")
ACCOUNT = Words("Номер для проверки", "Number to test with")
ACCOUNT_HINT = Words("Пустой — пример из карточки", "Left empty, the card's own example")
TEST = Words("Проверить связь", "Test the connection")
Values = dict[str, Any]


def connect(desk: Desk, parent: QWidget, card: Card, then: Callable[[Any], object]) -> FormDialog:
    """A contract by a card that was taken in."""
    form = _form(desk, "sign-provider", card)

    def save(values: Values, done: Callable[..., object], failed: Callable[..., object]) -> None:
        question = SignProvider(
            card=msgspec.structs.replace(card, url=values["url"]), retry=RetryPolicy(**_retry(values)), **_ways(values)
        )
        desk.ask(dialog, "sign-provider", question, then=done, failed=failed)

    def subject() -> AskConnection:
        values = form.values()
        return AskConnection(card=card, url=values["url"], account=values["account"] or "")

    steps, button = _test(desk, form, subject)
    dialog = FormDialog(
        desk, CONNECT.format(name=card.name.ru), form, SIGN, save, [button],
        check=_check(desk, form, lambda values: {"card": msgspec.structs.replace(card, url=values["url"] or "")}),
        parent=parent,
    )  # fmt: skip
    form.place(steps)
    return _opened(dialog, "dialog-connect-provider", then)


def edit(desk: Desk, parent: QWidget, terms: ProviderTerms, then: Callable[[Any], object]) -> FormDialog:
    """Other terms of a contract; `then` gets what was asked for and answered, so that it can be taken back."""
    form = _form(desk, f"edit-provider-{terms.provider_id}", terms.card)
    form.add(PasswordField("password", PASSWORD, hint=PASSWORD_HINT))
    form.fill(_shown(terms))

    def save(values: Values, done: Callable[..., object], failed: Callable[..., object]) -> None:
        question = EditProvider(
            provider_id=terms.provider_id, url=values["url"], password=values["password"],
            retry=RetryPolicy(**_retry(values)), edition=terms.edition, **_ways(values),
        )  # fmt: skip
        desk.ask(dialog, "edit-provider", question, then=lambda signed: done((question, signed)), failed=failed)

    def subject() -> AskConnection:
        values = form.values()
        return AskConnection(
            provider_id=terms.provider_id, url=values["url"], password=values["password"],
            account=values["account"] or "",
        )  # fmt: skip

    steps, button = _test(desk, form, subject)
    dialog = FormDialog(
        desk, EDIT.format(name=terms.card.name.ru), form, SAVE, save, [button],
        check=_check(desk, form, lambda values: {"provider_id": terms.provider_id, "url": values["url"] or ""}),
        parent=parent,
    )  # fmt: skip
    form.place(steps)
    return _opened(dialog, "dialog-edit-provider", then)


def back(terms: ProviderTerms, over: Signed) -> EditProvider:
    """The edit that takes another one back, unless a newer one lies over it; the password is not touched by it."""
    return EditProvider(
        provider_id=terms.provider_id, card=terms.card, retry=terms.retry, timeout_ms=terms.timeout_ms,
        lanes=terms.lanes, code_table=terms.code_table, edition=over.edition,
    )  # fmt: skip


def _form(desk: Desk, name: str, card: Card) -> Form:
    form = Form(desk, name, drafts=name != "sign-provider")
    form.say(card_words(card), "hint")
    form.say(LOGIN.format(login=card.login), "hint")
    form.add(TextField("url", URL, required=True))
    form.add(NumberField("timeout_ms", TIMEOUT, decimals=3, suffix=SECONDS, step=1000, required=True))
    form.add(NumberField("lanes", LANES, step=1, required=True))
    form.add(ChoiceField("strategy", STRATEGY, options=STRATEGIES, required=True))
    form.add(NumberField("pause_ms", PAUSE, decimals=3, suffix=SECONDS, step=1000, required=True))
    form.add(NumberField("longest_ms", LONGEST, decimals=3, suffix=SECONDS, step=1000, required=True))
    form.add(NumberField("attempts", ATTEMPTS, hint=ATTEMPTS_HINT, step=1, required=True))
    form.add(NumberField("age_ms", AGE, decimals=3, suffix=SECONDS, step=60_000, required=True))
    form.add(TextField("account", ACCOUNT, hint=ACCOUNT_HINT))
    form.fill({"url": card.url} | _numbers(RetryPolicy(), timeout_ms=30_000, lanes=8))
    return form


def _numbers(retry: RetryPolicy, *, timeout_ms: int, lanes: int) -> Values:
    return {
        "timeout_ms": timeout_ms, "lanes": lanes, "strategy": retry.strategy, "pause_ms": retry.pause_ms,
        "longest_ms": retry.longest_ms, "attempts": retry.attempts, "age_ms": retry.age_ms,
    }  # fmt: skip


def _shown(terms: ProviderTerms) -> Values:
    return {"url": terms.card.url} | _numbers(terms.retry, timeout_ms=terms.timeout_ms, lanes=terms.lanes)


def _retry(values: Values) -> Values:
    """What is typed of the retry policy; what cannot be read is nothing, and the field itself says so."""
    return {
        "strategy": values["strategy"] or Strategy.EXPONENTIAL, "pause_ms": values["pause_ms"] or 0,
        "longest_ms": values["longest_ms"] or 0, "attempts": values["attempts"] or 0,
        "age_ms": values["age_ms"] or 0,
    }  # fmt: skip


def _ways(values: Values) -> Values:
    return {"timeout_ms": values["timeout_ms"] or 0, "lanes": values["lanes"] or 0}


def _check(desk: Desk, form: Form, about: Callable[[Values], Values]) -> Callable[..., None]:
    """What the service has against the typed values, under the form's own names."""

    def look(values: Values, found: Callable[..., object], failed: Callable[..., object]) -> None:
        retry = RetryDraft(**(_retry(values) | {"strategy": str(values["strategy"] or Strategy.EXPONENTIAL)}))
        question = TryProvider(**about(values), retry=retry, **_ways(values))
        desk.ask(form, "try-provider", question, then=lambda answer: found(_named(form, answer)), failed=failed)

    return look


def _named(form: Form, answer: Mistakes) -> list[Mistake]:
    """The policy's numbers are fields of the form by themselves; what no field has is said above them all."""
    found = []
    for one in answer.mistakes:
        name = one.field.rpartition(".")[2]
        found.append(Mistake(field=name if name in form.fields else "", words=one.words))
    return found


def _test(desk: Desk, form: Form, subject: Callable[[], AskConnection]) -> tuple[StepsView, QWidget]:
    steps = StepsView(desk)
    tested: list[AskConnection] = []

    def run() -> None:
        tested[:] = [subject()]
        steps.testing()
        QTimer.singleShot(0, steps, lambda: _see(steps))
        desk.ask(steps, "test-provider", tested[0], then=came, failed=refused, key="test")

    def came(found: Connection) -> None:
        if tested:
            steps.show_result(found)

    def forget() -> None:
        """What was found is not true of another address or password."""
        if tested and subject() != tested[0]:
            tested.clear()
            steps.hide()

    def refused(error: OplataError) -> None:
        steps.hide()
        desk.show_error(error)

    form.changed.connect(forget)
    button = spoken.button(desk, TEST, run, icon="test")
    button.setObjectName("test-connection")
    return steps, button


def _see(steps: StepsView) -> None:
    """The steps stand under all fields: go there."""
    dialog = steps.window()
    if isinstance(dialog, FormDialog):
        dialog.body.view.ensureWidgetVisible(steps)


def _opened(dialog: FormDialog, name: str, then: Callable[[Any], object]) -> FormDialog:
    dialog.setObjectName(name)
    dialog.saved.connect(then)
    dialog.open()
    return dialog
