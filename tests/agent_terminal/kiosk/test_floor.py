"""The page's sources: of an engine of 2018, of this computer alone, without anything its policy forbids."""

from pathlib import Path

import pytest

from common.setup.places import PROJECT
from tests.agent_terminal.kiosk import floor

KIOSK = PROJECT / "agent_terminal" / "kiosk"
SOURCES = sorted(path for path in KIOSK.rglob("*") if path.suffix in floor.KINDS)
LONGEST = 400
PLANTED = [(kind, ban) for kind, bans in floor.KINDS.items() if kind != ".svg" for ban in bans]


def test_the_page_has_its_sources() -> None:
    assert {"index.html", "kiosk.css", "words.js"} <= {path.name for path in SOURCES}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_uses_nothing_newer_than_chromium_66_and_nothing_from_elsewhere(path: Path) -> None:
    assert floor.breaches(path.suffix, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_source_fits_on_a_few_screens(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= LONGEST


@pytest.mark.parametrize(("kind", "ban"), PLANTED, ids=lambda one: getattr(one, "feature", one))
def test_each_banned_thing_is_found_where_it_is(kind: str, ban: floor.Ban) -> None:
    found = floor.breaches(kind, f"\n{ban.planted}\n")

    assert [one for one in found if one.startswith(f"2: {ban.feature}: ")]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (".css", "a { display: flex }\na, b { color: red; gap: 1rem }"),
        (".css", "@media print { a { display: inline-flex; column-gap: 1rem } }"),
        (".css", "@font-face { src: url(https://fonts.example.com/a.woff2) }"),
        (".js", "load('//cdn.example.com/a.js');"),
        (".html", '<script src="https://cdn.example.com/a.js"></script>'),
        (".html", "<script>\n</script>"),
    ],
)
def test_these_are_found_too(kind: str, text: str) -> None:
    assert floor.breaches(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (".css", "a { display: grid; gap: 1rem }\n/* gap in flex: clamp( */\nb { display: flex }"),
        (".css", "a:focus { min-width: 1rem; max-height: calc(100vh / 48) }"),
        (".js", "// a?.b\nconst a = b ? .5 : 1; /* a ?? b */ const c = { ...a };"),
        (".js", "const SVG = 'http://www.w3.org/2000/svg'; /\\d{3}/.test(a); for await (const b of c) d(b);"),
        (".html", '<svg xmlns="http://www.w3.org/2000/svg"></svg><script type="module" src="/kiosk/app.js"></script>'),
    ],
)
def test_these_break_nothing(kind: str, text: str) -> None:
    assert floor.breaches(kind, text) == []
