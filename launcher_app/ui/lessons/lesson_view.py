"""One lesson: its page without the hints, the hints when asked for, its questions, and the points of the check."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words
from launcher_app.lessons.course import Kept
from launcher_app.lessons.lesson import Lesson, Verdict
from launcher_app.lessons.page import SECTIONS, Page, page
from launcher_app.ui.first_use.step_list import DONE, MISSING, NOTHING, StepFrame, StepLine
from launcher_app.ui.lessons.page_text import PageText
from launcher_app.ui.lessons.questions import Questions

PREPARE = Words("Подготовить сеть", "Prepare the network")
CHECK = Words("Проверить", "Check")
HINTS, NO_HINTS = Words("Подсказки", "Hints"), Words("Без подсказок", "No hints")
LESSON = Words("Урок", "Lesson")
PAGE = Words("Страница урока", "The lesson's page")
ANSWERS = Words("Ваши ответы", "Your answers")
WELL_DONE = Words("Урок сделан. Прочитайте, что вы должны были понять.", "The lesson is done. Read what it was about.")
NOT_YET = Words("Ещё не всё:", "Not everything yet:")
PREPARED = Words("Сеть подготовлена, можно начинать.", "The network is prepared, begin.")
FIRST = Words(
    "Сначала подготовьте сеть: уроки идут в отдельной сети, вашу они не трогают.",
    "Prepare the network first: lessons have a network of their own and leave yours alone.",
)


class LessonView(QScrollArea):
    """`prepare` and `check` ring when their buttons are pressed; the buttons stand outside, always in sight."""

    prepare = Signal()
    check = Signal()

    def __init__(self, desk: Desk) -> None:
        """No lesson yet."""
        super().__init__()
        self._desk = desk
        self._lesson: Lesson | None = None
        self._hints = False
        self._done = False
        self._at_top = True
        self.verticalScrollBar().rangeChanged.connect(self._scroll)
        self.setWidgetResizable(True)
        spoken.named(desk, self, LESSON)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = spoken.named(desk, PageText(), PAGE)
        self._page.setObjectName("lesson-page")
        self.questions = Questions(desk)
        self.prepare_button = spoken.button(desk, PREPARE, self.prepare.emit)
        self.check_button = spoken.button(desk, CHECK, self.check.emit, primary=True)
        self.hints_button = spoken.link(desk, HINTS, self._toggle_hints)
        self._said = spoken.label(desk, NOTHING, wrap=True)
        self._said.setObjectName("lesson-said")
        self._points = QVBoxLayout()
        self._build()

    def show_lesson(self, lesson: Lesson, kept: Kept) -> None:
        """This lesson, as far as it was taken."""
        self._lesson, self._hints, self._done = lesson, False, kept.done
        self.questions.ask(lesson.questions, kept.given)
        self.show_points(Verdict(()))
        self.say(PREPARED if kept.facts else FIRST)
        self._show_page()
        self.show_top()

    def show_prepared(self) -> None:
        """Its network is ready; answers of an earlier try are gone."""
        assert self._lesson is not None
        self.questions.ask(self._lesson.questions, {})
        self.show_points(Verdict(()))
        self.say(PREPARED)

    def show_verdict(self, verdict: Verdict) -> None:
        """What the check found, each point by itself."""
        self._done = self._done or verdict.done
        self.show_points(verdict)
        self.say(WELL_DONE if verdict.done else NOT_YET)
        self._show_page()

    def show_points(self, verdict: Verdict) -> None:
        """Ticks for what is done, for the rest what is missing."""
        while (item := self._points.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, point in enumerate(verdict.points):
            more = NOTHING if point.done else point.missing
            self._points.addWidget(
                StepFrame(self._desk, StepLine(f"point-{number}", DONE if point.done else MISSING, point.words, more))
            )

    def say(self, words: Words) -> None:
        """A word above the points, which are brought in sight."""
        self._desk.languages.bind(self._said, self._said.setText, words)
        self._at_top = False
        QTimer.singleShot(0, self, self._scroll)

    def show_top(self) -> None:
        """The page from its beginning."""
        self._at_top = True
        QTimer.singleShot(0, self, self._scroll)

    def _scroll(self) -> None:
        """Now, and again whenever the page has grown or shrunk."""
        self.verticalScrollBar().setValue(0 if self._at_top else self._said.y())

    def _toggle_hints(self) -> None:
        self._hints = not self._hints
        self._show_page()
        self.show_top()

    def _show_page(self) -> None:
        words = NO_HINTS if self._hints else HINTS
        for show in (self.hints_button.setText, self.hints_button.setAccessibleName):
            self._desk.languages.bind(self.hints_button, show, words)
        if self._lesson is not None:
            pages = [page(self._lesson, language) for language in ("ru", "en")]
            self._desk.languages.bind(
                self._page, self._page.show_markdown, Words(*map(self._marked, pages, ("ru", "en")))
            )

    def _marked(self, shown: Page, language: str) -> str:
        titles = SECTIONS["en" if language == "en" else "ru"]
        parts = [(titles[0], shown.goal), (titles[1], shown.read), (titles[2], shown.task)]
        if self._hints:
            parts.append((titles[3], shown.hints))
        if self._done:
            parts.append((titles[4], shown.understood))
        return "\n\n".join(f"**{title}**\n\n{text}" for title, text in parts if text)

    def _build(self) -> None:
        for name in ("prepare", "check", "hints"):
            getattr(self, f"{name}_button").setObjectName(f"lesson-{name}")
        folded = QHBoxLayout()
        folded.addWidget(self.hints_button)
        folded.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(6)
        column.addWidget(self._page)
        column.addLayout(folded)
        column.addWidget(self.questions)
        column.addWidget(self._said)
        column.addLayout(self._points)
        column.addStretch(1)
        self.setWidget(inside)
