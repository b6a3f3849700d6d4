"""The form of a contract: written by hand, or changed; «Проверить связь» shows four ticks before anything is saved."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.protocol.card import BodyKind, Posting
from common.protocol.connection import Connection
from common.protocol.mistake import Mistakes
from common.qt.desk import Desk
from common.qt.form import CheckField, ChoiceField, Form, FormDialog, LongTextField, PasswordField, TextField
from common.qt.spoken import button
from common.qt.steps_view import StepsView
from common.words import Words
from consumer_app import messages
from consumer_app.ui import telling

NEW, EDIT = Words("Новый договор", "New contract"), Words("Договор {number}", "Contract {number}")
SIGN, SAVE = Words("Подписать", "Sign"), Words("Сохранить", "Save")
TEST = Words("Проверить связь", "Test the connection")
LEAVE = Words("Сохранить изменения в договоре {number}?", "Save the changes of contract {number}?")
LEAVE_NEW = Words("Сохранить новый договор?", "Save the new contract?")
KEEP_PASSWORD = Words("Пустой: останется прежний.", "Empty: the old one stays.")
NO_PARAMETER = Words(
    "Строка «{line}»: напишите имя и значение через «=», например phone={{number}}.",
    "Line “{line}”: write a name and a value with = between them, for example phone={{number}}.",
)


class ContractDialog(FormDialog):
    """`saved` carries the contract as it is after saving."""

    def __init__(self, desk: Desk, parent: QWidget | None, contract: messages.ContractShown | None) -> None:
        """An empty form for a new contract, a filled one for an edit."""
        self._contract = contract
        form = Form(desk, f"contract-{contract.id}" if contract is not None else "contract-new")
        number = telling.number_of(contract) if contract is not None else Words("", "")
        self._tester = button(desk, TEST, self.test, icon="test")
        self._tester.setObjectName("form-test")
        super().__init__(
            desk,
            _filled(EDIT, number) if contract is not None else NEW,
            form,
            SIGN if contract is None else SAVE,
            self._save,
            also=(self._tester,),
            check=self._look,
            parent=parent,
            question=_filled(LEAVE, number) if contract is not None else LEAVE_NEW,
        )
        self.setObjectName("contract-dialog")
        self._add_fields(form)
        self.steps = StepsView(desk)
        form.place(self.steps)
        form.fill(_values(contract))
        self._own_parameters()
        form.changed.connect(self._own_parameters)

    def test(self) -> None:
        """Ask with what is typed now; an empty password is the one that is kept."""
        typed = self.form.values()
        self.steps.testing()
        self.body.view.ensureWidgetVisible(self.steps)
        ask = messages.AskConnection(
            contract=self._id,
            url=typed["url"],
            number=typed["number"],
            login=typed["login"],
            password=typed["password"] or None,
        )
        self.desk.ask(self, "test-connection", ask, then=self._tested, failed=self._not_tested, key="test")

    @property
    def _id(self) -> str:
        return self._contract.id if self._contract is not None else ""

    def _tested(self, connection: Connection) -> None:
        self.steps.show_result(connection)
        self.body.view.ensureWidgetVisible(self.steps)

    def _not_tested(self, error: OplataError) -> None:
        self.steps.hide()
        self.body.failure.show_error(error)

    def _look(
        self, values: dict[str, Any], found: Callable[[Mistakes], object], failed: Callable[[OplataError], object]
    ) -> None:
        ask = messages.TryContract(contract=self._id, **_typed(values))
        self.desk.ask(self, "try-contract", ask, then=found, failed=failed, key="try")

    def _save(
        self, values: dict[str, Any], done: Callable[..., object], failed: Callable[[OplataError], object]
    ) -> None:
        typed = _typed(values)
        if self._contract is None:
            self.desk.ask(self, "write-contract", messages.WriteContract(**typed), then=done, failed=failed)
            return
        provider, password = typed.pop("provider"), typed.pop("password")
        same = provider in (self._contract.name.ru, self._contract.name.en)
        ask = messages.EditContract(
            contract=self._id,
            name=None if same else Words(provider, provider),
            password=password or None,
            edition=self._contract.edition,
            **typed,
        )
        self.desk.ask(self, "edit-contract", ask, then=done, failed=failed)

    def _own_parameters(self) -> None:
        own = bool(self.form.fields["own"].value())
        for name in ("path", "template"):
            self.form.show_field(name, own)

    def _add_fields(self, form: Form) -> None:
        new = self._contract is None
        form.add(TextField("provider", Words("Поставщик", "Provider"), required=True))
        form.add(TextField("number", Words("Номер или договор", "Number or contract"), required=True, about=Words(
            "По этому номеру поставщик вас узнаёт: телефон, договор, лицевой счёт.",
            "The provider knows you by this number: a telephone, a contract, an account.",
        )))  # fmt: skip
        form.add(
            TextField(
                "url",
                Words("Адрес услуги (URL)", "Service's address (URL)"),
                required=True,
                hint=Words("Например http://127.0.0.1:8101", "For example http://127.0.0.1:8101"),
            )
        )
        form.add(ChoiceField("protocol", Words("Протокол", "Protocol"), options=list(telling.PROTOCOLS.items()),
                             required=True, about=Words("Как отправляется запрос об услуге: телом JSON или формой.",
                             "How a use is sent: as a JSON body or as a form.")))  # fmt: skip
        form.add(TextField("login", Words("Логин", "Login"), required=True))
        form.add(
            PasswordField("password", Words("Пароль", "Password"), required=new, hint=None if new else KEEP_PASSWORD)
        )
        form.add(
            TextField(
                "title",
                Words("Название для себя", "Own title"),
                hint=Words("Например «Мама» или «Дача»", "For example Mother, or Cottage"),
            )
        )
        form.add(CheckField("own", Words("Свой путь и параметры запроса", "A path and parameters of its own")))
        form.add(TextField("path", Words("Путь", "Path"), required=True))
        form.add(LongTextField("template", Words("Параметры", "Parameters"), required=True, rows=4, hint=Words(
            "По одному в строке: имя=значение. Подстановки: {use_id} {number} {service} {quantity}",
            "One a line: name=value. Filled in: {use_id} {number} {service} {quantity}",
        ), check=_wrong_lines))  # fmt: skip


def lines_of(template: dict[str, str]) -> str:
    """Parameters as they are written: one a line."""
    return "\n".join(f"{name}={value}" for name, value in template.items())


def template_of(text: str) -> dict[str, str]:
    """The lines read; one without «=» is left out, `_wrong_lines` tells of it."""
    pairs = [line.partition("=") for line in text.splitlines() if line.strip()]
    return {name.strip(): value.strip() for name, sign, value in pairs if sign and name.strip()}


def _wrong_lines(text: Any) -> Words | None:
    for line in str(text).splitlines():
        name, sign, _ = line.partition("=")
        if line.strip() and not (sign and name.strip()):
            return NO_PARAMETER.format(line=line.strip()[:40])
    return None


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as the service takes it."""
    plain = {name: values[name] or "" for name in ("provider", "number", "url", "login", "password", "title")}
    body = values["protocol"] or BodyKind.JSON
    if not values["own"]:
        return plain | {"posting": Posting(body=body)}
    return plain | {"posting": Posting(path=values["path"], body=body, template=template_of(values["template"]))}


def _values(contract: messages.ContractShown | None) -> dict[str, Any]:
    posting = contract.posting if contract is not None else Posting()
    given: dict[str, Any] = {"protocol": posting.body, "path": posting.path, "template": lines_of(posting.template)}
    given["own"] = (posting.path, posting.template) != (Posting().path, Posting().template)
    if contract is None:
        return given
    return given | {
        "provider": contract.name.ru,
        "number": contract.number,
        "url": contract.url,
        "login": contract.login,
        "title": contract.title,
    }


def _filled(words: Words, number: Words) -> Words:
    return Words(words.ru.format(number=number.ru), words.en.format(number=number.en))
