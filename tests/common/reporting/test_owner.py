"""A counterparty orders about itself over its own door, and fetches its files; nobody else's are there for it."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from common.clock import SystemClock
from common.http_server import Application, Listener, bind
from common.reporting.doors import MOST_UNFINISHED, disposition
from tests.common.http_server.stand import Reply, Wire, basic
from tests.common.reporting.office import Office, office

PERIOD = {"since": "2026-11-01T00:00:00Z", "until": "2026-11-21T00:00:00Z"}


class Doors:
    """The role behind its server; everybody has a login there."""

    def __init__(self, here: Office) -> None:
        self.here = here
        who = {"7": "agent", "8": "agent", "operator": "operator", "9": "provider"}
        self.logins = {name: self._login(kind, name) for name, kind in who.items()}
        self.listener = Listener(
            Application(
                here.doors(), here.database, here.gatekeeper, here.log, SystemClock(), role="office", about=dict
            ),
            bind(0),
        )
        self.listener.wait()

    def _login(self, kind: str, name: str) -> str:
        issue = self.here.gatekeeper.issue
        return basic(name, self.here.database.write(lambda db: issue(db, kind, name, name)))

    def ask(self, who: str | None, path: str, body: dict[str, Any] | None = None, method: str = "POST") -> Reply:
        """One request; a GET without a body."""
        data = json.dumps(body).encode() if body is not None else b""
        lines = [f"{method} {path} HTTP/1.1", f"host: 127.0.0.1:{self.listener.port}", f"content-length: {len(data)}"]
        if who is not None:
            lines.append(f"authorization: {self.logins[who]}")
        if body is not None:
            lines.append("content-type: application/json")
        with Wire(self.listener.port) as wire:
            return wire.ask("\r\n".join([*lines, "", ""]).encode() + data)

    def order(self, who: str, **more: Any) -> Any:
        """Order a report and wait until it is ready, as a counterparty's program does."""
        row = json.loads(self.ask(who, "/v1/report", {"kind": "quick", **PERIOD, **more}).body)
        self.here.ended(row["id"])
        (shown,) = [one for one in self.listed(who) if one["id"] == row["id"]]
        return shown

    def listed(self, who: str) -> Any:
        """Its own reports."""
        return json.loads(self.ask(who, "/v1/reports", {}).body)["reports"]

    def fetch(self, who: str | None, number: object, name: str) -> Reply:
        """A file."""
        return self.ask(who, f"/v1/report/file?{urlencode({'id': number, 'name': name})}", method="GET")


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    """Two agents, an operator, and a provider who has no reports here."""
    with office(tmp_path, works=True) as here:
        made = Doors(here)
        yield made
        made.listener.stop()


def test_an_agent_orders_about_himself_and_fetches_what_the_list_promised(doors: Doors) -> None:
    doors.here.note("one")

    row = doors.order("7", csv=True)
    replies = [doors.ask("7", link, method="GET") for link in row["links"]]

    assert (row["state"], row["name"], row["folder"], row["owner"]) == ("done", "Ромашка", "", "agent:7")
    assert [reply.status for reply in replies] == [200, 200]
    for kept, reply in zip(row["files"], replies, strict=True):
        digest = hashlib.sha256(reply.body)
        assert digest.hexdigest() == kept["sha256"]
        assert reply.headers["content-disposition"].startswith("attachment; filename=")
        assert reply.headers["content-digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
        assert reply.headers["x-content-type-options"] == "nosniff"
    assert replies[0].headers["content-type"].startswith("application/vnd.openxml")
    assert replies[1].headers["content-type"] == "text/csv; charset=utf-8"


def test_somebody_else_s_report_is_one_that_is_not_there(doors: Doors) -> None:
    row = doors.order("7")
    name = row["files"][0]["name"]

    theirs, none = doors.fetch("8", row["id"], name), doors.fetch("8", 999, name)

    assert (theirs.status, theirs.code) == (none.status, none.code) == (422, "unknown_report")
    assert json.loads(theirs.body)["message"].replace(str(row["id"]), "…") == json.loads(none.body)["message"].replace(
        "999", "…"
    )
    assert doors.listed("8") == []
    assert doors.fetch("operator", row["id"], name).status == 200


def test_why_a_report_was_not_made_tells_its_owner_no_place_on_this_computer(doors: Doors) -> None:
    (doors.here.folder / "reports").write_text("", encoding="utf-8")

    row = doors.order("7")

    assert row["state"] == "failed"
    assert str(doors.here.folder) in doors.here.shown(row["id"]).problem.ru  # type: ignore[union-attr]
    assert "…" in row["problem"]["ru"]
    assert not [text for text in row["problem"].values() if str(doors.here.folder) in text]


@pytest.mark.parametrize(("who", "code"), [(None, "login_required"), ("9", "forbidden")])
def test_nobody_and_a_stranger_get_no_file_and_order_nothing(doors: Doors, who: str | None, code: str) -> None:
    row = doors.order("7")

    asked = [
        doors.fetch(who, row["id"], row["files"][0]["name"]),
        doors.ask(who, "/v1/report", {"kind": "quick", **PERIOD}),
        doors.ask(who, "/v1/reports", {}),
    ]

    assert [reply.code for reply in asked] == [code] * 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "slow"}, "только у нас самих"),
        ({"subject": "8"}, "только о себе"),
        ({"mail": {"recipients": ["a@example.org"]}}, "не посылают, его скачивают"),
        ({"until": "2028-01-01T00:00:00Z"}, "не длиннее 366 дней"),
    ],
)
def test_what_an_agent_may_not_order_is_refused(doors: Doors, wrong: dict[str, Any], said: str) -> None:
    reply = doors.ask("7", "/v1/report", {"kind": "quick", **PERIOD, **wrong})

    assert (reply.status, reply.code) == (422, "wrong_value")
    assert said in json.loads(reply.body)["message"]
    assert doors.here.listed() == []


def test_an_agent_has_only_so_many_unfinished_reports(tmp_path: Path) -> None:
    with office(tmp_path) as here:
        doors = Doors(here)
        replies = [doors.ask("7", "/v1/report", {"kind": "quick", **PERIOD}) for _ in range(MOST_UNFINISHED + 1)]
        other = doors.ask("8", "/v1/report", {"kind": "quick", **PERIOD})
        doors.listener.stop()

    assert [reply.status for reply in replies] == [200] * MOST_UNFINISHED + [422]
    assert replies[-1].code == "too_many_reports"
    assert other.status == 200


def test_nothing_but_a_report_s_own_files_is_given_out(doors: Doors) -> None:
    row = doors.order("7")
    numbers = ["", "x", "-1", "1.0", "99999999999999999999", "١"]
    names = ["", "../office.db", "..\\secrets\\own.key", "/etc/passwd"]

    asked = [doors.fetch("7", number, row["files"][0]["name"]) for number in numbers]
    asked += [doors.fetch("operator", row["id"], name) for name in names]

    assert {reply.code for reply in asked} == {"unknown_report"}


@pytest.mark.parametrize("change", ["gone", "longer", "other"])
def test_a_file_that_was_changed_is_given_to_nobody(doors: Doors, change: str) -> None:
    doors.here.note("one")
    row = doors.order("7")
    path = doors.here.ground.folder_of(row["id"]) / row["files"][0]["name"]
    path.unlink()
    if change != "gone":
        path.write_bytes(b"onE" if change == "other" else b"one more")

    reply = doors.fetch("7", row["id"], row["files"][0]["name"])

    assert (reply.status, reply.code) == (422, "report_file_changed")


def test_the_line_of_a_download_has_the_kind_and_the_size_but_not_the_content(doors: Doors) -> None:
    doors.here.note("content of the report")
    row = doors.order("7")

    doors.fetch("7", row["id"], row["files"][0]["name"])

    (line,) = [one for one in doors.here.log.recent if one.path == "/v1/report/file"]
    assert json.loads(bytes(line.answer)) == {
        "type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "bytes": len("content of the report"),
    }


def test_a_name_that_is_not_latin_is_told_both_ways() -> None:
    assert disposition('отчёт "1".xlsx') == (
        "attachment; filename=\"_______1_.xlsx\"; filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82%20%221%22.xlsx"
    )
