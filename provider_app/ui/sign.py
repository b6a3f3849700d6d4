"""«Договор с потребителем»: one page from a person to a number, a card and a printed sheet."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.form import ChoiceField, Form, FormDialog, PassportField, RadioField, TextField
from common.words import Words, same
from provider_app.core import numbers
from provider_app.service.messages import (
    AskNumbers,
    FreeNumbers,
    OneSubscriber,
    SamePassport,
    SignSubscriber,
    SubscriberShown,
    SubscriberTried,
    Tariffs,
    TariffShown,
    TrySubscriber,
)
from provider_app.ui import issued

TITLE = Words("Договор с потребителем", "Contract with a subscriber")
SIGN = Words("Заключить договор", "Sign the contract")
AUTOMATIC = Words("выдать автоматически", "issue automatically")
OWN = Words("выбрать…", "choose…")
FREE = Words("Свободны, например: {some}", "Free ones are, for example: {some}")
OPEN_CONTRACT = Words("Показать договор {contract}", "Show contract {contract}")
SIGNED = Words("Договор {contract} заключён", "Contract {contract} is signed")
SIGNED_NUMBER = Words("Договор на номер {number} заключён", "The contract of number {number} is signed")
NO_TARIFFS = Words("Тарифов ещё нет: заведите их на странице «Тарифы».", "No tariffs yet: make them on Tariffs.")
SOME = 3
Show = Callable[[str], object]


class SignForm(Form):
    """The four fields and the number."""

    def __init__(self, desk: Desk, show_contract: Show) -> None:
        """`show_contract` opens the contract of a subscriber with the same passport."""
        super().__init__(desk, "sign-subscriber")
        self._issued = ""
        self._same_number = ""
        self._same_words = spoken.label(desk, same(""), wrap=True)
        self._same_link = spoken.link(desk, OPEN_CONTRACT, lambda: show_contract(self._same_number))
        self.add(
            TextField(
                "full_name",
                Words("ФИО", "Full name"),
                required=True,
                longest=200,
                hint=Words("хотя бы фамилия и имя", "at least the surname and the first name"),
            )
        )
        self.passport = self.add(
            PassportField(
                "passport",
                Words("Паспорт", "Passport"),
                required=True,
                hint=Words("4 цифры серии и 6 номера", "4 digits of the series and 6 of the number"),
            )
        )
        self.notice = self._build_notice()
        self.place(self.notice)
        self.add(
            TextField(
                "email",
                Words("E-mail", "E-mail"),
                required=True,
                longest=200,
                hint=Words("сюда уйдёт отчёт", "reports go there"),
            )
        )
        self.tariff = self.add(ChoiceField("tariff", Words("Тариф", "Tariff"), required=True))
        self.way = self.add(RadioField("way", Words("Номер", "Number"), options=[("auto", AUTOMATIC), ("own", OWN)]))
        self.number = self.add(
            TextField("number", Words("Выбранный номер", "Chosen number"), required=True, longest=30)
        )
        self.show_field("number", False)
        self.rows["passport"].left.connect(self._look_for_passport)
        self.tariff.changed.connect(self._draw)
        self.way.changed.connect(self._way_chosen)
        self.number.changed.connect(self._suggest)
        desk.ask(self, "tariffs", Nothing(), then=self._offer)

    def question(self) -> dict[str, Any]:
        """What the service is asked with: the number that was shown is the number that is issued."""
        typed = self.values()
        return {
            "full_name": typed["full_name"] or "",
            "passport": _dressed(typed["passport"] or ""),
            "email": typed["email"] or "",
            "tariff": typed["tariff"] or "",
            "number": (typed["number"] or "") if typed["way"] == "own" else self._issued,
        }

    def show_same(self, found: list[SamePassport]) -> None:
        """Somebody has this passport already: worth a look, and no obstacle."""
        self.notice.setVisible(bool(found))
        if found:
            first = found[0]
            self.desk.languages.bind(self._same_words, self._same_words.setText, first.words)
            words = OPEN_CONTRACT.format(contract=numbers.contract(first.contract))
            self.desk.languages.bind(self._same_link, self._same_link.setText, words)
            spoken.named(self.desk, self._same_link, words)
            self._same_number = first.number

    def _build_notice(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("notice", "info")
        frame.setObjectName("same-passport")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        self._same_link.setObjectName("open-same")
        column.addWidget(self._same_words)
        column.addWidget(self._same_link, 0, Qt.AlignmentFlag.AlignLeft)
        frame.hide()
        return frame

    def _offer(self, found: Tariffs) -> None:
        self.tariff.set_options([(one.code, _tariff_words(one)) for one in found.tariffs])
        if not found.tariffs:
            self.rows["tariff"].say_hint(NO_TARIFFS)
        elif self.tariff.value() is None:
            usual = next((one.code for one in found.tariffs if one.code == "mobile"), found.tariffs[0].code)
            untouched = not self.dirty
            self.tariff.fill(usual)
            if untouched:
                self.fill({})
            self._draw()

    def _draw(self) -> None:
        """Another tariff has other numbers."""
        self._issued = ""
        self._name_automatic(AUTOMATIC)
        if self.tariff.value() is not None:
            ask = AskNumbers(tariff=self.tariff.value())
            self.desk.ask(self, "free-numbers", ask, then=self._drawn, failed=_quietly, key="draw")
            self._suggest()

    def _drawn(self, found: FreeNumbers) -> None:
        if found.numbers:
            first = found.numbers[0]
            self._issued = first.number
            self._name_automatic(Words(f"{AUTOMATIC.ru}  {first.shown}", f"{AUTOMATIC.en}  {first.shown}"))

    def _name_automatic(self, words: Words) -> None:
        button = self.way.buttons[0]
        self.desk.languages.bind(button, button.setText, words)

    def _way_chosen(self) -> None:
        self.show_field("number", self.way.value() == "own")
        self._suggest()

    def _suggest(self) -> None:
        if self.way.value() == "own" and self.tariff.value() is not None:
            ask = AskNumbers(tariff=self.tariff.value(), holding=self.number.value()[:10], limit=SOME)
            self.desk.ask(self, "free-numbers", ask, then=self._suggested, failed=_quietly, key="suggest")

    def _suggested(self, found: FreeNumbers) -> None:
        some = ", ".join(one.shown.replace(" ", wording.BREAK) for one in found.numbers)
        self.rows["number"].say_hint(FREE.format(some=some) if some else None)

    def _look_for_passport(self) -> None:
        if self.passport.filled() and self.passport.mistake() is None:
            ask = TrySubscriber(**self.question())
            self.desk.ask(self, "try-subscriber", ask, then=self._passport_tried, failed=_quietly, key="same")
        else:
            self.show_same([])

    def _passport_tried(self, tried: SubscriberTried) -> None:
        self.show_same(tried.same_passport)


def sign(desk: Desk, parent: QWidget, show_contract: Show) -> FormDialog:
    """Open the page; after signing, the card is shown, then the contract."""

    def open_contract(number: str) -> None:
        dialog.reject()
        show_contract(number)

    form = SignForm(desk, open_contract)

    def check(_values: dict[str, Any], found: Any, failed: Any) -> None:
        ask = TrySubscriber(**form.question())
        desk.ask(dialog, "try-subscriber", ask, then=lambda tried: found(tried.mistakes), failed=failed)

    def save(_values: dict[str, Any], done: Any, failed: Any) -> None:
        desk.ask(dialog, "sign-subscriber", SignSubscriber(**form.question()), then=done, failed=failed)

    def signed(card: Card) -> None:
        def known(person: SubscriberShown) -> None:
            title = SIGNED.format(contract=numbers.contract(person.contract))
            issued.show(desk, parent, title, card)
            show_contract(person.number)

        def not_known(error: OplataError) -> None:
            """The password is in the card and nowhere else: it is shown whatever else cannot be."""
            issued.show(desk, parent, SIGNED_NUMBER.format(number=numbers.shown(card.number)), card)
            desk.show_error(error)

        desk.ask(parent, "show-subscriber", OneSubscriber(number=card.number), then=known, failed=not_known)

    dialog = FormDialog(desk, TITLE, form, SIGN, save, check=check, parent=parent)
    dialog.setObjectName("sign-dialog")
    dialog.saved.connect(signed)
    dialog.open()
    return dialog


def _tariff_words(tariff: TariffShown) -> Words:
    """«Мобильный: Позвонить 2,50 ₽/минута»."""
    if not tariff.services:
        return tariff.name
    first = tariff.services[0]
    price = {"ru": wording.money(first.price, "ru"), "en": wording.money(first.price, "en")}
    return Words(
        f"{tariff.name.ru}: {first.label.ru} {price['ru']}/{first.unit.ru}",
        f"{tariff.name.en}: {first.label.en} {price['en']}/{first.unit.en}",
    )


def _dressed(digits: str) -> str:
    return f"{digits[:2]} {digits[2:4]} {digits[4:]}".strip()


def _quietly(_error: OplataError) -> None:
    """A suggestion that did not come is no trouble: the service is asked again at signing."""
