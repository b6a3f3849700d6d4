"""What the second engine is answered, and whether an interpreter as old as its own reads its program."""

import ast
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from agent_terminal.ui.browser_cefpython_client import Client
from common.setup import cefpython_words, interpreters
from common.setup.places import PROJECT

ORIGIN = "http://127.0.0.1:8103"
OURS = (f"{ORIGIN}/kiosk", f"{ORIGIN}/kiosk?2#token")
FOREIGN = (
    "https://example.org/",
    "file:///etc/passwd",
    "chrome://version",
    f"{ORIGIN}/v1/operator/state",
    "about:blank",
)
FOR_OLD = ("lockdown", "browser_cefpython_client", "browser_cefpython_process", "__init__", "../__init__")
RAW_KEY_DOWN, CHARACTER = 0, 3
CONTROL = 4
F5, F9, F12, DIGIT = 0x74, 0x78, 0x7B, 0x35


class Request:
    """An address that the page asks for."""

    def __init__(self, url: str) -> None:
        self._url = url

    def GetUrl(self) -> str:
        return self._url


class Frame:
    """The page itself, or a frame in it."""

    def __init__(self, *, main: bool = True, url: str = OURS[0]) -> None:
        self._main = main
        self._url = url
        self.scripts: list[str] = []

    def GetUrl(self) -> str:
        return self._url

    def IsMain(self) -> bool:
        return self._main

    def ExecuteJavascript(self, script: str) -> None:
        self.scripts.append(script)


@pytest.fixture
def client() -> Client:
    return Client(None, ORIGIN)


def told(capfd: pytest.CaptureFixture[str]) -> list[tuple[str, str]]:
    """The lines for the window."""
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines() if line]
    return [(line["event"], line["what"]) for line in lines]


@pytest.mark.parametrize("url", OURS)
def test_the_page_is_opened(client: Client, capfd: pytest.CaptureFixture[str], url: str) -> None:
    assert client.OnBeforeBrowse(request=Request(url), browser=None) is False
    assert client.OnBeforeResourceLoad(request=Request(url), browser=None) is False
    assert told(capfd) == []


@pytest.mark.parametrize("url", FOREIGN)
def test_nothing_else_is_opened_or_fetched(client: Client, capfd: pytest.CaptureFixture[str], url: str) -> None:
    where, allowed = [url], [True]

    assert client.OnBeforeBrowse(request=Request(url)) is True
    assert client.OnBeforeResourceLoad(request=Request(url)) is True
    assert client.OnBeforePopup(target_url=url) is True
    client.OnProtocolExecution(url=url, allow_execution_out=allowed)
    client.OnResourceRedirect(new_url_out=where)

    assert allowed == [False]
    assert where == [f"{ORIGIN}/kiosk"]
    assert told(capfd) == [("refused", url)] * 5


@pytest.mark.parametrize(
    ("code", "held", "full_screen", "passed", "said"),
    [
        (DIGIT, 0, True, True, []),
        (F5, 0, True, False, []),
        (F12, 0, False, False, []),
        (ord("P"), CONTROL, True, False, []),
        (F9, 0, True, False, []),
        (F9, 0, False, False, [("pressed", "F9")]),
    ],
)
def test_a_key_goes_where_the_lock_down_says(
    client: Client,
    capfd: pytest.CaptureFixture[str],
    code: int,
    held: int,
    full_screen: bool,
    passed: bool,
    said: list[tuple[str, str]],
) -> None:
    client.full_screen = full_screen
    event = {"type": RAW_KEY_DOWN, "windows_key_code": code, "modifiers": held}

    assert client.OnPreKeyEvent(event=event) is not passed
    assert client.OnPreKeyEvent(event=event | {"type": CHARACTER}) is False
    assert told(capfd) == said


def test_a_page_asks_nothing_of_a_person_and_takes_no_focus(client: Client) -> None:
    suppressed = [False]

    assert client.OnJavascriptDialog(suppress_message_out=suppressed) is False
    assert suppressed == [True]
    assert client.GetAuthCredentials() is False
    assert client.OnQuotaRequest() is False
    assert client.OnTooltip() is True
    assert client.OnSetFocus(source=0) is True
    assert client.OnSetFocus(source=1) is False


@pytest.mark.parametrize(
    ("status", "main", "said"),
    [
        (200, True, [("shown", "")]),
        (500, True, [("fallen", "HTTP 500")]),
        (0, True, [("fallen", OURS[0])]),
        (200, False, []),
    ],
)
def test_the_page_is_shown_when_its_own_frame_has_loaded(
    client: Client, capfd: pytest.CaptureFixture[str], status: int, main: bool, said: list[tuple[str, str]]
) -> None:
    client.OnLoadEnd(frame=Frame(main=main), http_code=status)

    assert told(capfd) == said


@pytest.mark.parametrize(("code", "said"), [(-102, [("fallen", "no connection (-102)")]), (-3, [])])
def test_a_page_that_does_not_load_is_told_but_not_one_that_was_replaced(
    client: Client, capfd: pytest.CaptureFixture[str], code: int, said: list[tuple[str, str]]
) -> None:
    client.OnLoadError(frame=Frame(), error_code=code, error_text_out=["no connection"])

    assert told(capfd) == said


def test_every_page_gets_what_the_engine_has_no_question_for(client: Client) -> None:
    frame = Frame()

    client.OnLoadStart(frame=frame)

    assert all(word in frame.scripts[0] for word in ("dragstart", "ctrlKey", "touches", "'print'", "'file'"))


def test_a_page_that_needed_no_network_is_told_when_it_is_there(
    client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    client.OnLoadStart(frame=Frame(url="about:blank"))

    assert told(capfd) == [("refused", "about:blank")]


def test_a_line_for_the_window_is_short_enough_for_one_write(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    client.OnBeforePopup(target_url="data:" + "я" * 100_000)

    assert len(capfd.readouterr().out) < 4096


@pytest.mark.parametrize("name", FOR_OLD)
def test_what_the_old_python_imports_is_written_in_its_language(name: str) -> None:
    text = (PROJECT / "agent_terminal/ui" / f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 7))

    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [name for name in imported if name and name.startswith(("common", "PySide6"))]


def test_an_old_python_that_is_here_compiles_them(tmp_path: Path) -> None:
    old = interpreters.best(cefpython_words.VERSIONS)
    if old is None:
        pytest.skip(" | ".join(cefpython_words.why_none()))
    code = "import sys; [compile(open(name, encoding='utf-8').read(), name, 'exec') for name in sys.argv[1:]]"
    names: list[Any] = [PROJECT / "agent_terminal/ui" / f"{name}.py" for name in FOR_OLD]

    done = subprocess.run([old.program, "-I", "-c", code, *names], capture_output=True, check=False, cwd=tmp_path)

    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
