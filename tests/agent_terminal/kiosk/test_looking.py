"""Each rule of the geometry finds what it is for, and a sound page passes them all."""

import pytest
from playwright.sync_api import Page

from tests.agent_terminal.kiosk import looking

SOUND = """
<style>
  html { font-size: 16px; } body { margin: 0; font: 24px sans-serif; }
  main { height: 600px; padding: 20px; } p { margin: 0; }
  button { width: 200px; height: 80px; font: inherit; margin: 0 32px 0 0; padding: 0; }
</style>
<main><h1>Heading</h1><p>Text</p><button>One</button><button>Two</button></main>
"""
PLANTED = (
    ("the document scrolls", '<div style="height: 3000px"></div>'),
    ("wider than its place", '<div style="width: 300px; overflow: hidden"><div style="width: 900px">a</div></div>'),
    ("taller than its place", '<div style="height: 40px; overflow: hidden"><div style="height: 90px">a</div></div>'),
    ("text of 1.00 rem", '<p style="font-size: 16px">small</p>'),
    ("text outside the screen", '<p style="position: absolute; left: -90px">somewhere</p>'),
    ("text outside its button", '<button style="width: 80px; white-space: nowrap">a very long word</button>'),
    ("text over text", '<p style="position: absolute; top: 40px; left: 30px">Over the heading</p>'),
    ("lies over", '<p style="position: absolute; top: 200px; background: #eee; width: 150px; height: 90px"></p>'),
    ("a target of 40×80 px", '<button style="width: 40px">a</button>'),
    ("a gap of 4.0 px", '<button style="margin-left: -28px">a</button>'),
    ("outside the screen", '<button style="position: absolute; top: 740px; left: 700px">a</button>'),
)


def told(page: Page, markup: str) -> str:
    page.set_content(SOUND.replace("</main>", f"{markup}</main>"))
    return "\n".join(page.evaluate(looking.RULES))


def test_a_sound_page_breaks_no_rule(shared: Page) -> None:
    assert told(shared, "") == ""


@pytest.mark.parametrize(("finding", "markup"), PLANTED, ids=[finding for finding, _ in PLANTED])
def test_what_is_wrong_is_found(shared: Page, finding: str, markup: str) -> None:
    assert finding in told(shared, markup)


def test_under_a_modal_only_its_own_targets_count(shared: Page) -> None:
    modal = '<div aria-modal="true" style="position: fixed; top: 400px; left: 0"><button>Three</button></div>'

    assert told(shared, '<button style="width: 40px">a</button>' + modal) == ""


def test_axe_finds_a_button_without_a_name(shared: Page) -> None:
    shared.set_content(SOUND + "<button></button>")
    shared.evaluate(looking.AXE)

    found = shared.evaluate(looking.ASK, list(looking.TAGS))

    assert "button-name" in [rule for rule, *_ in found["violations"]]


@pytest.mark.parametrize(("colour", "decided"), [("#767676", True), ("#999999", False)])
def test_contrast_that_axe_leaves_open_is_computed(shared: Page, colour: str, decided: bool) -> None:
    covered = (
        f'<p style="color: {colour}; background: #fff; line-height: 10px; height: 12px; overflow: hidden">text</p>'
    )
    shared.set_content(SOUND.replace("</main>", covered + "</main>"))
    shared.evaluate(looking.AXE)

    found = shared.evaluate(looking.ASK, list(looking.TAGS))

    named = [rule for kind in ("violations", "incomplete") for rule, *_ in found[kind]]
    assert ("color-contrast" in named) is not decided


@pytest.mark.parametrize(("language", "found"), [("en", ["Далее"]), ("ru", [])])
def test_russian_left_on_an_english_page_is_found(shared: Page, language: str, found: list[str]) -> None:
    shared.set_content(f'<html lang="{language}"><body><p>Далее</p><b lang="ru">Русский</b><p hidden>Назад</p>')

    assert shared.evaluate(looking.CYRILLIC) == found
