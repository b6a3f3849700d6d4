"""A paper as PDF: all its words are in it, and a roll is as long as what stands on it."""

import pytest

from agent_terminal.printer import pdf
from agent_terminal.printer.lines import Pair, Rule, Sheet, Text
from agent_terminal.printer.pdf import A4, ROLL, Paper
from agent_terminal.service.sheets import Voice
from tests.agent_terminal.printer import sample
from tests.agent_terminal.printer.pdf_text import size_of, text_of
from tests.agent_terminal.printer.sample import AT, BOTH, EN, RU


@pytest.mark.parametrize("voice", [RU, EN, BOTH], ids=["ru", "en", "both"])
@pytest.mark.parametrize("paper", [ROLL, A4], ids=["roll", "a4"])
def test_all_that_stands_on_a_receipt_can_be_read_and_copied(paper: Paper, voice: Voice) -> None:
    made = sample.receipt(voice, copy=1)

    text = " ".join(text_of(pdf.drawn(made, paper, at=AT)).split())

    for part in made.parts:
        if isinstance(part, Pair):
            assert " ".join(part.value.split()) in text
        if isinstance(part, Text):
            assert " ".join(part.words.split()) in text


def test_a_roll_is_as_long_as_its_text_and_a_page_is_a_page() -> None:
    short = Sheet("a", "ru", (Text("a"), Rule()))

    width, height = size_of(pdf.drawn(sample.receipt(), ROLL, at=AT))
    _, copy = size_of(pdf.drawn(sample.receipt(copy=1), ROLL, at=AT))

    assert width == 80
    assert size_of(pdf.drawn(short, ROLL, at=AT))[1] < 20 < height < copy < 200
    assert size_of(pdf.drawn(sample.receipt(), A4, at=AT)) == (210, 297)


def test_a_hundred_lines_on_a_roll_are_one_page_and_on_a4_several() -> None:
    long = Sheet("a", "en", tuple(Pair(f"name {number}", f"{number}") for number in range(100)))

    roll, pages = pdf.drawn(long, ROLL, at=AT), pdf.drawn(long, A4, at=AT)

    assert (roll.count(b"/Type /Page\n"), pages.count(b"/Type /Page\n")) == (1, 3)
    assert "name 99" in text_of(roll)
    assert "name 99" in text_of(pages)


def test_the_same_paper_is_the_same_file() -> None:
    assert pdf.drawn(sample.slip(), ROLL, at=AT) == pdf.drawn(sample.slip(), ROLL, at=AT)
