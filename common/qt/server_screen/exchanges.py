"""The last exchanges as a list, each with its request and reply side by side."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from common.exchange import Exchange
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails
from common.words import Words

REQUEST, REPLY = Words("Запрос", "Request"), Words("Ответ", "Reply")
NOBODY = Words("ответа нет", "no reply")
NOUN = Words("обменов", "exchanges")
OURS, THEIRS = Words("мы ←", "us ←"), Words("мы →", "us →")


class ExchangeList(QWidget):
    """A table of exchanges; what was said is in the details."""

    def __init__(self, desk: Desk, name: str, empty: Words) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self.setObjectName(name)
        self._desk = desk
        self.table = LedgerTable(desk, name, columns(desk), noun=NOUN, key=_key, empty=Empty(empty), sentence=sentence)
        self._request, self._reply = _body(desk, REQUEST), _body(desk, REPLY)
        details = QWidget()
        grid = QGridLayout(details)
        for column, (words, body) in enumerate(((REQUEST, self._request), (REPLY, self._reply))):
            grid.addWidget(spoken.label(desk, words, "hint"), 0, column)
            grid.addWidget(body, 1, column)
        column_of_lists = QVBoxLayout(self)
        column_of_lists.setContentsMargins(0, 4, 0, 0)
        column_of_lists.addWidget(ListAndDetails(desk, name, self.table, details))
        self.table.chosen.connect(self._show)

    def show_lines(self, lines: list[Exchange]) -> None:
        """The newest first."""
        self.table.show_rows(list(reversed(lines)))

    def _show(self, line: Exchange | None) -> None:
        self._request.setPlainText(pretty(line.request, line.req_headers) if line is not None else "")
        self._reply.setPlainText(pretty(line.answer, line.resp_headers) if line is not None else "")


def columns(desk: Desk) -> list[Column]:
    """What a list of exchanges shows of each."""
    return [
        Column("at", Words("Время", "Time"), at, Kind.MOMENT, 90),
        Column("side", Words("Кто", "Who"), lambda line: desk.say(who(line)), width=190),
        Column("verb", Words("Действие", "Action"), lambda line: line.verb, width=140),
        Column("status", Words("Ответ", "Reply"), lambda line: line.status or line.error or "—", width=110),
        Column("ms", Words("мс", "ms"), lambda line: round(line.ms), Kind.NUMBER, 60),
        Column("attempt", Words("Попытка", "Attempt"), lambda line: line.attempt or "", Kind.TEXT, 80),
        Column("trace", Words("След", "Trace"), lambda line: line.trace, Kind.CODE, 130),
        Column("path", Words("Адрес", "Path"), lambda line: f"{line.method} {line.path}", width=220, hidden=True),
    ]


def at(line: Exchange) -> datetime:
    """When it was."""
    return datetime.fromisoformat(line.ts).astimezone(UTC)


def who(line: Exchange) -> Words:
    """Whom we asked, or who asked us."""
    if line.side == "server":
        return Words(f"{OURS.ru} {line.sender}", f"{OURS.en} {line.sender}")
    return Words(f"{THEIRS.ru} {line.receiver}", f"{THEIRS.en} {line.receiver}")


def sentence(line: Exchange) -> Words:
    """An exchange as one hears it."""
    answered = Words(str(line.status), str(line.status)) if line.status else NOBODY
    return Words(
        f"{line.verb}, {who(line).ru}, ответ: {answered.ru}, {round(line.ms)} мс",
        f"{line.verb}, {who(line).en}, reply: {answered.en}, {round(line.ms)} ms",
    )


def pretty(body: msgspec.Raw, headers: dict[str, str]) -> str:
    """Headers and body as a person reads them."""
    head = "\n".join(f"{name}: {value}" for name, value in headers.items())
    try:
        told: Any = msgspec.json.decode(body)
    except msgspec.MsgspecError:
        told = bytes(body).decode("utf-8", "replace")
    text = told if isinstance(told, str) else msgspec.json.format(msgspec.json.encode(told), indent=2).decode()
    return f"{head}\n\n{text}" if head else text


def _body(desk: Desk, words: Words) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    desk.theme.keep(made, lambda: made.setFont(desk.theme.font(9, mono=True)))
    return spoken.named(desk, made, words)


def _key(line: Exchange) -> tuple[str, str, int]:
    return line.span, line.side, line.mono_ms
