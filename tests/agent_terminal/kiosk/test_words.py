"""The page's sentences: both languages, different ones, with the same things filled in; each used, none missing."""

import re

import pytest

from common.setup.places import PROJECT

KIOSK = PROJECT / "agent_terminal" / "kiosk"
SOURCES = {path.name: path.read_text("utf-8") for path in sorted(KIOSK.glob("*.js"))}
TEXT = r'"((?:[^"\\]|\\.)*)"'
ENTRY = re.compile(rf"^  (\w+): \[\s*{TEXT},\s*{TEXT},?\s*\],$", re.MULTILINE)
BEGINS = re.compile(r"^  (\w+): \[", re.MULTILINE)
WORDS = {
    name: (ru, en) for file, text in SOURCES.items() if file.startswith("words") for name, ru, en in ENTRY.findall(text)
}
ALIKE: set[str] = set()
"""Entries that are rightly the same in both languages."""


def test_every_entry_has_both_languages_and_no_name_is_given_twice() -> None:
    begun = [name for file, text in SOURCES.items() if file.startswith("words") for name in BEGINS.findall(text)]

    assert len(begun) > 100
    assert sorted(begun) == sorted(set(begun))
    assert sorted(begun) == sorted(WORDS)


@pytest.mark.parametrize("name", WORDS)
def test_an_entry_is_russian_and_english(name: str) -> None:
    ru, en = WORDS[name]
    letters = {"ru": re.sub(r"\{[^}]*\}", "", ru), "en": re.sub(r"\{[^}]*\}", "", en)}

    assert (ru != en) is (name not in ALIKE)
    assert re.search(r"[А-Яа-яЁё]", letters["ru"]) or name == "other_language" or name in ALIKE
    assert not re.search(r"[А-Яа-яЁё]", letters["en"]) or name == "other_language"
    assert slots(ru) == slots(en)


def slots(sentence: str) -> set[str]:
    """What is filled in; bent words count as the number they follow."""
    return {found.split("|")[0] for found in re.findall(r"\{([^}]*)\}", sentence)}


def test_the_page_says_nothing_that_is_not_in_the_list_and_lists_nothing_that_is_never_said() -> None:
    code = "\n".join(text for file, text in SOURCES.items() if not file.startswith("words"))
    asked = set(re.findall(r'\b(?:say|rich)\([\w.]+,\s*"(\w+)"', code))
    named = set(re.findall(r'"(\w+)"|\b(\w+):', code)) | {("", "")}
    mentioned = {word for pair in named for word in pair}
    built = {"more_digits", "more_characters"} | {
        name for name in WORDS if re.match(r"(why|step|lost|closed|reason)_", name)
    }

    assert asked - set(WORDS) == set()
    assert set(WORDS) - mentioned - built == set()


def test_no_sentence_stands_outside_the_list() -> None:
    found = [
        f"{file}: {line.strip()}"
        for file, text in SOURCES.items()
        if not file.startswith("words") and file not in ("icons.js", "keys.js", "keyboard.js")
        for line in text.splitlines()
        if re.search(r'["`\'][^"`\']*[А-Яа-яЁё]', line.split("//")[0])
    ]

    assert found == []
