"""The form of a commission: for whom, how much; the preview is counted while it is typed."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from agent_terminal.service.messages import (
    Commission,
    CommissionPreview,
    Commissions,
    PreviewCommission,
    Providers,
    SetCommission,
)
from agent_terminal.ui.commission_preview import Preview
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, MoneyField, NumberField
from common.words import Words

NEW, EDIT = Words("Новая комиссия", "New commission"), Words("Комиссия: {whom}", "Commission: {whom}")
SAVE = Words("Назначить", "Set")
WHOM = Words("Кому", "For")
EVERYBODY = Words("Всем остальным поставщикам", "All other providers")
GROUP = Words("Группа «{name}»", "Group “{name}”")
PERCENT = Words("Процент с внесённого", "Percent of what is inserted")
SIGN = Words("%", "%")
FIXED = Words("Плюс", "Plus")
MINIMUM, MAXIMUM = Words("Не меньше", "At least"), Words("Не больше", "At most")
EMPTY_HINT = Words("Пусто — без границы", "Empty for no bound")
KEEPS = Words(
    "Действует для следующих плательщиков; кто уже начал, платит по той, что видел.",
    "For the next payers; whoever has begun pays by the one they saw.",
)
FIELDS = ("basis_points", "fixed", "minimum", "maximum")
Whom = tuple[int | None, str]
"""A provider's id, or a group's name, or neither: all others."""
DEFAULT: Whom = (None, "")


class CommissionForm(Form):
    """With `known` the commission of one is edited; else it is chosen for whom a new one is."""

    def __init__(self, desk: Desk, known: Commission | None, whom: Sequence[tuple[Whom, Words]] = ()) -> None:
        """`whom` are those who have none of their own yet."""
        super().__init__(desk, "commission" if known is None else f"commission-{known.provider_id}-{known.group}")
        self._known = known
        self.say(KEEPS, "hint")
        if known is None:
            self.add(ChoiceField("whom", WHOM, options=list(whom), required=True))
        self.add(
            NumberField("basis_points", PERCENT, decimals=2, minimum=0, maximum=5_000, suffix=SIGN, required=True)
        )  # fmt: skip
        self.add(MoneyField("fixed", FIXED, minimum=0))
        self.add(MoneyField("minimum", MINIMUM, minimum=0))
        self.add(MoneyField("maximum", MAXIMUM, minimum=0, hint=EMPTY_HINT))
        if known is not None:
            self.fill({name: getattr(known, name) or None for name in FIELDS} | {"basis_points": known.basis_points})
        elif whom:
            self.fill({"whom": whom[0][0]})
        self.preview = Preview(desk, "commission-preview")
        self.place(self.preview)
        self.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """Count again."""
        values = self.values()
        unreadable = any(self.fields[name].unreadable() for name in FIELDS if self.fields[name].filled())
        self.preview.ask(None if unreadable else PreviewCommission(**self.terms(values)))

    def terms(self, values: dict[str, Any]) -> dict[str, Any]:
        """As the service takes them."""
        provider_id, group = self._whom(values)
        numbers = {name: values[name] or 0 for name in ("basis_points", "fixed", "minimum")}
        return {"provider_id": provider_id, "group": group, "maximum": values["maximum"], **numbers}

    def _whom(self, values: dict[str, Any]) -> Whom:
        if self._known is not None:
            return self._known.provider_id, self._known.group
        return values["whom"] or DEFAULT


def new(desk: Desk, parent: QWidget, now: Commissions, known: Providers, then: Callable[[Any], object]) -> FormDialog:
    """For whoever has none of their own."""
    form = CommissionForm(desk, None, free(now, known))
    return _dialog(desk, parent, NEW, form, now.none, then)


def edit(desk: Desk, parent: QWidget, one: Commission, then: Callable[[Any], object]) -> FormDialog:
    """Another one in place of this."""
    title = Words(EDIT.ru.format(whom=one.whom.ru), EDIT.en.format(whom=one.whom.en))
    return _dialog(desk, parent, title, CommissionForm(desk, one), one.edition, then)


def free(now: Commissions, known: Providers) -> list[tuple[Whom, Words]]:
    """Who has no commission of their own yet: all others, the groups, the providers."""
    taken = {(one.provider_id, one.group) for one in now.commissions}
    groups = {one.group.ru: one.group for one in known.providers}
    every: list[tuple[Whom, Words]] = [(DEFAULT, EVERYBODY)]
    every += [
        ((None, name), Words(GROUP.ru.format(name=words.ru), GROUP.en.format(name=words.en)))
        for name, words in sorted(groups.items())
    ]
    every += [((one.provider_id, ""), one.name) for one in known.providers]
    return [(whom, words) for whom, words in every if whom not in taken]


def _dialog(
    desk: Desk, parent: QWidget, title: Words, form: CommissionForm, edition: str, then: Callable[[Any], object]
) -> FormDialog:
    def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[..., object]) -> None:
        ask = SetCommission(edition=edition, **form.terms(values))
        desk.ask(dialog, "set-commission", ask, then=lambda answer: done((ask, answer)), failed=failed)

    def check(values: dict[str, Any], found: Callable[[Any], object], failed: Callable[..., object]) -> None:
        def told(answer: CommissionPreview) -> None:
            found(answer.mistakes)

        ask = PreviewCommission(**form.terms(values))
        desk.ask(dialog, "preview-commission", ask, then=told, failed=failed)

    dialog = FormDialog(desk, title, form, SAVE, save, check=check, parent=parent)
    dialog.setObjectName("commission-dialog")
    dialog.saved.connect(then)
    dialog.open()
    return dialog
