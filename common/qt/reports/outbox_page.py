"""The page «Исходящие»: every letter with its state, attempts and reason; none is lost and none goes twice."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.facts import NOTHING
from common.qt.reports import looks, opening
from common.qt.reports.letter_card import LetterCard, in_folder
from common.qt.reports.mail_form import mail_settings, way_words
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails, Page, Query, Shown
from common.qt.table.query import Answered, Failed
from common.reporting.asks import AskLetters, LetterId, LetterRow, Letters, MailShown, Way
from common.words import Words

NOUN = Words("писем", "letters")
NOTHING_SENT = Words(
    "Писем ещё не было. Выберите готовый отчёт и отправьте его: сначала покажем письмо.",
    "No letters yet. Choose a report that is ready and send it: the letter is shown first.",
)
STATE = Words("Состояние", "State")
OPEN_FOLDER = Words("Открыть папку", "Open the folder")
SETTINGS = Words("Настроить почту…", "Mail settings…")
STANDS = Words("Письма ждут. {why}", "Letters wait. {why}")
NEXT_TRY = Words(" Следующая попытка в {at}.", " Next try at {at}.")
RETRYING = Words("Письмо для {to}: отправляем сейчас.", "The letter to {to} is being sent now.")
CANCEL = Words(
    "Не отправлять письмо для {to}? Отчёт останется, письмо можно отправить заново.",
    "Do not send the letter to {to}? The report stays, a letter can be sent again.",
)
YES, NO = Words("Не отправлять", "Do not send"), Words("Оставить", "Keep")
CANCELLED = Words("Письмо для {to} отменено.", "The letter to {to} is cancelled.")
CHOOSE = Words("Выберите письмо в списке.", "Choose a letter in the list.")


class OutboxPage(QWidget):
    """`show_report(id)` goes to the report a letter brings; `heard` gets each answer."""

    def __init__(self, desk: Desk, show_report: Callable[[int], object], heard: Callable[[Letters], object]) -> None:
        """An empty outbox."""
        super().__init__()
        self._desk = desk
        self._show_report = show_report
        self._heard = heard
        self._folder = Path()
        self.setObjectName("outbox-page")
        acts = {"open": self.open_file, "retry": self.retry, "cancel": self.cancel, "report": self.open_report}
        self.card = LetterCard(desk, acts)
        self.table = LedgerTable(
            desk, "letters", _columns(desk), noun=NOUN, key=lambda row: row.id,
            empty=Empty(NOTHING_SENT, icon="mail"), sentence=_sentence,
        )  # fmt: skip
        choice = Choice("state", STATE, list(looks.LETTERS.items()), inline=True)
        self.filters = FilterBar(desk, [choice], self.table)
        self.parts = ListAndDetails(desk, "letters", self.table, self.card)
        self.table.follow(self._fetch)
        self.table.chosen.connect(self.card.show_letter)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        column.setSpacing(8)
        column.addLayout(self._build_way())
        column.addWidget(self._build_trouble())
        column.addWidget(self.filters)
        column.addWidget(self.parts, 1)

    @property
    def chosen(self) -> LetterRow | None:
        """The one on show."""
        return self.card.letter

    def refresh(self) -> None:
        """As it is now."""
        self._desk.ask(self, "mail", then=self._show_way, failed=lambda _: None, key="mail")
        self.table.reload()

    def settings(self) -> None:
        """How letters leave."""
        mail_settings(self._desk, self.window(), self.refresh)

    def open_file(self) -> None:
        """The .eml, in what reads letters here."""
        path = in_folder(self.chosen) if self.chosen is not None else None
        if path is not None:
            opening.open_file(self._desk, path)

    def retry(self) -> None:
        """Now, not when its pause is over."""
        row = self.chosen
        if row is not None:
            self._desk.ask(self, "retry-letter", LetterId(id=row.id), then=self._retried)

    def cancel(self) -> None:
        """It is not sent, after a question."""
        row = self.chosen
        if row is None:
            return

        def drop() -> None:
            self._desk.ask(self, "cancel-letter", LetterId(id=row.id), then=self._cancelled)

        dialog.confirm(self._desk, self.window(), CANCEL.format(to=row.recipient), YES, NO, drop)

    def open_report(self) -> None:
        """The report that it brings."""
        if self.chosen is not None and self.chosen.report is not None:
            self._show_report(self.chosen.report)

    def none_chosen(self) -> Words | None:
        """Why there is nothing to repeat."""
        return None if self.chosen is not None else CHOOSE

    def _build_way(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.way = spoken.label(self._desk, NOTHING, "hint", wrap=True)
        self.way.setObjectName("mail-way")
        self.settings_button = spoken.button(self._desk, SETTINGS, self.settings, icon="settings")
        self.settings_button.setObjectName("mail-settings-button")
        self.folder_button = spoken.button(self._desk, OPEN_FOLDER, self._open_folder, icon="folder")
        self.folder_button.setObjectName("open-outbox-button")
        self.folder_button.hide()
        line.addWidget(self.way, 1)
        line.addWidget(self.folder_button)
        line.addWidget(self.settings_button)
        return line

    def _open_folder(self) -> None:
        opening.show_folder(self._desk, self._folder)

    def _build_trouble(self) -> QFrame:
        self.trouble = QFrame()
        self.trouble.setProperty("notice", "warn")
        self.trouble.setObjectName("mail-trouble")
        line = QHBoxLayout(self.trouble)
        self.trouble_words = spoken.label(self._desk, NOTHING, wrap=True)
        self.trouble_words.setObjectName("mail-trouble-words")
        line.addWidget(self.trouble_words, 1)
        self.trouble.hide()
        return self.trouble

    def _show_way(self, mail: MailShown) -> None:
        bind = self._desk.languages.bind
        self._folder = Path(mail.folder)
        bind(self.way, self.way.setText, way_words(mail))
        self.folder_button.setVisible(mail.way is Way.FOLDER)
        self.trouble.setVisible(mail.problem is not None)
        if mail.problem is not None:
            words = Words(STANDS.ru.format(why=mail.problem.ru), STANDS.en.format(why=mail.problem.en))
            if mail.again is not None:
                at = wording.time(mail.again)
                words = Words(words.ru + NEXT_TRY.ru.format(at=at), words.en + NEXT_TRY.en.format(at=at))
            bind(self.trouble_words, self.trouble_words.setText, words)

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        question = AskLetters(
            text=query.text, state=query.filters.get("state", ""), offset=query.offset, limit=query.limit
        )

        def came(found: Letters) -> None:
            answered(Page(list(found.letters), found.found))
            self._heard(found)

        self._desk.ask(self, "letters", question, then=came, failed=failed)

    def _retried(self, row: LetterRow) -> None:
        self._desk.messages.ok(RETRYING.format(to=row.recipient))
        self.refresh()

    def _cancelled(self, row: LetterRow) -> None:
        self._desk.messages.ok(CANCELLED.format(to=row.recipient))
        self.refresh()


def _columns(desk: Desk) -> list[Column]:
    def now() -> datetime:
        return moment(desk.clock.now_ms())

    def state(row: LetterRow) -> Shown:
        return looks.letter(row, now())

    return [
        Column("recipient", Words("Кому", "To"), lambda row: row.recipient, width=180),
        Column("subject", Words("Тема", "Subject"), lambda row: row.subject, width=260),
        Column("state", STATE, state, Kind.STATUS, 240),
        Column("attempts", Words("Попыток", "Attempts"), lambda row: row.attempts, Kind.NUMBER, 85),
        Column("reason", Words("Причина", "Reason"), _reason, width=280),
        Column("made", Words("Написано", "Written"), lambda row: row.made, Kind.MOMENT, 140),
        Column("due", Words("Следующая попытка", "Next try"), lambda row: row.due, Kind.MOMENT, 140, True),
        Column("ended", Words("Закончено", "Ended"), lambda row: row.ended, Kind.MOMENT, 140, True),
        Column("way", Words("Куда ушло", "Where it went"), lambda row: row.way, width=220, hidden=True),
        Column("message_id", Words("Message-ID", "Message-ID"), lambda row: row.message_id, width=220, hidden=True),
    ]


def _reason(row: LetterRow) -> Words | str | None:
    return row.problem or row.reason or None


def _sentence(row: LetterRow) -> Words:
    state = looks.LETTERS[row.state].words
    return Words(f"{row.recipient}, {row.subject}: {state.ru}", f"{row.recipient}, {row.subject}: {state.en}")
