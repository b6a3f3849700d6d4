"""Half-typed work of a form: kept every two seconds of change, offered back after a crash, secrets left out."""

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from common.clock import moment
from common.qt import wording
from common.qt.desk import Desk
from common.qt.spoken import button, label
from common.words import Words

if TYPE_CHECKING:
    from common.qt.form.form import Form

EVERY_MS = 2000
LARGEST = 200_000
OFFERED = Words("Вернуть недописанное от {at}?", "Bring back what you typed at {at}?")
RETURN = Words("Вернуть", "Bring back")
FORGET = Words("Забыть", "Forget")


class Kept(msgspec.Struct, frozen=True):
    """A draft as it lies in the window's settings."""

    at_ms: int
    typed: dict[str, Any]


class Draft(QObject):
    """Watches one form; its `offer` is a line that the form shows when there is something to bring back."""

    def __init__(self, desk: Desk, form: "Form") -> None:
        """Read what an earlier, unfinished visit left."""
        super().__init__(form)
        self.desk = desk
        self.form = form
        self.name = f"draft/{form.name}"
        self.left = self._read()
        self.offer = self._build_offer()
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)
        form.changed.connect(self._start)

    def keep(self) -> None:
        """Write down what is typed now, secrets left out; nothing of a form that nobody has touched."""
        typed = {name: field.kept() for name, field in self.form.fields.items() if not field.secret}
        if self.form.dirty:
            data = msgspec.json.encode(Kept(self.desk.clock.now_ms(), typed)).decode()
            if len(data) <= LARGEST:
                self.desk.keep.put(self.name, data)
        elif self.left is None:
            self.desk.keep.forget(self.name)

    def forget(self) -> None:
        """It was saved, or nobody wants it."""
        self._timer.stop()
        self.desk.keep.forget(self.name)

    def bring_back(self) -> None:
        """Type it again for the person."""
        self.offer.hide()
        left, self.left = self.left, None
        if left is not None:
            self._type(left.typed)

    def refuse(self) -> None:
        """The person wants none of it."""
        self.offer.hide()
        self.left = None
        if not self.form.dirty:
            self.forget()

    def _start(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _type(self, typed: Mapping[str, Any]) -> None:
        for name, kept in typed.items():
            field = self.form.fields.get(name)
            if field is not None and not field.secret:
                with suppress(ValueError, TypeError, KeyError, AttributeError):  # of another version of the form
                    field.take(kept)

    def _read(self) -> Kept | None:
        text = self.desk.keep.text(self.name)
        try:
            return msgspec.json.decode(text, type=Kept) if text else None
        except msgspec.MsgspecError:
            return None

    def _build_offer(self) -> QFrame:
        offer = QFrame()
        offer.setProperty("notice", "info")
        layout = QHBoxLayout(offer)
        layout.addWidget(label(self.desk, self._words, wrap=True), 1)
        for name, words, run in (("draft-return", RETURN, self.bring_back), ("draft-forget", FORGET, self.refuse)):
            made = button(self.desk, words, run)
            made.setObjectName(name)
            layout.addWidget(made)
        offer.setVisible(self.left is not None)
        return offer

    def _words(self) -> Words:
        if self.left is None:
            return Words("", "")
        at = wording.moment(moment(self.left.at_ms), moment(self.desk.clock.now_ms()))
        return Words(OFFERED.ru.format(at=at), OFFERED.en.format(at=at))
