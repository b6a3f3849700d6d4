"""A field's place in a form: its editor, the hint under it, and what is wrong, with an icon and a red frame."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.qt.desk import Desk
from common.qt.form.field import FormField
from common.qt.spoken import label
from common.qt.theme import Token
from common.words import Words

_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
REQUIRED = Words("обязательно", "required")
NOTHING = Words("", "")


class FieldRow(QWidget):
    """What a form shows of one field under its label."""

    left = Signal()
    """The person went on to another field."""

    def __init__(self, desk: Desk, field: FormField) -> None:
        """Build the editor and what stands under it."""
        super().__init__()
        self.desk = desk
        self.field = field
        field.setParent(self)
        self.called = field.words
        self.mistake: Words | None = None
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(2)
        self.layout_.addWidget(field.build(desk))
        self.hint = label(desk, lambda: self.field.hint or NOTHING, "hint", wrap=True)
        self.hint.setVisible(field.hint is not None)
        self.layout_.addWidget(self.hint)
        self._mistake_line = self._build_mistake_line()
        self.layout_.addWidget(self._mistake_line)
        for number, stop in enumerate(field.faces()):
            stop.setObjectName(field.name if number == 0 else f"{field.name}-{number}")
            stop.installEventFilter(self)
        self._speak()
        desk.languages.changed.connect(self._speak)

    def say_hint(self, hint: Words | None) -> None:
        """Another hint, when what is asked depends on something."""
        self.field.hint = hint
        self.hint.setText(self.desk.say(hint or NOTHING))
        self.hint.setVisible(hint is not None)
        self._speak()

    def call(self, name: Words) -> None:
        """The field's name for screen readers, where the label alone does not say it all."""
        self.called = name
        self._speak()

    def show_mistake(self, words: Words | None) -> None:
        """Say what is wrong here, or that nothing is any more."""
        self.mistake = words
        self._mistake_words.setText(self.desk.say(words or NOTHING))
        self._mistake_line.setVisible(words is not None)
        for stop in self.field.faces()[:1]:
            stop.setProperty("mistaken", words is not None)
            stop.style().unpolish(stop)
            stop.style().polish(stop)
        self._speak()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving means going to another field, not to another window or into an own list."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent) and event.reason() not in _STAYS:
            self.field.settle()
            self.left.emit()
        return super().eventFilter(watched, event)

    def _build_mistake_line(self) -> QWidget:
        line = QWidget()
        line.hide()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        picture = QLabel()
        self.desk.theme.keep(picture, lambda: picture.setPixmap(self._failed_picture()))
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._mistake_words = label(self.desk, lambda: self.mistake or NOTHING, "mistake", wrap=True)
        layout.addWidget(self._mistake_words, 1)
        return line

    def _failed_picture(self) -> QPixmap:
        return self.desk.theme.picture("failed", Token.ERROR, self.desk.theme.scaled(16))

    def _speak(self) -> None:
        """The names that a screen reader reads and the What's This text; the first stop also tells hint and mistake."""
        say = self.desk.say
        told = [say(words) for words in (self.mistake, self.field.hint) if words]
        about = say(self.field.about) if self.field.about else "\n\n".join([say(self.called), *told[-1:]])
        for stop in self.field.faces():
            stop.setWhatsThis(about)
            stop.setAccessibleName(self._name_of(stop))
        self.field.faces()[0].setAccessibleDescription(". ".join(told))

    def _name_of(self, stop: QWidget) -> str:
        """«Номер, обязательно: выдать автоматически» for the buttons of a field."""
        say = self.desk.say
        name = say(self.called) + (f", {say(REQUIRED)}" if self.field.required else "")
        if isinstance(stop, QAbstractButton) and stop.text() and not self.field.caption_in_editor:
            return f"{name}: {stop.text()}"
        return name
