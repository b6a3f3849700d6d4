"""What CEF asks on the way: each question that a browser would answer «yes» is answered here by the lock-down."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from cef_capi import struct

from agent_terminal.ui import browser_capi_structs as capi
from agent_terminal.ui import lockdown

YES, NO = 1, 0
RAW_KEY_DOWN, CHARACTER = struct.KEYEVENT_RAWKEYDOWN, struct.KEYEVENT_CHAR
SHIFT, CONTROL, ALT, META = (
    struct.EVENTFLAG_SHIFT_DOWN,
    struct.EVENTFLAG_CONTROL_DOWN,
    struct.EVENTFLAG_ALT_DOWN,
    struct.EVENTFLAG_COMMAND_DOWN,
)
ABORTED = -3
"""ERR_ABORTED: a load that we or a newer one ended."""
FINE = range(200, 300)


@dataclass(frozen=True, slots=True)
class Ears:
    """What the window wants to hear; each is called on CEF's main thread, which is the window's, but `refused`."""

    origin: str
    full_screen: Callable[[], bool]
    loaded: Callable[[], None]
    not_loaded: Callable[[str], None]
    refused: Callable[[str], None]
    strayed: Callable[[str], None]
    terminated: Callable[[], None]
    pressed: Callable[[str], None]
    closing: Callable[[], None]
    closed: Callable[[], None]
    trouble: capi.Told


def client(ears: Ears) -> Any:
    """The client of the one browser."""
    made = capi.lasting(struct.cef_client_t)
    for name, handler in (
        ("get_life_span_handler", _life_span(ears)),
        ("get_request_handler", _requests(ears)),
        ("get_keyboard_handler", _keys(ears)),
        ("get_load_handler", _loading(ears)),
        ("get_context_menu_handler", _menus(ears)),
        ("get_display_handler", _display(ears)),
        ("get_download_handler", _downloads(ears)),
        ("get_drag_handler", _drags(ears)),
        ("get_dialog_handler", _files(ears)),
        ("get_jsdialog_handler", _dialogs(ears)),
        ("get_permission_handler", _permissions(ears)),
        ("get_print_handler", _printing(ears)),
    ):
        capi.hand_out(made, name, handler)
    return made


def _life_span(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_life_span_handler_t)

    def popup(browser: Any, frame: Any, number: int, url: Any, *_: Any) -> int:
        ears.refused(capi.read(url))
        return YES

    capi.answer(made, "on_before_popup", popup, trouble=ears.trouble, otherwise=YES)

    def closes(browser: Any) -> int:
        """On Windows CEF would close the whole window around its own: there our widget takes CEF's window with it."""
        if os.name != "nt":
            return NO
        ears.closing()
        return YES

    capi.answer(made, "do_close", closes, trouble=ears.trouble, otherwise=NO)
    capi.answer(made, "on_before_close", lambda *_: ears.closed(), trouble=ears.trouble)
    return made


def _requests(ears: Ears) -> Any:
    made, files = capi.lasting(struct.cef_request_handler_t), _resources(ears)

    def browse(browser: Any, frame: Any, request: Any, by_hand: int, redirected: int) -> int:
        url = capi.taken(request.contents.get_url(request))
        to_and_fro = request.contents.get_transition_type(request) & struct.TT_FORWARD_BACK_FLAG
        if lockdown.may_open(url, ears.origin) and not to_and_fro:
            return NO
        ears.refused(url)
        return YES

    def other_tab(browser: Any, frame: Any, url: Any, *_: Any) -> int:
        ears.refused(capi.read(url))
        return YES

    def hung(browser: Any, callback: Any) -> int:
        """A page that does not answer is as good as dead: its process is ended, and what follows is a crash's."""
        callback.contents.terminate(callback)
        return YES

    answer = partial(capi.answer, made, trouble=ears.trouble)
    answer("on_before_browse", browse, otherwise=YES)
    answer("on_open_urlfrom_tab", other_tab, otherwise=YES)
    answer("on_certificate_error", lambda *_: NO, otherwise=NO)
    answer("get_auth_credentials", lambda *_: NO, otherwise=NO)
    answer("on_render_process_unresponsive", hung, otherwise=NO)
    answer("on_render_process_terminated", lambda *_: ears.terminated())
    capi.hand_out(made, "get_resource_request_handler", files)
    return made


def _resources(ears: Ears) -> Any:
    """Asked for every single file; on a thread of CEF's own."""
    made = capi.lasting(struct.cef_resource_request_handler_t)

    def load(browser: Any, frame: Any, request: Any, callback: Any) -> int:
        url = capi.taken(request.contents.get_url(request))
        if lockdown.may_fetch(url, ears.origin):
            return int(struct.RV_CONTINUE)
        ears.refused(url)
        return int(struct.RV_CANCEL)

    def another_program(browser: Any, frame: Any, request: Any, allow: Any) -> None:
        allow[0] = NO
        ears.refused(capi.taken(request.contents.get_url(request)))

    answer = partial(capi.answer, made, trouble=ears.trouble)
    answer("on_before_resource_load", load, otherwise=int(struct.RV_CANCEL))
    answer("on_protocol_execution", another_program)
    return made


def _keys(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_keyboard_handler_t)

    def key(browser: Any, event: Any, *_: Any) -> int:
        one = event.contents
        if one.type == CHARACTER:
            return NO
        held = one.modifiers
        press = lockdown.Press(
            one.windows_key_code, bool(held & CONTROL), bool(held & ALT), bool(held & SHIFT), bool(held & META)
        )
        where, name = lockdown.goes(press, full_screen=ears.full_screen())
        if where == lockdown.TO_WINDOW and one.type == RAW_KEY_DOWN:
            ears.pressed(name)
        return NO if where == lockdown.TO_PAGE else YES

    capi.answer(made, "on_pre_key_event", key, trouble=ears.trouble, otherwise=YES)
    return made


def _loading(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_load_handler_t)

    def ended(browser: Any, frame: Any, status: int) -> None:
        if not frame.contents.is_main(frame):
            return
        if shows_source(browser):
            ears.strayed("view-source:")
        elif status in FINE:
            ears.loaded()
        elif status:
            ears.not_loaded(f"HTTP {status}")

    def failed(browser: Any, frame: Any, code: int, words: Any, url: Any) -> None:
        if frame.contents.is_main(frame) and code != ABORTED:
            ears.not_loaded(f"{capi.read(words)} ({code})")

    capi.answer(made, "on_load_end", ended, trouble=ears.trouble)
    capi.answer(made, "on_load_error", failed, trouble=ears.trouble)
    return made


def shows_source(browser: Any) -> bool:
    """Is this the text of the page? It is loaded from the page's own address, and only what is displayed differs."""
    host = capi.pointed(browser.contents.get_host(browser), struct.cef_browser_host_t)
    address = host.contents.get_visible_navigation_entry(host)
    capi.let_go(host)
    if not address:
        return False
    entry = capi.pointed(address, struct.cef_navigation_entry_t)
    shown = capi.taken(entry.contents.get_display_url(entry))
    capi.let_go(entry)
    return shown.startswith("view-source:")


def _menus(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_context_menu_handler_t)

    def emptied(browser: Any, frame: Any, about: Any, menu: Any) -> None:
        menu.contents.clear(menu)

    def cancelled(*arguments: Any) -> int:
        arguments[-1].contents.cancel(arguments[-1])
        return YES

    answer = partial(capi.answer, made, trouble=ears.trouble)
    answer("on_before_context_menu", emptied)
    answer("run_context_menu", cancelled, otherwise=YES)
    answer("run_quick_menu", cancelled, otherwise=YES)
    return made


def _display(ears: Ears) -> Any:
    """The page and nothing else: another address is told, tool tips and the page's console are not shown."""
    made = capi.lasting(struct.cef_display_handler_t)

    def address(browser: Any, frame: Any, url: Any) -> None:
        """`about:blank` and a page's source are shown without `on_before_browse` being asked."""
        shown = capi.read(url)
        if frame.contents.is_main(frame) and not lockdown.may_open(shown, ears.origin):
            ears.strayed(shown)

    capi.answer(made, "on_address_change", address, trouble=ears.trouble)
    capi.answer(made, "on_tooltip", lambda *_: YES, trouble=ears.trouble, otherwise=YES)
    capi.answer(made, "on_console_message", lambda *_: YES, trouble=ears.trouble, otherwise=YES)
    return made


def _downloads(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_download_handler_t)

    def asked(browser: Any, url: Any, method: Any) -> int:
        ears.refused(capi.read(url))
        return NO

    capi.answer(made, "can_download", asked, trouble=ears.trouble, otherwise=NO)
    capi.answer(made, "on_before_download", lambda *_: YES, trouble=ears.trouble, otherwise=YES)
    return made


def _drags(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_drag_handler_t)
    capi.answer(made, "on_drag_enter", lambda *_: YES, trouble=ears.trouble, otherwise=YES)
    return made


def _files(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_dialog_handler_t)

    def asked(*arguments: Any) -> int:
        arguments[-1].contents.cancel(arguments[-1])
        return YES

    capi.answer(made, "on_file_dialog", asked, trouble=ears.trouble, otherwise=YES)
    return made


def _dialogs(ears: Ears) -> Any:
    """alert, confirm and prompt are not shown; a page may always be left."""
    made = capi.lasting(struct.cef_jsdialog_handler_t)

    def suppressed(*arguments: Any) -> int:
        arguments[-1][0] = YES
        return NO

    def leaves(browser: Any, words: Any, reload: int, callback: Any) -> int:
        callback.contents.cont(callback, YES, None)
        return YES

    capi.answer(made, "on_jsdialog", suppressed, trouble=ears.trouble, otherwise=NO)
    capi.answer(made, "on_before_unload_dialog", leaves, trouble=ears.trouble, otherwise=NO)
    return made


def _permissions(ears: Ears) -> Any:
    made = capi.lasting(struct.cef_permission_handler_t)

    def media(*arguments: Any) -> int:
        arguments[-1].contents.cancel(arguments[-1])
        return YES

    def prompt(*arguments: Any) -> int:
        arguments[-1].contents.cont(arguments[-1], struct.CEF_PERMISSION_RESULT_DENY)
        return YES

    capi.answer(made, "on_request_media_access_permission", media, trouble=ears.trouble, otherwise=NO)
    capi.answer(made, "on_show_permission_prompt", prompt, trouble=ears.trouble, otherwise=NO)
    return made


def _printing(ears: Ears) -> Any:
    """Receipts are the terminal's: the page prints nothing."""
    made = capi.lasting(struct.cef_print_handler_t)
    capi.answer(made, "on_print_dialog", lambda *_: NO, trouble=ears.trouble, otherwise=NO)
    capi.answer(made, "on_print_job", lambda *_: NO, trouble=ears.trouble, otherwise=NO)
    return made
