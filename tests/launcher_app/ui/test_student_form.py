"""The address of a student's program: only what the proxy can pass on to is taken."""

import pytest

from launcher_app.network.seat import Player, Seat
from launcher_app.ui.student_form import NOT_HTTP, mistakes


@pytest.mark.parametrize("url", ["http://127.0.0.1:9001", "http://127.0.0.1:9001/", "http://student.example.org"])
def test_a_host_with_its_port_is_an_address(url: str) -> None:
    found = mistakes(Seat(role="provider"), {"player": Player.ADDRESS, "words": "", "url": url}, "")

    assert found == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9001/api",
        "http://127.0.0.1:9001?key=1",
        "http://user:secret@127.0.0.1:9001",
        "https://127.0.0.1",
        "http://127.0.0.1:99999",
    ],
)
def test_an_address_whose_rest_would_be_lost_is_not_taken(url: str) -> None:
    (found,) = mistakes(Seat(role="provider"), {"player": Player.ADDRESS, "words": "", "url": url}, "")

    assert (found.field, found.words) == ("url", NOT_HTTP)
