"""The page's sentences: both languages, different ones, with the same things filled in; each used, none missing."""

import re

import pytest

from common.setup.places import PROJECT
from processing_app.core import failure

FOLDER = PROJECT / "processing_app" / "checkout"
SOURCES = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.js"))}
TEXT = r'"((?:[^"\\]|\\.)*)"'
ENTRY = re.compile(rf"^  (\w+): \[\s*{TEXT},\s*{TEXT},?\s*\],$", re.MULTILINE)
BEGINS = re.compile(r"^  (\w+): \[", re.MULTILINE)
WORDS = {name: (ru, en) for name, ru, en in ENTRY.findall(SOURCES["words.js"])}
ALIKE = {"quantity"}
"""Entries that are rightly the same in both languages."""
FORBIDDEN = ("Ошибка!", "Что-то пошло не так", "Неверный ввод", "Error", "Invalid", "Oops")


def test_every_entry_has_both_languages_and_no_name_is_given_twice() -> None:
    begun = BEGINS.findall(SOURCES["words.js"])

    assert len(begun) > 80
    assert sorted(begun) == sorted(set(begun)) == sorted(WORDS)


@pytest.mark.parametrize("name", WORDS)
def test_an_entry_is_russian_and_english(name: str) -> None:
    ru, en = WORDS[name]
    plain = re.sub(r"\{[^}]*\}", "", ru), re.sub(r"\{[^}]*\}", "", en)

    assert (ru != en) is (name not in ALIKE)
    assert bool(re.search(r"[А-Яа-яЁё]", plain[0])) is (name not in ALIKE | {"other_language"})
    assert bool(re.search(r"[А-Яа-яЁё]", plain[1])) is (name == "other_language")
    assert set(re.findall(r"\{(\w+)\}", ru)) == set(re.findall(r"\{(\w+)\}", en))
    assert not any(word in text for word in FORBIDDEN for text in (ru, en))


def test_the_six_failures_are_said_as_the_centre_says_them() -> None:
    assert {name: WORDS[f"fail_{name.value}"] for name in failure.Shown} == {
        name: (words.ru, words.en) for name, words in failure.WORDS.items()
    }


def test_the_page_lists_no_sentence_that_it_never_says_and_says_none_that_is_not_listed() -> None:
    code = "\n".join(text for file, text in SOURCES.items() if file != "words.js")
    said = set(re.findall(r'\b(?:say|told)\("(\w+)"(?! \+)', code))
    mentioned = set(re.findall(r'"(\w+)"', code)) | set(re.findall(r"\b(\w+)[:(]", code))
    built = {name for name in WORDS if re.match(r"(fail|way|refused)_", name)}

    assert said - set(WORDS) == set()
    assert set(WORDS) - mentioned - built == set()


def test_no_sentence_stands_outside_the_list() -> None:
    """But names of card systems and months, and the vault's own words for its fields."""
    found = [
        f"{file}: {line.strip()}"
        for file, text in SOURCES.items()
        if file not in ("words.js", "card.js", "money.js", "paying.js")
        for line in text.splitlines()
        if re.search(r"[А-Яа-яЁё]", line.split("//")[0])
    ]

    assert found == []
