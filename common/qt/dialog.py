"""Small questions before something is done: whether to, and why."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.qt.form.form import Form
from common.qt.form.form_dialog import FormDialog
from common.qt.form.text import LongTextField
from common.qt.languages import Shown
from common.qt.question import Answer, Question, choose
from common.words import Words

__all__ = ["Answer", "Question", "ask_reason", "choose", "confirm"]

REASON = Words("Причина (увидят в истории)", "Reason (kept in the history)")
LONGEST_REASON = 500


def confirm(
    desk: Desk, parent: QWidget | None, words: Shown, yes: Words, no: Words, then: Callable[[], object]
) -> Question:
    """Do it only after «yes»; both are verbs («Расторгнуть», «Оставить»), and Enter and Esc mean «no»."""
    return choose(desk, parent, words, [Answer(yes, then), Answer(no, harmless=True)], title=yes)


def ask_reason(
    desk: Desk, parent: QWidget | None, title: Shown, summary: Shown, verb: Words, then: Callable[[str], object]
) -> FormDialog:
    """Do it with a reason, which may not be empty; `summary` says what will happen and where the money will be."""
    form = Form(desk, "reason", drafts=False)
    form.say(summary)
    form.add(LongTextField("reason", REASON, required=True, longest=LONGEST_REASON))

    def save(values: dict[str, object], done: Callable[[], object], _failed: object) -> None:
        done()
        then(str(values["reason"]))

    dialog = FormDialog(desk, title, form, verb, save, parent=parent, guarded=False)
    dialog.open()
    return dialog
