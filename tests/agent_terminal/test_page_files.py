"""The kiosk page's files over HTTP: those of its folder and two fonts, and nothing else of this computer."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from agent_terminal.server import page
from agent_terminal.service import page_files
from agent_terminal.service.page_files import FONTS, found
from tests.agent_terminal.running import Running, running

FILES = {
    "index.html": b"<!doctype html>",
    "kiosk.css": b"body {}",
    "kiosk.js": "// тест".encode(),
    "pictures/key.svg": b"<svg/>",
    "notes.md": b"not of the page",
    "kiosk.js~": b"an editor's copy",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "kiosk"
    for name, body in FILES.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(body)
    return made


def test_the_table_has_the_pages_files_and_two_fonts(folder: Path) -> None:
    files = found(folder)

    assert set(files) == {
        "/kiosk",
        "/kiosk/index.html",
        "/kiosk/kiosk.css",
        "/kiosk/kiosk.js",
        "/kiosk/pictures/key.svg",
        "/kiosk/fonts/NotoSans-Regular.ttf",
        "/kiosk/fonts/NotoSans-Bold.ttf",
    }
    assert files["/kiosk"] == files["/kiosk/index.html"]
    assert files["/kiosk/kiosk.js"] == ("// тест".encode(), "text/javascript; charset=utf-8")
    assert files["/kiosk/fonts/NotoSans-Bold.ttf"] == ((FONTS / "NotoSans-Bold.ttf").read_bytes(), "font/ttf")


def test_each_file_is_a_door_of_its_own_for_anybody(folder: Path) -> None:
    doors = page.files(found(folder))

    assert {(endpoint.method, endpoint.kind, door.enter) for endpoint, door in doors.items()} == {
        ("GET", "page", frozenset())
    }


@pytest.mark.skipif(sys.platform == "win32", reason="ссылки делает только администратор / only administrators link")
def test_a_link_out_of_the_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.js"
    secret.write_bytes(b"secret")
    (folder / "link.js").symlink_to(secret)

    assert "/kiosk/link.js" not in found(folder)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("kiosk")
    (folder / "index.html").write_bytes(b"<!doctype html>")
    (folder / "kiosk.js").write_bytes(b"1")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("agent_terminal.server.found", lambda: found(folder))
        with running(tmp_path_factory.mktemp("terminal")) as made:
            yield made


def test_the_page_comes_without_a_login_under_a_strict_policy(terminal: Running) -> None:
    reply = requests.get(terminal.url + "/kiosk", timeout=5)

    assert (reply.status_code, reply.content) == (200, b"<!doctype html>")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert reply.headers["cache-control"] == "no-store"


def test_fonts_come_from_this_program(terminal: Running) -> None:
    reply = requests.get(terminal.url + "/kiosk/fonts/NotoSans-Regular.ttf", timeout=5)

    assert (reply.status_code, reply.headers["content-type"]) == (200, "font/ttf")
    assert len(reply.content) == (FONTS / "NotoSans-Regular.ttf").stat().st_size


@pytest.mark.parametrize(
    "path",
    [
        "/kiosk/nothing.js",
        "/kiosk/fonts/NotoSansMono-Regular.ttf",
        "/kiosk/fonts/",
        "/kiosk/..%2fapp.py",
        "/kiosk/%2e%2e/app.py",
        "/kiosk/..%5capp.py",
        "/kiosk//index.html",
        "/kiosk/index.html%00.js",
        "/kiosk/kiosk.js/",
        "/kiosk/" + str(page_files.FOLDER / "index.html").lstrip("/"),
    ],
)
def test_nothing_else_is_served(terminal: Running, path: str) -> None:
    assert requests.get(terminal.url + path, timeout=5).status_code == 404


def test_the_page_of_another_address_asks_nothing(terminal: Running) -> None:
    headers = {"origin": "http://evil.example", "content-type": "application/json"}

    reply = requests.post(terminal.url + "/kiosk/open", data=b'{"token": "x"}', headers=headers, timeout=5)

    assert (reply.status_code, reply.json()["code"]) == (403, "browser_refused")


def test_files_are_no_news_for_the_exchange_log(tmp_path: Path) -> None:
    with running(tmp_path) as made:
        requests.get(made.url + "/kiosk/fonts/NotoSans-Bold.ttf", timeout=5)
        made.operate("state")
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "logs").glob("*.exchanges.jsonl"))

    assert "/v1/operator/state" in written
    assert "/kiosk" not in written
