"""Where things stand, and the SVG that is written of it."""

import itertools
import re
from xml.etree import ElementTree

import pytest

from common.qt.tokens import DARK, LIGHT, Token
from common.words import Language
from launcher_app.diagram import svg
from launcher_app.diagram.layout import NARROW, Layout, laid_out
from launcher_app.diagram.measure import cut, wide, wrapped
from launcher_app.diagram.sequence import sequenced
from launcher_app.diagram.shapes import Text
from tests.launcher_app.diagram.sample import hop, payment

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>&\"'\u0000\u0007]]>--"


@pytest.mark.parametrize("room", [0, 500, 1000, 3000])
def test_rows_follow_each_other_and_nothing_stands_outside(room: float) -> None:
    layout = laid_out(sequenced(payment()), "ru", room)

    tops = [(place.top, place.bottom) for place in layout.places]
    assert all(one[1] == other[0] for one, other in itertools.pairwise(tops))
    assert all(place.top < place.y < place.bottom for place in layout.places if place.hop)
    assert layout.places[-1].bottom < layout.height
    assert all(left >= 0 and right <= layout.width for left, right in edges(layout))


def test_lanes_spread_over_the_room_but_neither_too_near_nor_too_far() -> None:
    narrow, fitting, huge = (laid_out(sequenced(payment()), "ru", room).width for room in (100, 1000, 9000))

    assert 4 * NARROW < narrow < fitting <= 1001
    assert fitting < huge < 1500


def test_a_place_is_found_by_its_height_and_by_its_hop() -> None:
    layout = laid_out(sequenced(payment()), "ru")

    place = layout.of_hop(4)

    assert layout.places[place].hop == 4
    assert not layout.places[place].reply
    assert layout.at(layout.places[place].y) == place
    assert layout.at(0) == layout.at(layout.height) == layout.of_hop(99) == -1


def test_a_long_text_is_broken_into_lines_that_fit_and_cut_at_the_end() -> None:
    lines = wrapped("слово " * 40, 120, 12)

    assert len(lines) == 3
    assert all(wide(line, 12) <= 120 for line in lines)
    assert lines[-1].endswith("…")
    assert wide(cut("ы" * 99, 60, 12), 12) <= 60


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_picture_is_whole_xml_with_a_title_and_every_sentence(
    language: Language, colours: dict[Token, str]
) -> None:
    layout = laid_out(sequenced(payment()), language)

    root = ElementTree.fromstring(svg.picture(layout, "Платёж 7F3K", colours=colours))

    assert root.findtext(f"{SVG}title") == "Платёж 7F3K"
    described = root.findtext(f"{SVG}desc") or ""
    assert all(place.sentence in described for place in layout.places)
    assert root.get("lang") == language
    assert colours[Token.BASE] in ElementTree.tostring(root, "unicode")


def test_the_picture_asks_for_nothing_from_outside() -> None:
    text = svg.picture(laid_out(sequenced(payment()), "ru"), "x")

    assert set(re.findall(r"https?://[^\"' ]*", text)) == {"http://www.w3.org/2000/svg"}
    assert "url(" not in text
    assert "currentColor" in text


def test_what_a_stranger_says_is_text_and_nothing_else() -> None:
    nasty = hop(1, 0, "terminal", NASTY, NASTY, verb=NASTY, fault=NASTY, reply='{"code":"<b>&"}', status=422)
    layout = laid_out(sequenced([nasty]), "ru")

    for text in (svg.picture(layout, NASTY), svg.inline(layout, NASTY, lambda n: f'#"<{n}>')):
        root = ElementTree.fromstring(text)

        assert not list(root.iter(f"{SVG}script"))


def test_in_a_page_each_arrow_leads_to_its_exchange() -> None:
    layout = laid_out(sequenced(payment()), "ru")

    root = ElementTree.fromstring(svg.inline(layout, "x", lambda number: f"#ex-{number}"))

    links = [one.get("href") for one in root.iter(f"{SVG}a")]
    assert links == [f"#ex-{place.hop}" for place in layout.places if place.hop]
    assert "prefers-color-scheme: dark" in ElementTree.tostring(root, "unicode")


def edges(layout: Layout) -> list[tuple[float, float]]:
    """The left and the right end of every text."""
    found = []
    for shape in (*layout.heads, *layout.body, *(one for place in layout.places for one in place.shapes)):
        if isinstance(shape, Text) and not shape.upright:
            width = wide(shape.text, shape.size, bold=shape.bold)
            left = shape.at[0] - {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
            found.append((left, left + width))
    return found
