"""The question before unsaved work is left: save it, do not, or stay."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from common.qt.form.body import FormBody
from common.qt.question import Answer, choose
from common.words import Words

SAVE = Words("Сохранить", "Save")
DROP = Words("Не сохранять", "Do not save")
STAY = Words("Вернуться", "Go back")
QUESTION = Words("Сохранить введённое?", "Save what you typed?")
STILL_SAVING = Words(
    "Сохраняем. Окно закроется, когда придёт ответ.", "Saving. The window closes when the answer comes."
)


def leave(parent: QWidget, body: FormBody, then: Callable[[], object], question: Words = QUESTION) -> None:
    """Go on with `then` when nothing would be lost, or after the person has decided; while saving, say so."""
    if body.busy:
        body.failure.show_words(STILL_SAVING)
    elif not body.form.dirty:
        then()
    else:
        answers = [Answer(SAVE, body.press), Answer(DROP, lambda: _drop(body, then)), Answer(STAY, harmless=True)]
        choose(body.desk, parent, question, answers)


def _drop(body: FormBody, then: Callable[[], object]) -> None:
    body.form.forget_draft()
    then()
