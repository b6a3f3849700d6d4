"""The page of the card vault: how much is in it, its keys, the bounds for attempts; no number is ever shown."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from common.errors import OplataError
from common.protocol.endpoint import Message
from common.qt import dialog, spoken
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.qt.form import ChoiceField, Form, FormDialog, NumberField, TextField
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words, same
from processing_app.ui.shops.page import lay_out, why_not
from processing_app.vault.asks import EraseCard, ErasedCards, LimitCards, VaultKey, VaultKeyId, VaultStatus

FACTS: tuple[tuple[str, Words], ...] = (
    ("vault-tokens", Words("Карт по токенам", "Cards by tokens")),
    ("vault-numbers", Words("Номеров хранится", "Numbers kept")),
    ("vault-waiting", Words("Перешифровать новым ключом", "To be sealed by the new key")),
    ("vault-sessions", Words("Живых сессий с CVV", "Living sessions with a CVV")),
    ("vault-limits", Words("Пределы попыток", "Bounds for attempts")),
)
NOTHING = Words("Ключей нет.", "There are no keys.")
CURRENT = Shown("ok", Words("Действует", "Current"), Token.OK)
FORMER = Shown("history", Words("Прежний", "Former"), Token.NEUTRAL)
DESTROYED = Shown("cancelled", Words("Уничтожен", "Destroyed"), Token.NEUTRAL)
ROTATE, DESTROY = Words("Новый ключ…", "A new key…"), Words("Уничтожить…", "Destroy…")
LIMIT, ERASE = Words("Предел попыток…", "A bound…"), Words("Стереть карту…", "Erase a card…")
ROTATING = Words(
    "Сделать новый ключ хранилища? Карты перешифруются им в ближайшие минуты, платежи при этом идут.",
    "Make a new key of the vault? The cards are sealed by it in the next minutes while payments go on.",
)
ROTATE_YES, ROTATE_NO = Words("Сделать ключ", "Make the key"), Words("Оставить прежний", "Keep the old one")
ROTATED = Words("Новый ключ действует, карты перешифровываются.", "The new key is in use, cards are being sealed.")
DESTROYING = Words(
    "Уничтожить ключ {n}? Резервные копии, сделанные при нём, больше никто не прочтёт. Это нельзя отменить.",
    "Destroy key {n}? Nobody can read the backups that were made under it any more. This cannot be undone.",
)
DESTROY_YES, DESTROY_NO = Words("Уничтожить", "Destroy"), Words("Оставить", "Keep")
NOW_DESTROYED = Words("Ключ уничтожен.", "The key is destroyed.")
CHOOSE = Words("Выберите прежний ключ в списке.", "Choose a former key in the list.")
KINDS = {
    "intent": Words("на одно намерение", "of one intent"),
    "card": Words("с одной картой", "with one card"),
    "address": Words("с одного адреса", "from one address"),
    "token": Words("по одному токену", "by one token"),
}
BOUND = Words("{kind}: {most} за {seconds} с", "{kind}: {most} in {seconds} s")
LIMIT_TITLE, LIMIT_VERB = Words("Предел попыток", "A bound for attempts"), Words("Поставить", "Set")
WHAT, MOST, WITHIN = Words("Попытки", "Attempts"), Words("Не больше", "At most"), Words("За время", "Within")
SECONDS = Words("с", "s")
LIMITED = Words("Предел действует.", "The bound is in force.")
ERASE_TITLE, ERASE_VERB = Words("Стереть номер карты", "Erase a card's number"), Words("Найти", "Find")
ERASE_ABOUT = Words(
    "Карта ищется по тому, что можно показывать. Прошедшие платежи останутся, новых по этому токену не будет.",
    "A card is found by what may be shown of it. Past payments stay, there are no new ones by its token.",
)
FIRST6, LAST4 = Words("Первые шесть цифр", "The first six digits"), Words("Последние четыре", "The last four")
DIGITS = Words("Нужны цифры: {n}", "Digits are needed: {n}")
NOT_FOUND = Words("Такой карты в хранилище нет.", "There is no such card in the vault.")
ERASING = Words(
    "Стереть номер карты {mask} ({system}, токенов: {tokens})? Вернуть его нельзя.",
    "Erase the number of card {mask} ({system}, tokens: {tokens})? It cannot be brought back.",
)
ERASE_YES, ERASE_NO = Words("Стереть", "Erase"), Words("Оставить", "Keep")
ERASED = Words("Номер стёрт, токенов: {n}.", "The number is erased, tokens: {n}.")


class VaultPage(QWidget):
    """Counts above, keys below."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is known yet."""
        super().__init__()
        self.desk = desk
        self.facts = Facts(desk, FACTS)
        self.table = LedgerTable(
            desk, "vault-keys",
            [
                Column("key", Words("Ключ", "Key"), lambda row: row.key_id, Kind.NUMBER, 70),
                Column("state", Words("Состояние", "State"), _state, Kind.STATUS, 140),
                Column("cards", Words("Карт под ним", "Cards under it"), lambda row: row.cards, Kind.NUMBER, 120),
                Column("made", Words("Сделан", "Made"), lambda row: row.made, Kind.MOMENT, 160),
                Column("destroyed", Words("Уничтожен", "Destroyed"), lambda row: row.destroyed, Kind.MOMENT, 160),
            ],
            noun=Words("ключей", "keys"), key=lambda row: row.key_id, empty=Empty(NOTHING, icon="key"),
        )  # fmt: skip
        buttons = (
            ("vault-rotate", spoken.button(desk, ROTATE, self.rotate, icon="key")),
            ("vault-destroy", spoken.button(desk, DESTROY, self.destroy_key, icon="delete")),
            ("vault-limit", spoken.button(desk, LIMIT, self.limit, icon="settings")),
            ("vault-erase", spoken.button(desk, ERASE, self.erase, icon="block")),
        )
        lay_out(self, None, buttons, self.facts, self.table)

    def refresh(self) -> None:
        """The vault as it is now."""
        self.desk.ask(self, "vault-status", then=self._show, failed=self.table.fail, key="status")

    def rotate(self) -> None:
        """A new key, after a question."""
        dialog.confirm(
            self.desk, self.window(), ROTATING, ROTATE_YES, ROTATE_NO,
            lambda: self._do("rotate-vault-key", None, ROTATED),
        )  # fmt: skip

    def destroy_key(self) -> None:
        """A former key goes for ever."""
        row: VaultKey | None = self.table.current()
        if row is None or row.current or row.destroyed is not None:
            why_not(self.desk, CHOOSE)
            return
        dialog.confirm(
            self.desk, self.window(), DESTROYING.format(n=row.key_id), DESTROY_YES, DESTROY_NO,
            lambda: self._do("destroy-vault-key", VaultKeyId(key_id=row.key_id), NOW_DESTROYED),
        )  # fmt: skip

    def limit(self) -> None:
        """Another bound."""
        form = Form(self.desk, "vault-limit", drafts=False)
        form.add(ChoiceField("kind", WHAT, options=list(KINDS.items()), required=True))
        form.add(NumberField("most", MOST, minimum=1, maximum=1_000_000, required=True))
        form.add(NumberField("seconds", WITHIN, minimum=1, maximum=1_000_000, suffix=SECONDS, step=60, required=True))

        def ask(values: dict[str, Any]) -> tuple[str, Message]:
            return "limit-cards", LimitCards(**values)

        self._form(form, "dialog-vault-limit", (LIMIT_TITLE, LIMIT_VERB), ask, self._limited)

    def erase(self) -> None:
        """Find a card by its mask; erase it after a question."""
        form = Form(self.desk, "vault-erase", drafts=False)
        form.say(ERASE_ABOUT, "hint")
        form.add(TextField("first6", FIRST6, required=True, longest=6, check=_digits(6)))
        form.add(TextField("last4", LAST4, required=True, longest=4, check=_digits(4)))

        def ask(values: dict[str, Any]) -> tuple[str, Message]:
            return "erase-card", EraseCard(first6=values["first6"], last4=values["last4"])

        def found(answer: ErasedCards) -> None:
            self._found(answer, form.values())

        self._form(form, "dialog-vault-erase", (ERASE_TITLE, ERASE_VERB), ask, found)

    def _found(self, answer: ErasedCards, values: dict[str, Any]) -> None:
        if not answer.found:
            why_not(self.desk, NOT_FOUND)
        for one in answer.found:
            mask = f"{values['first6']}…{values['last4']}"
            words = ERASING.format(mask=mask, system=one.system, tokens=one.tokens)
            question = EraseCard(first6=values["first6"], last4=values["last4"], fingerprint=one.fingerprint)
            erase = partial(self.desk.ask, self, "erase-card", question, then=self._erased)
            dialog.confirm(self.desk, self.window(), words, ERASE_YES, ERASE_NO, erase)

    def _erased(self, answer: ErasedCards) -> None:
        self.desk.messages.ok(ERASED.format(n=answer.erased))
        self.refresh()

    def _limited(self, answer: VaultStatus) -> None:
        self.desk.messages.ok(LIMITED)
        self._show(answer)

    def _form(
        self, form: Form, name: str, words: tuple[Words, Words],
        ask: Callable[[dict[str, Any]], tuple[str, Message]], then: Callable[[Any], object],
    ) -> None:  # fmt: skip
        def save(values: dict[str, Any], done: Callable[..., object], failed: Callable[[OplataError], object]) -> None:
            operation, question = ask(values)
            self.desk.ask(made, operation, question, then=done, failed=failed)

        made = FormDialog(self.desk, words[0], form, words[1], save, parent=self.window(), guarded=False)
        made.setObjectName(name)
        made.saved.connect(then)
        made.open()

    def _do(self, operation: str, question: Message | None, words: Words) -> None:
        def done(found: VaultStatus) -> None:
            self.desk.messages.ok(words)
            self._show(found)

        self.desk.ask(self, operation, question, then=done)

    def _show(self, found: VaultStatus) -> None:
        self.table.show_rows(found.keys)
        limits = [(KINDS.get(one.kind, same(one.kind)), one) for one in found.limits]
        self.facts.show_values(
            {
                "vault-tokens": same(found.tokens), "vault-numbers": same(found.numbers),
                "vault-waiting": same(found.waiting), "vault-sessions": same(found.sessions),
                "vault-limits": Words(
                    "; ".join(BOUND.ru.format(kind=k.ru, most=one.most, seconds=one.seconds) for k, one in limits),
                    "; ".join(BOUND.en.format(kind=k.en, most=one.most, seconds=one.seconds) for k, one in limits),
                ),
            }
        )  # fmt: skip


def _state(row: VaultKey) -> Shown:
    if row.destroyed is not None:
        return DESTROYED
    return CURRENT if row.current else FORMER


def _digits(length: int) -> Callable[[str], Words | None]:
    return lambda text: None if len(text) == length and text.isdecimal() else DIGITS.format(n=length)
