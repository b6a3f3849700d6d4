"""CEF itself, once for the process: started with the kiosk's switches, given its turns, ended."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any

from cef_capi import header, struct
from cef_capi.app_client import settings_main_args_ctor

from agent_terminal.ui import browser_capi_structs as capi
from agent_terminal.ui import lockdown
from agent_terminal.ui.browser import BrowserSettings

MAIN_THREAD = struct.TID_UI
CHILD, CLIP_CHILDREN, CLIP_SIBLINGS, TAB_STOP, VISIBLE = 0x40000000, 0x02000000, 0x04000000, 0x00010000, 0x10000000
"""Windows' styles of a window inside another."""
SWITCHED_OFF = ("autofill.profile_enabled", "autofill.credit_card_enabled", "credentials_enable_service")
"""Preferences of what would ask a payer, or remember what one typed."""


def start(settings: BrowserSettings, again: Callable[[], None], trouble: capi.Told) -> bool:
    """False when CEF does not start, as with a folder that another one has. `again`: somebody started it once more."""
    settings.cache.mkdir(parents=True, exist_ok=True)
    cef, arguments = settings_main_args_ctor()
    cef.no_sandbox = 1
    cef.disable_signal_handlers = 1
    cef.command_line_args_disabled = 1
    cef.log_severity = struct.LOGSEVERITY_DISABLE
    cef.background_color = 0xFFF4F6F9
    cef.root_cache_path = capi.text(str(settings.cache))
    cef.accept_language_list = capi.text("ru,en")
    cef.locale = capi.text("ru")
    cef.remote_debugging_port = settings.debugging_port or 0
    return bool(header.cef_initialize(arguments, cef, _app(settings, again, trouble), None))


def turn() -> None:
    """Do what is waiting."""
    header.cef_do_message_loop_work()


def end() -> None:
    """Nothing of CEF may be called after this."""
    header.cef_shutdown()


def browser(client: Any, url: str, parent: int, width: int, height: int) -> Any:
    """A browser window inside another window; None when there is none."""
    place = struct.cef_window_info_t()
    place.bounds.width, place.bounds.height = width, height
    place.runtime_style = struct.CEF_RUNTIME_STYLE_ALLOY
    if sys.platform == "win32":
        place.style = CHILD | CLIP_CHILDREN | CLIP_SIBLINGS | TAB_STOP | VISIBLE
    place.parent_window = ctypes.cast(parent, type(place.parent_window)) if sys.platform == "win32" else parent
    how = struct.cef_browser_settings_t()
    how.size = ctypes.sizeof(how)
    how.background_color = 0xFFF4F6F9
    how.databases = struct.STATE_DISABLED
    how.webgl = struct.STATE_DISABLED
    how.javascript_close_windows = struct.STATE_DISABLED
    how.javascript_access_clipboard = struct.STATE_DISABLED
    how.javascript_dom_paste = struct.STATE_DISABLED
    made = header.cef_browser_host_create_browser_sync(place, client, capi.text(url), how, None, _nothing_kept())
    return made or None


def _nothing_kept() -> Any:
    """A context without a folder: cookies, storage, history and cache live in memory and end with the program.

    The engine's own context writes them to disk even when it is given no cache_path.
    """
    settings = struct.cef_request_context_settings_t()
    settings.size = ctypes.sizeof(settings)
    context = header.cef_request_context_create_context(settings, None)
    preferences = ctypes.cast(context, ctypes.POINTER(struct.cef_preference_manager_t))
    for name in SWITCHED_OFF:
        off = header.cef_value_create()
        off.contents.set_bool(off, 0)
        preferences.contents.set_preference(preferences, capi.text(name), off, None)
    return context


def _app(settings: BrowserSettings, again: Callable[[], None], trouble: capi.Told) -> Any:
    made, process = capi.lasting(struct.cef_app_t), capi.lasting(struct.cef_browser_process_handler_t)

    def command_line(process_type: Any, line: Any) -> None:
        for name, value in lockdown.switches(settings.origin):
            if value:
                line.contents.append_switch_with_value(line, capi.text(name), capi.text(value))
            else:
                line.contents.append_switch(line, capi.text(name))

    def relaunched(*_: Any) -> int:
        again()
        return 1

    capi.answer(made, "on_before_command_line_processing", command_line, trouble=trouble)
    capi.answer(process, "on_already_running_app_relaunch", relaunched, trouble=trouble, otherwise=1)
    capi.hand_out(made, "get_browser_process_handler", process)
    return made
