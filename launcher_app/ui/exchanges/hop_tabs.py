"""The tabs of one exchange: request and reply, both at once where there is room, explanation, cURL."""

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSplitter, QTabWidget, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.tab_fit import TabFit
from common.qt.table.chip import Chip
from common.words import Words, same
from launcher_app import replaying
from launcher_app.explaining import explained
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story
from launcher_app.ui.exchanges import curl, lines, written
from launcher_app.ui.exchanges.document import DocumentDialog
from launcher_app.ui.exchanges.message_view import LEAST, MessageView
from launcher_app.ui.hops import hops_of

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

WIDE, HIGH = 560, 440
"""Of the pane, at 100 %: from here on request and reply stand side by side, or one under the other."""
REQUEST, REPLY = Words("Запрос", "Request"), Words("Ответ", "Reply")
BOTH = Words("Запрос и ответ", "Request and reply")
EXPLAINED, CURL = Words("Объяснение", "Explanation"), Words("cURL", "cURL")
PARTS = Words("Части обмена", "Parts of the exchange")
NO_REPLY = Words("Ответа нет: {why}", "No reply: {why}")
TOOK = Words("{status}, за {n} мс", "{status}, in {n} ms")
LOST = Words("Получатель ответил, но до отправителя ответ не дошёл.", "It answered, but the answer never arrived.")
RAW = Words("Как есть, без оформления", "As it is, not laid out")
TASK = Words("Требование задания", "The task says")
MORE = Words("Подробнее: {link}", "More: {link}")
COPY, COPIED = Words("Копировать", "Copy"), Words("Команда скопирована.", "The command was copied.")
WINDOWS = Words("для Windows (cmd)", "for Windows (cmd)")
FILL_IN = Words(
    "Пароль подставьте сами: здесь его никто не видит. Команда пойдёт через тот же адрес и появится в списке.",
    "Put the password in yourself: nobody sees it here. The command goes by the same address and will be in the list.",
)
NOTHING = Words("", "")


class HopTabs(QTabWidget):
    """Filled again and again; the open tab stays."""

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Nothing yet."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher
        self._hop: Hop | None = None
        self._link = ""
        self.raw = False
        self.together = False
        self.setObjectName("hop-tabs")
        self.setDocumentMode(True)
        self.request = MessageView(desk, REQUEST, "hop-request")
        self.reply = MessageView(desk, REPLY, "hop-reply")
        self.explanation = _sheet(desk, EXPLAINED, "hop-explanation", mono=False)
        self.more = spoken.link(desk, NOTHING, self._open)
        self.more.setObjectName("hop-more")
        self.command = _sheet(desk, CURL, "hop-curl", mono=True)
        self._for_windows = Chip(desk, "curl-windows", self._show_command)
        self._for_windows.tell(WINDOWS, WINDOWS, on=sys.platform == "win32")
        self.as_it_is = spoken.tool(desk, RAW, "eye", self.toggle_raw, keys="F4")
        self.as_it_is.setObjectName("hop-raw")
        self.as_it_is.setCheckable(True)
        self.setCornerWidget(self.as_it_is)
        self._build()
        spoken.named(desk, self, PARTS)
        spoken.named(desk, self.tabBar(), PARTS)
        TabFit(self)
        desk.languages.changed.connect(self._retell)

    def show_hop(self, story: Story, hop: Hop) -> None:
        """Everything about it; what its story says besides explains it."""
        self._hop = hop
        self._show_messages(hop)
        self._show_explanation(story, hop)
        self._show_command()

    def toggle_raw(self) -> None:
        """As it went, or laid out."""
        self.raw = not self.raw
        self.as_it_is.setChecked(self.raw)
        if self._hop is not None:
            self._show_messages(self._hop)

    def fit(self, width: int, height: int) -> None:
        """Both are seen at once where there is room beside or under each other; elsewhere each has a tab."""
        scaled = self._desk.theme.scaled
        is_wide = width >= scaled(WIDE)
        self._both.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        together = is_wide or height >= scaled(HIGH)
        if together == self.together:
            return
        self.together = together
        (self._both if together else self._alone).addWidget(self.reply)
        self.reply.show()
        self.setTabVisible(1, not together)
        self._name(0, BOTH if together else REQUEST)

    def _show_messages(self, hop: Hop) -> None:
        self.request.show_message(NOTHING, written.request_text(hop, raw=self.raw))
        needs = any(name.lower() == written.AUTHORIZATION for name in hop.request_headers)
        self.request.show_login(replaying.login(self._launcher, hop), needed=needs)
        self.reply.show_message(_reply_head(hop), written.reply_text(hop, raw=self.raw))

    def _show_explanation(self, story: Story, hop: Hop) -> None:
        told = explained(hop, hops_of(self._launcher, story))
        say = self._desk.say
        text = say(told.words)
        if told.requirement:
            text += f"\n\n{say(TASK)}: «{say(told.requirement)}»"
        if text != self.explanation.toPlainText():
            self.explanation.setPlainText(text)
        self._link = told.link
        self.more.setVisible(bool(told.link))
        for show in (self.more.setText, self.more.setAccessibleName):
            self._desk.languages.bind(self.more, show, MORE.format(link=told.link))

    def _show_command(self) -> None:
        hop = self._hop
        if hop is None:
            return
        say, url = self._desk.say, replaying.public_url(self._launcher, hop)
        login = replaying.login(self._launcher, hop) or say(curl.LOGIN)
        windows = self._for_windows.isChecked()
        text = curl.command(hop, url, login, say(curl.PASSWORD), windows=windows)
        if text != self.command.toPlainText():
            self.command.setPlainText(text)

    def _open(self) -> None:
        DocumentDialog(self._desk, self._link, self).open()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.toPlainText())
        self._desk.messages.ok(COPIED)

    def _retell(self) -> None:
        hop = self._hop
        story = self._launcher.stories.of_hop(hop.number) if hop is not None else None
        if hop is not None and story is not None:
            self.show_hop(story, hop)

    def _build(self) -> None:
        self._both, self._alone = QSplitter(), QSplitter()
        for splitter in (self._both, self._alone):
            splitter.setChildrenCollapsible(False)
        self._both.addWidget(self.request)
        self._alone.addWidget(self.reply)
        more = QWidget()
        column = QVBoxLayout(more)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.explanation, 1)
        column.addWidget(self.more)
        pages = [self._both, self._alone, more, self._curl_page()]
        for place, (page, words) in enumerate(zip(pages, (REQUEST, REPLY, EXPLAINED, CURL), strict=True)):
            self.addTab(page, "")
            self._name(place, words)

    def _curl_page(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(spoken.label(self._desk, FILL_IN, "hint", wrap=True))
        column.addWidget(self.command, 1)
        line = QHBoxLayout()
        copy = spoken.button(self._desk, COPY, self._copy, icon="copy")
        copy.setObjectName("copy-curl")
        line.addWidget(self._for_windows)
        line.addStretch(1)
        line.addWidget(copy)
        column.addLayout(line)
        return made

    def _name(self, place: int, words: Words) -> None:
        def show(text: str) -> None:
            self.setTabText(place, text)

        show.__name__ = f"hop_tab_{place}"
        self._desk.languages.bind(self, show, words)


def _reply_head(hop: Hop) -> Words:
    told = lines.answer(hop)
    if not hop.ended:
        return told.words
    if hop.status:
        return Words(TOOK.ru.format(status=told.words.ru, n=hop.ms), TOOK.en.format(status=told.words.en, n=hop.ms))
    if hop.answered:
        return LOST
    why = same(hop.error) if hop.error else told.words
    return Words(NO_REPLY.ru.format(why=why.ru), NO_REPLY.en.format(why=why.en))


def _sheet(desk: Desk, words: Words, name: str, *, mono: bool) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setObjectName(name)
    made.setProperty("pane", True)
    made.setMinimumHeight(LEAST)
    desk.theme.keep(made, lambda: made.setFont(desk.theme.font(9, mono=True) if mono else desk.theme.font()))
    return spoken.named(desk, made, words)
