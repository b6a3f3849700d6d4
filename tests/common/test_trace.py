"""Which of a caller's trace ids may stand in our lines."""

import pytest

from common import trace


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("7F3K-92QD", True),
        ("a_b-c1", True),
        ("x" * 64, True),
        ("", False),
        ("x" * 65, False),
        ("-", False),
        ("a b", False),
        ("a\n", False),
        ("ёж", False),
        ("١", False),
        ('a"', False),
    ],
)
def test_a_trace_is_short_and_plain(text: str, fine: bool) -> None:
    assert trace.acceptable(text) is fine
