"""The public ports: another one for one that is busy, wherever the numbers end."""

import pytest

from launcher_app.checks import machine
from launcher_app.network import ports


@pytest.mark.parametrize(("port", "another"), [(8102, 8112), (65_525, 65_535), (65_526, 1036), (65_535, 1035)])
def test_after_the_last_port_there_are_the_first_again(
    monkeypatch: pytest.MonkeyPatch, port: int, another: int
) -> None:
    monkeypatch.setattr(machine, "is_free", lambda _: True)

    assert ports.another_port(port) == another
