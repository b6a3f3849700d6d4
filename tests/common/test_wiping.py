"""A secret that is wiped is zeros for whoever still holds it; what others share is left alone."""

import pytest

from common.wiping import wipe


@pytest.mark.parametrize("text", ["739", "Иванов", "naïve é", "𝟟𝟛𝟡 х", "a" * 500])
def test_a_text_is_overwritten_where_it_lies(text: str) -> None:
    fresh = (text + "!")[:-1]

    wipe(fresh)

    assert list(fresh) == ["\0"] * len(text)


def test_bytes_are_overwritten_where_they_lie() -> None:
    fresh = bytes(bytearray(b"739"))

    wipe(fresh)

    assert fresh == b"\0\0\0"


@pytest.mark.parametrize("shared", ["constant_of_a_program", "", "7"])
def test_what_is_shared_is_left_alone(shared: str) -> None:
    before = shared.encode()

    wipe(shared)

    assert shared.encode() == before
