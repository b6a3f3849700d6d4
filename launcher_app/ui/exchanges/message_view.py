"""A request or a reply in full: when and how long, the login and how it is encoded, headers and body."""

import base64

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words, same

LEAST = 40
AUTHORIZATION = Words("Authorization: Basic ••••", "Authorization: Basic ••••")
OF = Words("Authorization: Basic •••• ({login})", "Authorization: Basic •••• ({login})")
HOW, HIDE = Words("Показать, как закодировано", "Show how it is encoded"), Words("Скрыть", "Hide")
EXPLAINED = Words(
    "Basic — это «логин:пароль» в base64. {login}:•••••• превращается в {encoded}… Это не шифр: кто видит запрос, тот "
    "прочтёт и пароль. Поэтому продолжение здесь скрыто, а в настоящей сети всё это идёт внутри TLS.",
    "Basic is “login:password” in base64. {login}:•••••• becomes {encoded}… It is no cipher: who sees the request can "
    "read the password. So the rest is hidden here, and in a real network all this goes inside TLS.",
)
UNKNOWN = Words("логин", "login")
NOTHING = Words("", "")


class MessageView(QWidget):
    """One of the two halves of an exchange."""

    def __init__(self, desk: Desk, words: Words, name: str) -> None:
        """Nothing to show yet."""
        super().__init__()
        self._desk = desk
        self._login = ""
        self.setObjectName(name)
        self.head = spoken.label(desk, NOTHING, "hint", wrap=True)
        self.login = spoken.label(desk, AUTHORIZATION, wrap=True)
        self.how = spoken.link(desk, HOW, self._toggle)
        self.how.setObjectName(f"{name}-how")
        self.explained = spoken.label(desk, NOTHING, "hint", wrap=True)
        self.explained.setObjectName(f"{name}-encoded")
        self.explained.hide()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setObjectName(f"{name}-text")
        self.text.setProperty("pane", True)
        spoken.named(desk, self.text, words)
        desk.theme.keep(self.text, lambda: self.text.setFont(desk.theme.font(9, mono=True)))
        desk.theme.keep(self, self._measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addLayout(self._line())
        column.addWidget(self.explained)
        column.addWidget(self.text, 1)
        self.show_login("", needed=False)

    def show_message(self, head: Words, text: str) -> None:
        """Its first words and the whole of it; a place that a person has scrolled to is kept while nothing changes."""
        self._desk.languages.bind(self.head, self.head.setText, head)
        self.head.setVisible(bool(head.ru))
        if text != self.text.toPlainText():
            self.text.setPlainText(text)

    def show_login(self, login: str, *, needed: bool) -> None:
        """Who asked, where a login was given at all; empty when nobody knows who."""
        self._login = login
        self.login.setVisible(needed)
        self.how.setVisible(needed)
        self.explained.setVisible(needed and self.explained.isVisibleTo(self))
        words = OF.format(login=login) if login else AUTHORIZATION
        self._desk.languages.bind(self.login, self.login.setText, words)
        self._desk.languages.bind(self.explained, self.explained.setText, self._encoding)

    def _toggle(self) -> None:
        shown = not self.explained.isVisibleTo(self)
        self.explained.setVisible(shown)
        words = HIDE if shown else HOW
        self._desk.languages.bind(self.how, self.how.setText, words)
        self._desk.languages.bind(self.how, self.how.setAccessibleName, words)

    def _encoding(self) -> Words:
        login = same(self._login) if self._login else UNKNOWN
        return Words(
            EXPLAINED.ru.format(login=login.ru, encoded=beginning(login.ru)),
            EXPLAINED.en.format(login=login.en, encoded=beginning(login.en)),
        )

    def _measure(self) -> None:
        """However low the pane is, something can be read."""
        self.text.setMinimumHeight(self._desk.theme.scaled(LEAST))

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self.login, 1)
        line.addWidget(self.how)
        return line


def beginning(login: str) -> str:
    """How «login:» begins in base64: only as far as it holds nothing of what follows."""
    told = f"{login}:".encode()
    return base64.b64encode(told[: len(told) // 3 * 3]).decode()
