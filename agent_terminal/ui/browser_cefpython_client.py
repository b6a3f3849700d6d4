"""What cefpython3 asks on the way, answered by the lock-down; runs under Python 3.7, so nothing here is newer."""

from __future__ import annotations

import json
import os
from typing import Any

from agent_terminal.ui import lockdown

RAW_KEY_DOWN, CHARACTER = 0, 3
SHIFT, CONTROL, ALT, META = 2, 4, 8, 128
FROM_NAVIGATION = 0
ABORTED = -3
"""ERR_ABORTED: a load that we or a newer one ended."""
FINE = range(200, 300)
LONGEST = 500
"""What is told fits into one write to a pipe: threads of CEF tell too, and their lines must not mix."""
NEVER = """
(function () {
  if (window.lockedDown) { return; }
  Object.defineProperty(window, 'lockedDown', {value: true});
  Object.defineProperty(window, 'print', {value: function () {}});
  ['dragstart', 'dragover', 'drop'].forEach(function (name) {
    window.addEventListener(name, function (event) { event.preventDefault(); }, {capture: true, passive: false});
  });
  window.addEventListener('click', function (event) {
    if (event.target.type === 'file') { event.preventDefault(); }
  }, true);
  window.addEventListener('wheel', function (event) {
    if (event.ctrlKey) { event.preventDefault(); }
  }, {capture: true, passive: false});
  window.addEventListener('touchmove', function (event) {
    if (event.touches.length > 1) { event.preventDefault(); }
  }, {capture: true, passive: false});
})();
"""
"""What this old CEF has no question for: dragging, printing, files, zoom by wheel and by two fingers."""


def tell(event: str, what: str = "") -> None:
    """One line for the window; it begins and ends with a new line, whatever else was written before."""
    os.write(1, ("\n" + json.dumps({"event": event, "what": what[:LONGEST]}) + "\n").encode("ascii"))


class Client:
    """Called by cefpython3, by these names; nothing is opened, asked or saved that the lock-down does not name."""

    def __init__(self, cef: Any, origin: str) -> None:
        """`full_screen`, `heard` and `closed` are set by whoever runs the browser."""
        self.full_screen = False
        self.heard = ""
        self._cef = cef
        self._origin = origin

    def OnBeforeBrowse(self, request: Any, **_: Any) -> bool:
        """True: not opened."""
        url = request.GetUrl()
        if lockdown.may_open(url, self._origin):
            return False
        tell("refused", url)
        return True

    def OnBeforeResourceLoad(self, request: Any, **_: Any) -> bool:
        """True: not fetched. Asked for every single file."""
        url = request.GetUrl()
        if lockdown.may_fetch(url, self._origin):
            return False
        tell("refused", url)
        return True

    def OnResourceRedirect(self, new_url_out: Any, **_: Any) -> None:
        """The server of the page never leads elsewhere; whatever does leads nowhere."""
        if not lockdown.may_fetch(new_url_out[0], self._origin):
            tell("refused", new_url_out[0])
            new_url_out[0] = self._origin + lockdown.PAGE

    def OnBeforePopup(self, target_url: str, **_: Any) -> bool:
        """True: no window."""
        tell("refused", target_url)
        return True

    def OnProtocolExecution(self, url: str, allow_execution_out: Any, **_: Any) -> None:
        """No other program."""
        tell("refused", url)
        allow_execution_out[0] = False

    def GetAuthCredentials(self, **_: Any) -> bool:
        """Nobody is asked for a password."""
        return False

    def OnQuotaRequest(self, **_: Any) -> bool:
        """No more room than every page has."""
        return False

    def OnJavascriptDialog(self, suppress_message_out: Any, **_: Any) -> bool:
        """alert, confirm, prompt: not shown."""
        suppress_message_out[0] = True
        return False

    def OnBeforeUnloadJavascriptDialog(self, callback: Any, **_: Any) -> bool:
        """A page may always be left."""
        callback.Continue(True, "")
        return True

    def OnTooltip(self, **_: Any) -> bool:
        """True: none."""
        return True

    def OnConsoleMessage(self, message: str, **_: Any) -> bool:
        """Nothing of the page's console goes into a file; our own question comes back here."""
        self.heard = message
        return True

    def OnPreKeyEvent(self, event: Any, **_: Any) -> bool:
        """True: the key does not reach the page."""
        if event["type"] == CHARACTER:
            return False
        held = event["modifiers"]
        press = lockdown.Press(
            event["windows_key_code"], bool(held & CONTROL), bool(held & ALT), bool(held & SHIFT), bool(held & META)
        )
        where, name = lockdown.goes(press, full_screen=self.full_screen)
        if where == lockdown.TO_WINDOW and event["type"] == RAW_KEY_DOWN:
            tell("pressed", name)
        return where != lockdown.TO_PAGE

    def OnSetFocus(self, source: int, **_: Any) -> bool:
        """True: a page that loads does not take the focus from where somebody types; it is given by the window."""
        return source == FROM_NAVIGATION

    def OnLoadStart(self, frame: Any, **_: Any) -> None:
        """Before the page's own scripts are done. What needs no network, as about:blank, is asked about only here."""
        if frame.IsMain() and not lockdown.may_open(frame.GetUrl(), self._origin):
            tell("refused", frame.GetUrl())
        frame.ExecuteJavascript(NEVER)

    def OnLoadEnd(self, frame: Any, http_code: int, **_: Any) -> None:
        """Shown, or the server said no."""
        if not frame.IsMain():
            return
        if http_code in FINE:
            tell("shown")
        else:
            tell("fallen", f"HTTP {http_code}" if http_code else frame.GetUrl())

    def OnLoadError(self, frame: Any, error_code: int, error_text_out: Any, **_: Any) -> None:
        """Not shown."""
        if frame.IsMain() and error_code != ABORTED:
            tell("fallen", f"{error_text_out[0]} ({error_code})")

    def OnRendererProcessTerminated(self, **_: Any) -> None:
        """The page's process is gone."""
        tell("died")

    def OnBeforeClose(self, **_: Any) -> None:
        """The last word of the browser."""
        self._cef.QuitMessageLoop()
