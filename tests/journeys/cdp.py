"""A browser's debugging port in its own words: for an engine that is too old for Playwright."""

import contextlib
import json
import socket
import urllib.request
from typing import Any

import websocket

from common.clock import Clock

SECONDS = 15.0
PAUSE_SECONDS = 0.05
ANSWERED = "Failed to load resource"
"""The browser's own line about an answer that is no 200: the page shows it."""
SANDBOXED = "An iframe which has both allow-scripts and allow-same-origin"
"""Its line about a sandbox that a page could leave: ours takes away pop-ups, dialogs and printing, not the page."""
MOVED = "context"
"""What a command's error speaks of when the page is being loaded anew: the context is destroyed, or there is none."""


class Gone(Exception):
    """The page, or the whole browser, is not there any more."""


def free_port() -> int:
    """One that nobody listens at."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


class Cdp:
    """The one page of a browser; `complaints` is what its console has said against it."""

    def __init__(self, port: int, clock: Clock) -> None:
        """Wait for the port and for the page behind it."""
        self._clock = clock
        self._number = 0
        self.complaints: list[str] = []
        address = self._address(port)
        try:
            self._socket = websocket.create_connection(address, timeout=SECONDS, suppress_origin=True)
        except (websocket.WebSocketException, OSError) as problem:  # a page that has died since it was listed
            raise Gone(f"{address}: {problem}") from problem
        try:
            for domain in ("Inspector", "Runtime", "Log"):
                self.ask(f"{domain}.enable")
        except BaseException:  # a page that has just died
            self.close()
            raise

    def close(self) -> None:
        """Look no longer."""
        self._socket.close()

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """A command and its answer; what happened meanwhile is heard."""
        self._number += 1
        try:
            self._socket.send(json.dumps({"id": self._number, "method": method, "params": values}))
            while (said := json.loads(self._socket.recv())).get("id") != self._number:
                self._hear(said)
        except (websocket.WebSocketException, OSError, ValueError) as problem:
            raise Gone(f"{method}: {problem}") from problem
        if MOVED in str(said.get("error")):
            raise Gone(f"{method}: {said['error']}")
        assert "error" not in said, f"{method}: {said['error']}"
        answer: dict[str, Any] = said["result"]
        return answer

    def tell(self, method: str, **values: Any) -> None:
        """A command whose answer may never come: it is not waited for."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": values}))

    def value(self, expression: str) -> Any:
        """What the expression is worth in the page."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, f"{expression[:200]}: {answer['exceptionDetails']}"
        return answer["result"].get("value")

    def _hear(self, said: dict[str, Any]) -> None:
        about = said.get("params", {})
        match said.get("method"):
            case "Inspector.targetCrashed":
                raise Gone("crashed")
            case "Runtime.exceptionThrown":
                self.complaints.append(json.dumps(about["exceptionDetails"], ensure_ascii=False)[:600])
            case "Runtime.consoleAPICalled" if about["type"] in ("error", "warning", "assert"):
                self.complaints.append(json.dumps(about["args"], ensure_ascii=False)[:600])
            case "Log.entryAdded" if about["entry"]["level"] in ("error", "warning"):
                entry = about["entry"]
                if not entry["text"].startswith((ANSWERED, SANDBOXED)):
                    self.complaints.append(f"{entry['text']} {entry.get('url', '')}:{entry.get('lineNumber', '')}")

    def _address(self, port: int) -> str:
        deadline = self._clock.monotonic() + SECONDS
        while True:
            with (
                contextlib.suppress(OSError, ValueError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=SECONDS) as answer,
            ):
                for one in json.load(answer):
                    if one["type"] == "page" and one["url"].startswith("http"):
                        address: str = one["webSocketDebuggerUrl"]
                        return address
            assert self._clock.monotonic() < deadline, f"no page behind the debugging port {port}"
            self._clock.sleep(PAUSE_SECONDS)
