"""Stars and notes at rows of the list: put there, taken away, taken back by Ctrl+Z."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.qt.form import Form, FormDialog, LongTextField
from common.words import Words, same
from launcher_app.feed.hop import Hop
from launcher_app.session import LONGEST_NOTE, Mark
from launcher_app.stories.story import Story
from launcher_app.ui.exchanges import lines
from launcher_app.ui.exchanges.lines import Marks

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

NOTE = Words("Заметка", "Note")
TITLE = Words("Заметка к обмену", "A note on the exchange")
HINT = Words(
    "Попадёт в отчёт преподавателю. Пустая заметка убирается.",
    "It goes into the instructor's report. An empty note is taken away.",
)
KEEP = Words("Сохранить заметку", "Keep the note")
STAR_GONE, NOTE_GONE = Words("снята звёздочка", "star taken away"), Words("убрана заметка", "note taken away")
NOT_KEPT = Words(
    "Отметку не удалось записать на диск: она пропадёт, когда окно закроется.",
    "The mark could not be written to the disk: it will be gone once the window is closed.",
)
Place = tuple[Story, Hop | None]


def span_of(hop: Hop | None) -> str:
    """What a mark calls a hop: the id that it keeps in every session; a stranger's without one, by its time."""
    if hop is None:
        return ""
    return hop.span or f"at-{hop.at_ms}"


class Marking:
    """Over the session of the network that is open; `changed` is told when something else is marked."""

    def __init__(self, desk: Desk, launcher: "Launcher", changed: Callable[[], object]) -> None:
        """Nothing to do yet."""
        self._desk = desk
        self._launcher = launcher
        self._changed = changed

    def of(self, story: Story, hop: Hop | None) -> Marks:
        """What is at a row."""
        session, span = self._launcher.session, span_of(hop)
        return Marks(session.starred(story.key, span), bool(session.note(story.key, span)))

    def star(self, places: Sequence[Place]) -> None:
        """Put stars there; where all of them have one, take them away."""
        on = not all(self.of(*place).star for place in places)
        self._stars(places, on=on)
        if not on:
            undo, redo = (lambda: self._stars(places, on=True)), (lambda: self._stars(places, on=False))
            self._desk.undo.push(STAR_GONE, undo, redo)

    def edit_note(self, parent: QWidget, place: Place) -> FormDialog:
        """Write, change or take away a note."""
        story, hop = place
        before = self._launcher.session.note(story.key, span_of(hop))
        form = Form(self._desk, "exchange-note", drafts=False)
        form.say(self._line(place), "hint")
        field = form.add(LongTextField("note", NOTE, rows=6, longest=LONGEST_NOTE, hint=HINT))
        field.fill(before)

        def save(values: dict[str, object], done: Callable[[], object], _failed: object) -> None:
            done()
            self._note(place, str(values["note"] or ""))
            if before and not values["note"]:
                undo, redo = (lambda: self._note(place, before)), (lambda: self._note(place, ""))
                self._desk.undo.push(NOTE_GONE, undo, redo)

        dialog = FormDialog(self._desk, TITLE, form, KEEP, save, parent=parent, guarded=False)
        dialog.open()
        return dialog

    def _stars(self, places: Sequence[Place], *, on: bool) -> None:
        for story, hop in places:
            self._launcher.session.star(story.key, span_of(hop), on=on, at=self._at(story, hop))
        self._told()

    def _note(self, place: Place, text: str) -> None:
        story, hop = place
        self._launcher.session.set_note(story.key, text, span_of(hop), at=self._at(story, hop))
        self._told()

    def _told(self) -> None:
        if self._launcher.session.trouble:
            self._desk.messages.ok(NOT_KEPT)
        self._changed()

    def _at(self, story: Story, hop: Hop | None) -> Mark:
        at_ms = hop.at_ms if hop is not None else story.began_ms
        return Mark(story=story.key, at_ms=at_ms, code=story.code, line=self._line((story, hop)).ru)

    def _line(self, place: Place) -> Words:
        story, hop = place
        if hop is None:
            return lines.story_sentence(story, None)
        head = same(f"{story.code}: ") if story.code else same("")
        said = lines.hop_sentence(hop)
        return Words(f"{head.ru}{said.ru}", f"{head.en}{said.en}")
