"""The library and docs/lessons agree: a page for each lesson, whole in both languages, and no page without a lesson."""

import re

import pytest

from common.words import Language
from launcher_app.faults.presets import PRESETS
from launcher_app.lessons.lesson import Lesson
from launcher_app.lessons.library import LESSONS
from launcher_app.lessons.page import FOLDER, file_of, page

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
LEAST = 8


def test_there_are_lessons_enough_and_each_has_a_name_of_its_own() -> None:
    assert len(LESSONS) >= LEAST
    assert len({one.name for one in LESSONS}) == len(LESSONS)


def test_every_page_belongs_to_a_lesson_and_every_lesson_has_its_page() -> None:
    assert sorted(FOLDER.glob("*.md")) == sorted(file_of(one) for one in LESSONS)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda one: one.name)
def test_a_page_is_titled_as_its_lesson(lesson: Lesson) -> None:
    title = file_of(lesson).read_text(encoding="utf-8").splitlines()[0]

    assert title == f"# {LESSONS.index(lesson) + 1}. {lesson.words.ru} / {lesson.words.en}"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda one: one.name)
def test_a_page_is_whole_in_both_languages(lesson: Lesson, language: Language) -> None:
    shown = page(lesson, language)

    assert all(shown)
    assert "<" not in "".join(shown), "hints are unfolded by the window"
    assert all(bool(CYRILLIC.search(part)) == (language == "ru") for part in shown)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda one: one.name)
def test_everything_a_lesson_says_is_in_both_languages(lesson: Lesson) -> None:
    asked = [question.words for question in lesson.questions]
    options = [option.words for question in lesson.questions for option in question.options]
    for words in (lesson.words, *lesson.steps, *asked, *options):
        assert CYRILLIC.search(words.ru), words
        assert words.en, words
        assert not CYRILLIC.search(words.en), words


@pytest.mark.parametrize("lesson", [one for one in LESSONS if one.preset], ids=lambda one: one.name)
def test_a_preset_that_a_lesson_names_is_there(lesson: Lesson) -> None:
    assert lesson.preset in {one.name for one in PRESETS}
