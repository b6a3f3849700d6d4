"""The forms of the terminal's own: who runs it, and how its kiosk behaves; both can be taken back."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from agent_terminal.service.messages import AgentShown, KioskSettings, SetAgent, SetKiosk
from agent_terminal.ui.notes_field import NotesField
from common.qt.desk import Desk
from common.qt.form import CheckField, Form, FormDialog, LongTextField, NumberField, TextField
from common.words import Words

AGENT, KIOSK, SAVE = Words("Агент", "Agent"), Words("Киоск", "Kiosk"), Words("Сохранить", "Save")
NAME, INN = Words("Название", "Name"), Words("ИНН", "INN")
ADDRESS, PHONE = Words("Адрес", "Address"), Words("Телефон поддержки", "Support phone")
NAME_HINT = Words("Так подписаны чеки и справка на экране", "Receipts and the help on the screen are signed so")
INN_HINT = Words("10 или 12 цифр", "10 or 12 digits")
WRONG_INN = Words("В ИНН 10 или 12 цифр.", "An INN has 10 or 12 digits.")
PHONE_HINT = Words("Плательщик видит его внизу каждого экрана", "Payers see it at the bottom of each screen")
NOTES = Words("Принимаемые купюры", "Notes taken")
PATIENCE, TIMES = Words("Терпение", "Patience"), Words("×", "×")
PATIENCE_HINT = Words(
    "Во сколько раз дольше обычного ждать плательщика: от 1 до 10", "How much longer than usual a payer is waited for"
)
VOLUME, PERCENT = Words("Громкость", "Volume"), Words("%", "%")
VOLUME_HINT = Words("0 — без звука", "0 is silence")
MOTION = Words("Анимация на экране плательщика", "Animations on the payer's screen")
NEAREST = Words("Ближайший терминал", "Nearest terminal")
NEAREST_HINT = Words(
    "Куда идти, когда этот закрыт: «ул. Мира, 5, магазин»", "Where to go while this one is closed: 5 Mira St., the shop"
)
AUTHORITY = Words("Телефон надзорного органа", "Supervisory body's phone")
AUTHORITY_HINT = Words("Стоит в справке на экране", "Stands in the help on the screen")
EDITING_AGENT = Words("изменение реквизитов агента", "changing the agent's details")
EDITED_AGENT = Words("Реквизиты агента изменены.", "The agent's details were changed.")
EDITING_KIOSK = Words("изменение настроек киоска", "changing the kiosk's settings")
EDITED_KIOSK = Words("Настройки киоска изменены.", "The kiosk's settings were changed.")
INN_LENGTHS = (10, 12)
Then = Callable[[Any], object]


def edit_agent(desk: Desk, parent: QWidget, agent: AgentShown, then: Then) -> FormDialog:
    """Who runs the terminal; payers who have begun keep what they saw."""
    form = Form(desk, "edit-agent")
    form.add(TextField("name", NAME, hint=NAME_HINT, required=True, longest=200))
    form.add(TextField("inn", INN, hint=INN_HINT, longest=12, check=_wrong_inn))
    form.add(TextField("address", ADDRESS, longest=300))
    form.add(TextField("phone", PHONE, hint=PHONE_HINT, longest=300))
    form.add(NotesField("notes", NOTES, agent.possible, required=True))
    form.add(_patience())
    form.fill({name: getattr(agent, name) for name in FIELDS})

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        ask = SetAgent(edition=agent.edition, **{name: _text(values[name]) for name in FIELDS})

        def kept(answer: AgentShown) -> None:
            done(answer)
            _remember_agent(desk, parent, agent, answer, then)

        desk.ask(dialog, "set-agent", ask, then=kept, failed=failed)

    dialog = FormDialog(desk, AGENT, form, SAVE, save, parent=parent)
    return _opened(dialog, then)


def _patience() -> NumberField:
    return NumberField(
        "patience", PATIENCE, hint=PATIENCE_HINT, minimum=1, maximum=10, suffix=TIMES, step=1, required=True
    )  # fmt: skip


def edit_kiosk(desk: Desk, parent: QWidget, seen: KioskSettings, then: Then) -> FormDialog:
    """How the payer's page behaves."""
    form = Form(desk, "edit-kiosk")
    form.add(
        NumberField("volume", VOLUME, hint=VOLUME_HINT, minimum=0, maximum=100, suffix=PERCENT, step=10, required=True)
    )
    form.add(CheckField("motion", MOTION))
    form.add(LongTextField("nearest", NEAREST, hint=NEAREST_HINT, longest=300, rows=2))
    form.add(TextField("authority", AUTHORITY, hint=AUTHORITY_HINT, longest=300))
    form.fill({name: getattr(seen, name) for name in KIOSK_FIELDS})

    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        ask = SetKiosk(**{name: _text(values[name]) for name in KIOSK_FIELDS})

        def kept(answer: KioskSettings) -> None:
            done(answer)
            before = SetKiosk(**{name: getattr(seen, name) for name in KIOSK_FIELDS})
            desk.undo.push(EDITING_KIOSK, lambda: put(before), lambda: put(ask), done=EDITED_KIOSK)

        desk.ask(dialog, "set-kiosk", ask, then=kept, failed=failed)

    def put(ask: SetKiosk) -> None:
        desk.ask(parent, "set-kiosk", ask, then=then)

    dialog = FormDialog(desk, KIOSK, form, SAVE, save, parent=parent)
    return _opened(dialog, then)


def _remember_agent(desk: Desk, owner: QWidget, before: AgentShown, after: AgentShown, then: Then) -> None:
    """Never over what somebody else has made of it since."""

    def put(agent: AgentShown, over: AgentShown) -> None:
        values = {name: getattr(agent, name) for name in FIELDS}
        desk.ask(owner, "set-agent", SetAgent(edition=over.edition, **values), then=then)

    desk.undo.push(EDITING_AGENT, lambda: put(before, after), lambda: put(after, before), done=EDITED_AGENT)


def _opened(dialog: FormDialog, then: Then) -> FormDialog:
    dialog.saved.connect(then)
    dialog.open()
    return dialog


def _wrong_inn(text: Any) -> Words | None:
    return None if str(text).isdecimal() and len(str(text)) in INN_LENGTHS else WRONG_INN


def _text(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else "" if value is None else value


FIELDS = tuple(name for name in msgspec.structs.asdict(SetAgent(name="")) if name != "edition")
KIOSK_FIELDS = tuple(msgspec.structs.asdict(SetKiosk()))
