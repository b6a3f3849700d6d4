"""A tariff as a form: its name, its plan of numbers, its services with prices."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol.mistake import Mistake, Mistakes
from common.protocol.provider import Service
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, FormField, MoneyField, MultiField, TextField
from common.words import Words
from provider_app.service.messages import AddTariff, EditTariff, TariffShown, TryTariff

NEW, EDIT = Words("Новый тариф", "New tariff"), Words("Тариф «{name}»", "Tariff {name}")
SAVE = Words("Сохранить", "Save")
ADD = Words("Добавить услугу", "Add a service")
EDITING = Words("изменение тарифа «{name}»", "edit of tariff {name}")
CODE_HINT = Words("маленькие латинские буквы, например mobile", "small Latin letters, for example mobile")
PLAN_HINT = Words("цифры и X на месте любой цифры: 9XXXXXXXXX", "digits, and X for any digit: 9XXXXXXXXX")
WIDTH, HEIGHT = 940, 520
Saved = Callable[[Any], object]
LANGUAGES = {"label": "label_ru", "unit": "unit_ru"}
"""Where a mistake about a text in both languages is shown."""


def new(desk: Desk, parent: QWidget, saved: Saved) -> FormDialog:
    """One more tariff."""
    form = Form(desk, "add-tariff")
    form.add(TextField("code", Words("Код", "Code"), required=True, longest=32, hint=CODE_HINT))
    _add_names(form)
    form.add(TextField("numbers", Words("План номеров", "Numbers"), required=True, longest=18, hint=PLAN_HINT))
    _add_services(form)
    form.fill({"numbers": "9XXXXXXXXX", "services": [{}]})

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        asked = {name: values[name] for name in ("code", "name_ru", "name_en", "numbers")}
        ask = AddTariff(services=_services(values["services"]), **asked)
        desk.ask(dialog, "add-tariff", ask, then=done, failed=failed)

    def check(values: dict[str, Any], found: Any, failed: Any) -> None:
        _try(desk, dialog, TryTariff(**_tried(values)), found, failed)

    dialog = FormDialog(desk, NEW, form, SAVE, save, check=check, parent=parent)
    return _opened(dialog, saved)


def edit(desk: Desk, parent: QWidget, one: TariffShown, saved: Saved) -> FormDialog:
    """Another name, other services, other prices; it can be undone."""
    form = Form(desk, f"edit-tariff-{one.code}")
    _add_names(form)
    _add_services(form)
    form.fill({"name_ru": one.name.ru, "name_en": one.name.en, "services": [_row(each) for each in one.services]})

    def put(tariff: TariffShown, over: TariffShown, then: Saved, failed: Any = None) -> None:
        """Never over what somebody else has made of the tariff since."""
        name, services = tariff.name, list(tariff.services)
        ask = EditTariff(
            code=one.code, name_ru=name.ru, name_en=name.en, services=services, edition=over.edition
        )  # fmt: skip
        desk.ask(parent, "edit-tariff", ask, then=then, failed=failed)

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        def kept(answer: TariffShown) -> None:
            done(answer)
            words = Words(EDITING.ru.format(name=one.name.ru), EDITING.en.format(name=one.name.en))
            desk.undo.push(words, lambda: put(one, answer, saved), lambda: put(answer, one, saved))

        name_en = values["name_en"] or values["name_ru"]
        put(
            TariffShown(
                code=one.code,
                name=Words(values["name_ru"], name_en),
                numbers=one.numbers,
                services=_services(values["services"]),
            ),
            one,
            kept,
            failed,
        )

    def check(values: dict[str, Any], found: Any, failed: Any) -> None:
        tried = _tried(values | {"code": one.code, "numbers": one.numbers})
        _try(desk, dialog, TryTariff(existing=True, **tried), found, failed)

    title = Words(EDIT.ru.format(name=one.name.ru), EDIT.en.format(name=one.name.en))
    dialog = FormDialog(desk, title, form, SAVE, save, check=check, parent=parent)
    return _opened(dialog, saved)


def _opened(dialog: FormDialog, saved: Saved) -> FormDialog:
    dialog.setObjectName("tariff-dialog")
    room = dialog.screen().availableSize()
    dialog.resize(min(WIDTH, room.width() * 95 // 100), min(HEIGHT, room.height() * 9 // 10))
    dialog.saved.connect(saved)
    dialog.open()
    return dialog


def _add_names(form: Form) -> None:
    form.add(TextField("name_ru", Words("Название", "Name"), required=True, longest=100))
    form.add(TextField("name_en", Words("Название по-английски", "Name in English"), longest=100))


def _add_services(form: Form) -> None:
    form.add(MultiField("services", Words("Услуги", "Services"), columns=_columns, add=ADD, required=True))


def _columns() -> Sequence[FormField]:
    return (
        TextField("code", Words("Код", "Code"), required=True, longest=32),
        TextField("label_ru", Words("Кнопка", "Button"), required=True, longest=100),
        TextField("label_en", Words("По-английски", "In English"), longest=100),
        TextField("unit_ru", Words("Единица", "Unit"), required=True, longest=100),
        TextField("unit_en", Words("По-английски", "In English"), longest=100),
        MoneyField("price", Words("Цена", "Price"), required=True, minimum=0),
    )


def _row(service: Service) -> dict[str, Any]:
    return {
        "code": service.code,
        "label_ru": service.label.ru,
        "label_en": service.label.en,
        "unit_ru": service.unit.ru,
        "unit_en": service.unit.en,
        "price": service.price,
    }


def _services(rows: Sequence[dict[str, Any]]) -> list[Service]:
    """The rows as the service takes them; an English text left out is the Russian one."""
    return [
        Service(
            code=row["code"],
            label=Words(row["label_ru"], row["label_en"] or row["label_ru"]),
            unit=Words(row["unit_ru"], row["unit_en"] or row["unit_ru"]),
            price=row["price"] or 0,
        )
        for row in rows
    ]


def _tried(values: dict[str, Any]) -> dict[str, Any]:
    asked = {name: values[name] or "" for name in ("code", "name_ru", "name_en", "numbers")}
    return asked | {"services": _services(values["services"])}


def _try(desk: Desk, owner: QWidget, ask: TryTariff, found: Any, failed: Any) -> None:
    def told(answer: Mistakes) -> None:
        found([Mistake(field=_place(one.field), words=one.words) for one in answer.mistakes])

    desk.ask(owner, "try-tariff", ask, then=told, failed=failed)


def _place(field: str) -> str:
    """`services.0.label` is typed in `services.0.label_ru`."""
    start, _, last = field.rpartition(".")
    return f"{start}.{LANGUAGES[last]}" if start and last in LANGUAGES else field
