"""What the kiosk's browser may do: which addresses it opens, which keys reach its page. The same for both engines.

Nothing here is newer than Python 3.7: the second engine runs under an interpreter that old.
"""

import re
from typing import List, NamedTuple, Tuple  # noqa: UP035 - Python 3.7

PAGE = "/kiosk"
INSIDE = re.compile(r"[\w./-]*")
PICTURE = re.compile(r"data:(,$|image/[a-z+.-]+[;,])")
TO_PAGE, TO_WINDOW, NOWHERE = "page", "window", "nowhere"
LEAVE_KIOSK = "Ctrl+Alt+Q"

# The numbers are Windows' virtual keys: Chromium uses them on every system.
BACKSPACE, TAB, CLEAR, ENTER, SHIFT, CAPS_LOCK, ESCAPE, SPACE = 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x14, 0x1B, 0x20
PAGES_AND_ARROWS = range(0x21, 0x29)
DELETE, NUM_LOCK = 0x2E, 0x90
DIGITS, LETTERS, NUMBER_PAD = range(0x30, 0x3A), range(0x41, 0x5B), range(0x60, 0x70)
PUNCTUATION = (*range(0xBA, 0xC1), *range(0xDB, 0xE0), 0xE2)
F1, F11 = 0x70, 0x7A
OF_PAGE = frozenset(
    (BACKSPACE, TAB, CLEAR, ENTER, SHIFT, CAPS_LOCK, ESCAPE, SPACE, *PAGES_AND_ARROWS, DELETE, NUM_LOCK)
).union(DIGITS, LETTERS, NUMBER_PAD, PUNCTUATION, (F1, F1 + 1, F1 + 2))
"""What a payer types and a scanner sends; F1 help, F2 language, F3 contrast are the page's own."""
OF_WINDOW = {F1 + 5: "F6", F1 + 8: "F9", F1 + 9: "F10", F11: "F11"}
"""Outside full screen: to the window's bar, bench, office, full screen."""


class Press(NamedTuple):
    """A key and what was held with it."""

    code: int
    control: bool = False
    alt: bool = False
    shift: bool = False
    meta: bool = False


def may_open(url: str, origin: str) -> bool:
    """Is this the kiosk's own page? Any other address, of this very server too, is not opened in any frame."""
    return re.split("[?#]", url, maxsplit=1)[0] == origin + PAGE


def may_fetch(url: str, origin: str) -> bool:
    """Is this the page, one of its files or doors, or a picture written in the page itself?"""
    if PICTURE.match(url):
        return True
    start = origin + PAGE
    path = re.split("[?#]", url, maxsplit=1)[0]
    rest = path[len(start) :]
    return path.startswith(start) and (not rest or rest[0] == "/") and bool(INSIDE.fullmatch(rest)) and ".." not in rest


def goes(press: Press, *, full_screen: bool) -> Tuple[str, str]:  # noqa: UP006
    """Where a key goes, and its name where that is the window."""
    if press.control or press.alt or press.meta:
        return _held(press, full_screen)
    if press.code in OF_PAGE:
        return TO_PAGE, ""
    if press.code in OF_WINDOW and not press.shift and not full_screen:
        return TO_WINDOW, OF_WINDOW[press.code]
    return NOWHERE, ""


def _held(press: Press, full_screen: bool) -> Tuple[str, str]:  # noqa: UP006
    """With Ctrl and Alt the page has its service menu, the window what a window has; a browser's own have no one."""
    both = press.control and press.alt and not press.meta and not press.shift
    if both and press.code == ord("S"):
        return TO_PAGE, ""
    if both and press.code == ord("Q"):
        return (TO_WINDOW, LEAVE_KIOSK) if full_screen else (NOWHERE, "")
    if full_screen or press.alt or press.meta or not press.control:
        return NOWHERE, ""
    if press.shift and press.code == ord("L"):
        return TO_WINDOW, "Ctrl+Shift+L"
    if not press.shift and press.code == ord("Q"):
        return TO_WINDOW, "Ctrl+Q"
    return NOWHERE, ""


def switches(origin: str) -> List[Tuple[str, str]]:  # noqa: UP006
    """What Chromium is started with: nothing that a browser has and a machine has not, no name but its own server's."""
    host = origin.split("//", 1)[1].rsplit(":", 1)[0]
    return [
        ("disable-gpu", ""),
        ("disable-gpu-compositing", ""),
        ("in-process-gpu", ""),
        ("force-device-scale-factor", "1"),
        ("disable-features", "BackForwardCache"),
        ("disable-pinch", ""),
        ("overscroll-history-navigation", "0"),
        ("disable-spell-checking", ""),
        ("disable-extensions", ""),
        ("disable-component-update", ""),
        ("disable-background-networking", ""),
        ("disable-domain-reliability", ""),
        ("disable-sync", ""),
        ("disable-translate", ""),
        ("disable-notifications", ""),
        ("disable-breakpad", ""),
        ("no-pings", ""),
        ("no-proxy-server", ""),
        ("host-resolver-rules", f"MAP * ~NOTFOUND , EXCLUDE {host}"),
        ("autoplay-policy", "no-user-gesture-required"),
    ]
