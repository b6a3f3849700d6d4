"""The manners of a server of the network, by the standard library: who enters, how a question is read, a no said."""

import argparse
import base64
import json
from collections.abc import Callable, Collection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

Ask = dict[str, Any]
Shape = dict[str, type]
Slips = Collection[str]
LARGEST = 64 * 1024
NO = {
    "wrong_json": (400, "Запрос не понят", "The request was not understood"),
    "wrong_password": (401, "Логин или пароль не подошли", "Wrong login or password"),
    "browser_refused": (403, "Только для программ", "For programs only"),
    "no_such_door": (404, "Здесь ничего нет", "There is nothing here"),
    "wrong_method": (405, "Нужен POST", "POST is needed"),
    "payment_id_reused": (409, "Номер занят другими данными", "The id was used with other data"),
    "body_too_large": (413, "Слишком длинно", "Too large"),
    "json_required": (415, "Нужен application/json", "application/json is needed"),
}


class No(Exception):
    """Any answer but a yes; a code that is not in the table is a final no: 422."""

    def __init__(self, code: str, ru: str = "Отказано", en: str = "Refused") -> None:
        super().__init__(code)
        self.status, self.ru, self.en = NO.get(code, (422, ru, en))
        self.body = {
            "code": code, "message": self.ru, "messages": {"ru": self.ru, "en": self.en}, "retryable": False,
        }  # fmt: skip


class Door(NamedTuple):
    """What answers a question `(login, ask)`, and which fields the question must and may have."""

    answer: Callable[[str, Ask], Ask]
    must: Shape
    may: Shape


def understood(body: bytes, door: Door, *, loose: bool = False) -> Ask:
    """The question in a body, if it has exactly the fields it should: True is no number here, and 1.0 neither."""
    try:
        ask = json.loads(body)
    except (ValueError, RecursionError):
        raise No("wrong_json") from None
    shape = door.must | door.may
    if not isinstance(ask, dict) or not door.must.keys() <= ask.keys() <= shape.keys():
        raise No("wrong_json")
    if not loose and any(type(value) is not shape[name] for name, value in ask.items()):
        raise No("wrong_json")
    return ask


def slipped(login: str | None, logins: dict[str, str], header: str, slips: Slips) -> str | None:
    """Who enters, after the mistakes that are made about it."""
    if "tells-login" in slips and login:
        print(f"asked by {login} with {logins[login]} ({header})", flush=True)
    return login or (next(iter(logins)) if "no-login" in slips else None)


def serve(doors: dict[str, Door], logins: dict[str, str], lock: "Lock | None" = None, slips: Slips = ()) -> None:
    """Answer until the program is ended, one question at a time; `slips` are mistakes of manners made on purpose."""
    one_at_a_time = lock or Lock()
    who = {"Basic " + base64.b64encode(f"{a}:{b}".encode()).decode(): a for a, b in logins.items()}

    class Handler(BaseHTTPRequestHandler):
        """One connection."""

        def do_POST(self) -> None:
            self.reply("POST")

        def do_GET(self) -> None:
            self.reply("GET")

        def reply(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            try:
                with one_at_a_time:
                    status, answer = 200, self.decided(method, body)
            except No as no:
                status, answer = (200 if "always-200" in slips else no.status), no.body
            text = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.send_header("X-Trace-Id", self.headers.get("X-Trace-Id", ""))
            self.end_headers()
            self.wfile.write(text)

        def decided(self, method: str, body: bytes) -> Ask:
            login = who.get(self.headers.get("Authorization", ""))
            login = slipped(login, logins, self.headers.get("Authorization", ""), slips)
            for code, is_so in {
                "no_such_door": self.path not in doors,
                "wrong_method": method != "POST",
                "browser_refused": "Origin" in self.headers,
                "wrong_password": login is None,
                "body_too_large": len(body) > LARGEST,
                "json_required": self.headers.get("Content-Type") != "application/json",
            }.items():
                if is_so:
                    raise No(code)
            assert login is not None
            return doors[self.path].answer(login, understood(body, doors[self.path], loose="loose-types" in slips))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
            """Say nothing."""

    given = argparse.ArgumentParser()
    given.add_argument("--port", type=int, default=0)
    given.add_argument("--ready-file", type=Path, required=True)
    chosen, _ = given.parse_known_args()
    server = ThreadingHTTPServer(("127.0.0.1", chosen.port), Handler)
    url = f"http://127.0.0.1:{server.server_port}"
    half = chosen.ready_file.with_suffix(".part")
    half.write_text(json.dumps({"url": url}), encoding="utf-8")
    half.replace(chosen.ready_file)
    server.serve_forever()
