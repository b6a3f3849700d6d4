"""A lesson's page of docs/lessons, taken apart: one language, its sections, the hints by themselves."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from common import settings
from common.words import Language
from launcher_app.lessons.lesson import Lesson
from launcher_app.lessons.library import LESSONS

FOLDER = settings.ROOT / "docs" / "lessons"
LANGUAGES: dict[Language, str] = {"ru": "По-русски", "en": "In English"}
SECTIONS: dict[Language, tuple[str, ...]] = {
    "ru": ("Цель", "Что прочитать", "Задание", "Подсказки", "Что вы должны были понять"),
    "en": ("Goal", "Read first", "Task", "Hints", "What you should have understood"),
}
FOLDS = re.compile(r"</?details>|<summary>.*?</summary>")


class Page(NamedTuple):
    """Markdown of each section; empty where the page lacks it."""

    goal: str
    read: str
    task: str
    hints: str
    understood: str


def file_of(lesson: Lesson) -> Path:
    """Where a lesson's page is."""
    number = 1 + [one.name for one in LESSONS].index(lesson.name)
    return FOLDER / f"{number:02d}-{lesson.name}.md"


def page(lesson: Lesson, language: Language) -> Page:
    """The page in one language; without its file the lesson's own steps are the task."""
    try:
        text = file_of(lesson).read_text(encoding="utf-8")
    except OSError:
        return Page("", "", "\n".join(f"1. {step.of(language)}" for step in lesson.steps), "", "")
    parts = dict(_sections(_half(text, language)))
    return Page(*(parts.get(title, "") for title in SECTIONS[language]))


def _half(text: str, language: Language) -> str:
    _, _, rest = text.partition(f"\n## {LANGUAGES[language]}\n")
    return rest.partition("\n## ")[0]


def _sections(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("\n### ")[1:]:
        title, _, body = part.partition("\n")
        yield title.strip(), FOLDS.sub("", body).strip()
