"""An exchange as a command of curl: the same question in bash and in cmd.exe, whatever its body says to them."""

import re
import shlex
from subprocess import list2cmdline

import pytest

from launcher_app.feed.hop import Hop
from launcher_app.ui.exchanges import curl

URL = "http://127.0.0.1:8101"


def hop(body: str, method: str = "POST") -> Hop:
    return Hop(
        number=1, at_ms=1, sender="processing", receiver="provider", verb="credit", method=method, path="/v1/credit",
        request_headers={"Authorization": "Basic ***", "Idempotency-Key": "p-1", "X-Span-Id": "s"}, request=body,
    )  # fmt: skip


def in_bash(one: Hop) -> str:
    return curl.command(one, f"{URL}/", "pc01", "ПАРОЛЬ", windows=False)


def in_cmd(one: Hop) -> str:
    return curl.command(one, URL, "pc01", "ПАРОЛЬ", windows=True)


def given_by_cmd(command: str) -> str:
    """What cmd.exe gives to a program; the test fails where a sign would be an order to cmd itself."""
    given, quoted, signs = "", False, iter(command.replace(" ^\n", ""))
    for sign in signs:
        if sign == "^" and not quoted:
            given += next(signs)
            continue
        assert quoted or sign not in "&|<>\n", command
        quoted ^= sign == '"'
        given += sign
    return given


def test_the_command_is_sound_in_bash_and_in_windows() -> None:
    one = hop('{"name":"О\'Нил \\"и\\" сын"}')

    bash, cmd = in_bash(one), given_by_cmd(in_cmd(one))

    assert bash.startswith(f"curl -i -X POST '{URL}/v1/credit'")
    assert "-u 'pc01:ПАРОЛЬ'" in bash
    assert "-H 'Idempotency-Key: p-1'" in bash
    assert "Basic" not in bash
    assert "X-Span-Id" not in bash
    assert shlex.split(bash.replace("\\\n", ""))[-1] == one.request
    assert cmd.endswith(f"--data-binary {list2cmdline([one.request])}")


@pytest.mark.parametrize(
    ("body", "arrives"),
    [
        ('{"a b": "x&calc|more>file<in"}', '{"a b": "x&calc|more>file<in"}'),
        ('{"a b": "%PATH% ^ !x! (y)"}', '{"a b": "%PATH% ^ !x! (y)"}'),
        ('a b\\" & calc "', 'a b\\" & calc "'),
        ("a b\r\ncalc\rcalc\u2028calc\x1b[201~calc", "a b calc calc calc[201~calc"),
    ],
)
def test_nothing_of_a_body_is_an_order_to_the_shell_that_it_is_pasted_into(body: str, arrives: str) -> None:
    one = hop(body, method="P;calc")

    bash, cmd = in_bash(one), in_cmd(one)

    assert shlex.split(bash)[3] == "P;calc"
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", bash + cmd)
    assert given_by_cmd(cmd).endswith(f"--data-binary {list2cmdline([arrives])}")


def test_a_variable_of_cmd_is_not_put_in_the_place_of_its_name() -> None:
    cmd = in_cmd(hop('{"a b": "%PATH%"}'))

    assert "%PATH%" not in cmd
    assert re.search(r"%(?![\^])\w", cmd) is None
