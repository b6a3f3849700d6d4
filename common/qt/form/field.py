"""One question of a form: its words, its editor, what was typed, and what is wrong with it."""

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.words import Words

Check = Callable[[Any], Words | None]
"""Looks at a value that can be read and says what is wrong with it; a rule of the business belongs to the service."""
NEEDED = Words("Заполните «{name}».", "Fill in “{name}”.")


class FormField(QObject):
    """A field before and after `Form.add` builds it; `secret` is never written into a draft."""

    changed = Signal()
    corrected = Signal(str)
    """Of a field with parts: the part at this address was changed; with an empty one, the parts themselves were."""
    caption_in_editor = False
    """The editor says the field's words itself (a check box), so the row needs no label."""

    def __init__(
        self,
        name: str,
        words: Words,
        *,
        hint: Words | None = None,
        required: bool = False,
        about: Words | None = None,
        secret: bool = False,
        check: Check | None = None,
    ) -> None:
        """`hint` stands under the editor, `about` is the What's This text, `check` looks at a readable value."""
        super().__init__()
        self.name = name
        self.words = words
        self.hint = hint
        self.required = required
        self.about = about
        self.secret = secret
        self.check = check

    @abstractmethod
    def build(self, desk: Desk) -> QWidget:
        """Make the editor; called once, by the form."""

    @abstractmethod
    def stops(self) -> Sequence[QWidget]:
        """What the Tab key stops at, in reading order; the first takes the focus, the name and the mistake."""

    def faces(self) -> Sequence[QWidget]:
        """Which of the stops carry the field's name; parts with names of their own do not."""
        return self.stops()

    @abstractmethod
    def value(self) -> Any:
        """What was typed, as the service takes it; None where it cannot be read."""

    @abstractmethod
    def fill(self, value: Any) -> None:
        """Show a value."""

    @abstractmethod
    def kept(self) -> Any:
        """What was typed, readable or not, as plain JSON: for drafts, and to tell whether anything changed."""

    @abstractmethod
    def take(self, kept: Any) -> None:
        """Show again what `kept` gave."""

    @abstractmethod
    def filled(self) -> bool:
        """Whether anything was entered."""

    def unreadable(self) -> Words | None:
        """Why what was entered is no value of this kind; None when it is."""
        return None

    def settle(self) -> None:
        """The person left the field: show the value as it was understood."""

    def mistake(self) -> Words | None:
        """What to correct before saving: missing, unreadable, or refused by `check`."""
        if not self.filled():
            return self._missing()
        return self.unreadable() or (self.check(self.value()) if self.check else None)

    def inner_mistakes(self) -> list[tuple[str, Words]]:
        """Mistakes of the parts of a field that has parts, each with its address after the field's name."""
        return []

    def show_inner(self, said: Mapping[str, Words]) -> None:
        """Show the mistakes of its parts, by the same addresses."""

    def focus(self, place: str = "") -> None:
        """Put the cursor into it, or into the part at an address."""
        self.stops()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> Words | None:
        if not self.required:
            return None
        return Words(NEEDED.ru.format(name=self.words.ru), NEEDED.en.format(name=self.words.en))
