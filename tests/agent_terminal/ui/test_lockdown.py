"""Where the kiosk's browser may go and which keys reach its page: one table for both engines."""

import ast

import pytest

from agent_terminal.ui import lockdown
from agent_terminal.ui.lockdown import NOWHERE, TO_PAGE, TO_WINDOW, Press
from common.setup.places import PROJECT

ORIGIN = "http://127.0.0.1:8103"
ELSEWHERE = (
    "http://127.0.0.1:8103/",
    "http://127.0.0.1:8103/kiosk/",
    "http://127.0.0.1:8103/kiosk/staff/do",
    "http://127.0.0.1:8103/kiosk/../v1/operator/state",
    "http://127.0.0.1:8103/v1/operator/state",
    "http://127.0.0.1:8103/openapi.json",
    "http://127.0.0.1:8103@example.com/kiosk",
    "http://127.0.0.1:81030/kiosk",
    "http://127.0.0.1:8102/kiosk",
    "http://127.0.0.1.example.com:8103/kiosk",
    "http://localhost:8103/kiosk",
    "http://[::1]:8103/kiosk",
    "https://127.0.0.1:8103/kiosk",
    "view-source:http://127.0.0.1:8103/kiosk",
    "blob:http://127.0.0.1:8103/5a1f",
    "filesystem:http://127.0.0.1:8103/kiosk",
    "file:///etc/passwd",
    "file:///C:/Windows/win.ini",
    "data:text/html,hello",
    "about:blank",
    "about:srcdoc",
    "javascript:alert(1)",
    "chrome://version/",
    "chrome-extension://abc/page.html",
    "devtools://devtools/bundled/inspector.html",
    "mailto:a@example.com",
    "ftp://127.0.0.1:8103/kiosk",
    "ws://127.0.0.1:8103/kiosk",
    "",
)
F5, F7, F9, F10, F11, F12, BACK, HOME_PAGE, MENU, PRINT = 0x74, 0x76, 0x78, 0x79, 0x7A, 0x7B, 0xA6, 0xAC, 0x5D, 0x2C


@pytest.mark.parametrize("url", ["/kiosk", "/kiosk#0123abc", "/kiosk?7#0123abc", "/kiosk?next"])
def test_the_page_itself_is_opened(url: str) -> None:
    assert lockdown.may_open(ORIGIN + url, ORIGIN)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_nothing_else_is_opened_in_any_frame(url: str) -> None:
    assert not lockdown.may_open(url, ORIGIN)


@pytest.mark.parametrize(
    "url",
    [
        f"{ORIGIN}/kiosk",
        f"{ORIGIN}/kiosk?2",
        f"{ORIGIN}/kiosk/kiosk.css",
        f"{ORIGIN}/kiosk/fonts/NotoSans-Regular.ttf",
        f"{ORIGIN}/kiosk/state",
        "data:,",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:image/svg+xml,<svg/>",
    ],
)
def test_the_page_gets_its_files_and_asks_its_doors(url: str) -> None:
    assert lockdown.may_fetch(url, ORIGIN)


@pytest.mark.parametrize(
    "url",
    [
        f"{ORIGIN}/kiosks",
        f"{ORIGIN}/v1/operator/state",
        f"{ORIGIN}/kiosk/../v1/operator/state",
        f"{ORIGIN}/kiosk/%2e%2e/v1/operator/state",
        f"{ORIGIN}/kiosk/..\\v1",
        f"{ORIGIN}/favicon.ico",
        "http://localhost:8103/kiosk/kiosk.css",
        "http://example.com/kiosk/kiosk.css",
        "data:text/html,hello",
        "data:,hello",
        "file:///etc/passwd",
    ],
)
def test_a_page_that_went_wrong_gets_nothing_else(url: str) -> None:
    assert not lockdown.may_fetch(url, ORIGIN)


@pytest.mark.parametrize("code", [*map(ord, "09AZ"), 0x08, 0x0D, 0x1B, 0x25, 0x60, 0x6F, 0xBD, 0x70, 0x71, 0x72])
@pytest.mark.parametrize("full_screen", [True, False])
def test_what_a_payer_types_and_a_scanner_sends_reaches_the_page(code: int, full_screen: bool) -> None:
    assert lockdown.goes(Press(code), full_screen=full_screen) == (TO_PAGE, "")
    assert lockdown.goes(Press(code, shift=True), full_screen=full_screen) == (TO_PAGE, "")


@pytest.mark.parametrize("code", [F5, F7, F12, BACK, HOME_PAGE, MENU, PRINT])
@pytest.mark.parametrize("full_screen", [True, False])
def test_a_browsers_own_keys_reach_nobody(code: int, full_screen: bool) -> None:
    assert lockdown.goes(Press(code), full_screen=full_screen) == (NOWHERE, "")


@pytest.mark.parametrize("key", "ACDEFGHIJKLNOPRTUVWXZ059")
@pytest.mark.parametrize("held", [{"control": True}, {"alt": True}, {"meta": True}, {"control": True, "shift": True}])
def test_ctrl_and_alt_with_anything_reach_nobody_in_full_screen(key: str, held: dict[str, bool]) -> None:
    assert lockdown.goes(Press(ord(key), **held), full_screen=True) == (NOWHERE, "")


@pytest.mark.parametrize("full_screen", [True, False])
def test_the_service_menu_has_its_key(full_screen: bool) -> None:
    press = Press(ord("S"), control=True, alt=True)

    assert lockdown.goes(press, full_screen=full_screen) == (TO_PAGE, "")
    assert lockdown.goes(press._replace(shift=True), full_screen=full_screen) == (NOWHERE, "")


def test_full_screen_is_left_by_one_combination_only() -> None:
    leave = Press(ord("Q"), control=True, alt=True)

    assert lockdown.goes(leave, full_screen=True) == (TO_WINDOW, lockdown.LEAVE_KIOSK)
    assert [lockdown.goes(Press(code), full_screen=True) for code in (F9, F10, F11)] == 3 * [(NOWHERE, "")]


def test_outside_full_screen_the_window_has_its_keys() -> None:
    named = {
        Press(F9): "F9",
        Press(F10): "F10",
        Press(F11): "F11",
        Press(ord("Q"), control=True): "Ctrl+Q",
        Press(ord("L"), control=True, shift=True): "Ctrl+Shift+L",
    }

    assert {press: lockdown.goes(press, full_screen=False) for press in named} == {
        press: (TO_WINDOW, name) for press, name in named.items()
    }
    assert lockdown.goes(Press(ord("L"), control=True), full_screen=False) == (NOWHERE, "")


def test_no_name_is_looked_up_but_the_servers_own_address() -> None:
    assert ("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1") in lockdown.switches(ORIGIN)


def test_the_second_engines_old_python_can_read_the_rules() -> None:
    ast.parse((PROJECT / "agent_terminal/ui/lockdown.py").read_text(encoding="utf-8"), feature_version=(3, 7))
