"""QR codes: what is drawn is read back, from pictures as people have them."""

import pytest

from common.errors import Rejected
from common.qr import QUIET, read_picture, squares


def picture(text: str, scale: int = 3) -> tuple[int, int, bytes]:
    """The code as grey points, with its quiet edge."""
    rows = squares(text)
    side = (len(rows) + 2 * QUIET) * scale
    grey = bytearray(b"\xff" * side * side)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            for line in range(scale if dark else 0):
                start = ((y + QUIET) * scale + line) * side + (x + QUIET) * scale
                grey[start : start + scale] = b"\0" * scale
    return side, side, bytes(grey)


@pytest.mark.parametrize("text", ["7F3K-92QD", "OPLATA1:" + "AB01+-./" * 300, "оплата: 9121234567 ₽"])
def test_a_drawn_code_is_read_back(text: str) -> None:
    assert read_picture(*picture(text)) == [text]


def test_a_code_lying_on_its_side_is_read() -> None:
    side, _, grey = picture("LYING")

    turned = bytes(grey[x * side + y] for y in range(side) for x in reversed(range(side)))

    assert read_picture(side, side, turned) == ["LYING"]


def test_a_picture_without_a_code_holds_no_texts() -> None:
    assert read_picture(40, 30, b"\x80" * 1200) == []


def test_a_text_that_no_code_can_hold_is_refused_in_words() -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        squares("A" * 5000)


@pytest.mark.parametrize("size", [(0, 0, b""), (10, 10, b"\0" * 99)])
def test_points_that_are_no_picture_are_refused(size: tuple[int, int, bytes]) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        read_picture(*size)
