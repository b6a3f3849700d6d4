"""The forms of the contract: signed by a card or by hand, moved to another address; each tests itself before saving."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from agent_terminal.service.messages import (
    AskConnection,
    Connect,
    Connected,
    ContractShown,
    EditContract,
    TryContract,
    WriteContract,
)
from common.errors import OplataError
from common.protocol.card import Card
from common.protocol.mistake import Mistakes
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, PasswordField, TextField
from common.qt.messages import Notice, NoticeKind
from common.qt.steps_view import StepsView
from common.words import Language, Words

SIGN, WRITE, EDIT = (
    Words("Договор с ПЦ", "Contract with the centre"),
    Words("Договор с ПЦ вручную", "Contract with a centre by hand"),
    Words("Договор {number}", "Contract {number}"),
)
VERB, SAVE, TEST = (
    Words("Заключить договор", "Sign"),
    Words("Сохранить", "Save"),
    Words("Проверить связь", "Test the connection"),
)
CARD = Words(
    "{name}, договор {number}, адрес {url}. Логин и пароль — в карточке.",
    "{name}, contract {number}, address {url}. Login and password are in the card.",
)
SAME_CENTRE = Words(
    "Только для прежнего ПЦ: «{name}», договор {number}. Для другого центра заключите новый договор.",
    "Only for the same centre: {name}, contract {number}. For another centre sign a new contract.",
)
TERMINAL = Words("Имя терминала", "Terminal's name")
TERMINAL_HINT = Words(
    "Так терминал назовут в ПЦ и на чеках, например T-1", "What the centre and receipts call it, for example T-1"
)
NAME, NAME_HINT = Words("Как называть ПЦ", "What to call it"), Words("Можно не заполнять", "May be left empty")
URL = Words("Адрес (URL)", "Address (URL)")
URL_HINT = Words("Например http://127.0.0.1:8102", "For example http://127.0.0.1:8102")
NUMBER, LOGIN, PASSWORD = (
    Words("Номер договора", "Contract number"),
    Words("Логин", "Login"),
    Words("Пароль", "Password"),
)
KEEP_PASSWORD = Words("Пустой: останется прежний", "Empty: the old one stays")
GOOD = Words(
    "Договор с ПЦ «{centre}» действует: баланс {deposit}, поставщиков {providers}.",
    "The contract with {centre} is in force: balance {deposit}, providers {providers}.",
)
NOT_YET = Words(
    "Договор с ПЦ «{centre}» записан, но связи пока нет: {problem}",
    "The contract with {centre} is kept, but there is no connection yet: {problem}",
)
EDITING = Words("изменение договора с ПЦ «{centre}»", "changing the contract with {centre}")
EDITED = Words("Договор с ПЦ «{centre}» изменён.", "The contract with {centre} was changed.")
Then = Callable[[Connected], object]


def sign(desk: Desk, parent: QWidget, card: Card, terminal: str, then: Then) -> FormDialog:
    """The card is here; what is left is the terminal's own name."""
    form = Form(desk, "sign-contract")
    form.say(_card_words(card))
    form.add(TextField("terminal", TERMINAL, hint=TERMINAL_HINT, required=True, longest=64))
    form.fill({"terminal": terminal})

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        ask = Connect(card=card, terminal=(values["terminal"] or "").strip())
        desk.ask(dialog, "connect", ask, then=done, failed=failed)

    def test(values: dict[str, Any]) -> AskConnection:
        return AskConnection(card=card, terminal=values["terminal"] or "")

    dialog = _dialog(desk, SIGN, form, VERB, save, test, parent)
    return _opened(desk, dialog, "sign-contract-dialog", then)


def write(desk: Desk, parent: QWidget, terminal: str, then: Then) -> FormDialog:
    """All of it typed: the centre has told address, number, login and password."""
    form = Form(desk, "write-contract")
    form.add(TextField("url", URL, hint=URL_HINT, required=True))
    form.add(TextField("number", NUMBER, required=True))
    form.add(TextField("login", LOGIN, required=True))
    form.add(PasswordField("password", PASSWORD, required=True))
    form.add(TextField("terminal", TERMINAL, hint=TERMINAL_HINT, required=True, longest=64))
    form.add(TextField("name", NAME, hint=NAME_HINT))
    form.fill({"terminal": terminal})

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        desk.ask(dialog, "write-contract", WriteContract(**_typed(values)), then=done, failed=failed)

    def check(values: dict[str, Any], found: Callable[[Mistakes], object], failed: Callable[..., object]) -> None:
        typed = _typed(values)
        typed.pop("name")
        desk.ask(dialog, "try-contract", TryContract(**typed), then=found, failed=failed)

    def test(values: dict[str, Any]) -> AskConnection:
        typed = _typed(values)
        typed.pop("name")
        return AskConnection(**typed)

    dialog = _dialog(desk, WRITE, form, VERB, save, test, parent, check)
    return _opened(desk, dialog, "write-contract-dialog", then)


def edit(desk: Desk, parent: QWidget, contract: ContractShown, then: Then) -> FormDialog:
    """Another address or login of the same centre; it can be taken back unless a password was typed."""
    form = Form(desk, "edit-contract")
    form.say(Words(_same(contract, "ru"), _same(contract, "en")), "hint")
    form.add(TextField("url", URL, hint=URL_HINT, required=True))
    form.add(TextField("login", LOGIN, required=True))
    form.add(PasswordField("password", PASSWORD, hint=KEEP_PASSWORD))
    form.add(TextField("terminal", TERMINAL, hint=TERMINAL_HINT, required=True, longest=64))
    form.fill({"url": contract.url, "login": contract.login, "terminal": contract.terminal})

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        ask = EditContract(edition=contract.edition, **_line(values))

        def kept(answer: Connected) -> None:
            done(answer)
            if not ask.password:
                _remember(desk, parent, contract, ask, answer, then)

        desk.ask(dialog, "edit-contract", ask, then=kept, failed=failed)

    def check(values: dict[str, Any], found: Callable[[Mistakes], object], failed: Callable[..., object]) -> None:
        ask = TryContract(number=contract.number, existing=True, **_line(values))
        desk.ask(dialog, "try-contract", ask, then=found, failed=failed)

    def test(values: dict[str, Any]) -> AskConnection:
        return AskConnection(number=contract.number, existing=True, **_line(values))

    title = EDIT.format(number=contract.number)
    dialog = _dialog(desk, title, form, SAVE, save, test, parent, check)
    return _opened(desk, dialog, "edit-contract-dialog", then)


def _dialog(
    desk: Desk,
    title: Words,
    form: Form,
    verb: Words,
    save: Any,
    question: Callable[[dict[str, Any]], AskConnection],
    parent: QWidget,
    check: Any = None,
) -> FormDialog:
    """The form with «Проверить связь» at the left and its four steps under the fields."""
    tester: QPushButton = spoken.button(desk, TEST, icon="test")
    tester.setObjectName("form-test")
    dialog = FormDialog(desk, title, form, verb, save, also=(tester,), check=check, parent=parent)
    steps = StepsView(desk)
    form.place(steps)

    def test() -> None:
        steps.testing()
        desk.ask(dialog, "test-connection", question(form.values()), then=shown, failed=failed, key="test")

    def shown(found: Any) -> None:
        steps.show_result(found)
        dialog.body.view.ensureWidgetVisible(steps)

    def failed(error: OplataError) -> None:
        steps.hide()
        dialog.body.failure.show_error(error)

    tester.clicked.connect(lambda *_: test())
    return dialog


def _opened(desk: Desk, dialog: FormDialog, name: str, then: Then) -> FormDialog:
    def saved(answer: Connected) -> None:
        tell(desk, answer)
        then(answer)

    dialog.setObjectName(name)
    dialog.saved.connect(saved)
    dialog.open()
    return dialog


def tell(desk: Desk, made: Connected) -> None:
    """The contract is kept; whether the centre answers is another thing."""
    if made.deposit is not None and made.problem.en == "none":
        desk.messages.ok(Words(_good(made, "ru"), _good(made, "en")))
        return
    words = Words(
        NOT_YET.ru.format(centre=made.centre.ru, problem=made.problem.ru),
        NOT_YET.en.format(centre=made.centre.en, problem=made.problem.en),
    )
    desk.messages.tell(Notice(NoticeKind.WARN, words))


def _remember(
    desk: Desk, owner: QWidget, before: ContractShown, ask: EditContract, made: Connected, then: Then
) -> None:
    """The old address and login over the new ones, and back; never over an edit that somebody made meanwhile."""

    def put(one: ContractShown | EditContract, over: str) -> None:
        again = EditContract(url=one.url, login=one.login, terminal=one.terminal, edition=over)
        desk.ask(owner, "edit-contract", again, then=then)

    desk.undo.push(
        _with(EDITING, made.centre),
        lambda: put(before, made.edition),
        lambda: put(ask, before.edition),
        done=_with(EDITED, made.centre),
    )


def _line(values: dict[str, Any]) -> dict[str, Any]:
    return {name: (values[name] or "").strip() if name != "password" else values[name] or "" for name in LINE}


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    return _line(values) | {name: (values[name] or "").strip() for name in ("number", "name")}


def _card_words(card: Card) -> Words:
    said = {"number": card.number or "—", "url": card.url}
    return Words(CARD.ru.format(name=card.name.ru, **said), CARD.en.format(name=card.name.en, **said))


def _same(contract: ContractShown, tongue: Language) -> str:
    return SAME_CENTRE.of(tongue).format(name=contract.centre.of(tongue), number=contract.number)


def _good(made: Connected, tongue: Language) -> str:
    deposit = wording.money(made.deposit or 0, tongue)
    return GOOD.of(tongue).format(centre=made.centre.of(tongue), deposit=deposit, providers=made.providers)


def _with(words: Words, centre: Words) -> Words:
    return Words(words.ru.format(centre=centre.ru), words.en.format(centre=centre.en))


LINE = ("url", "login", "password", "terminal")
