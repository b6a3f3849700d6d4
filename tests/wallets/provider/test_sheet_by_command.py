"""The sheet of the command: a file that is asked for, never letters of base64 on a person's screen."""

import base64
import json
import os
import re
from pathlib import Path

import msgspec
import pytest

from common import role
from common.durable import write_whole
from common.settings import Ready
from provider_app.app import ROLE
from tests.provider_app.running import Running
from tests.wallets.provider.centre import Centre

PDF = b"%PDF-"
LOGGED = re.compile(r"\d\d:\d\d:\d\d\.\d{3} ")
"""How a line of the running provider's log begins, which goes to the same screen."""


class Sheet:
    """The command, as typed at a running provider: its exit code, what it printed, what it complained of."""

    def __init__(self, running: Running, screen: pytest.CaptureFixture[str]) -> None:
        self._running, self._screen = running, screen

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._screen.readouterr()
        begun = ["--data", str(self._running.folder), "--profile", "test", "acceptance-sheet", "--amount", "15000"]
        ended = role.main(ROLE, [*begun, *words])
        seen = self._screen.readouterr()
        complained = [line for line in seen.err.splitlines() if not LOGGED.match(line)]
        return ended, seen.out, "\n".join(complained)


@pytest.fixture
def sheet(running: Running, centre: Centre, capsys: pytest.CaptureFixture[str]) -> Sheet:
    place = running.instance.place
    ready = Ready("provider", "test", place.url, os.getpid())  # as an instance says it that has come up by itself
    write_whole(place.folder / "ready.json", msgspec.json.encode(ready))
    return Sheet(running, capsys)


def test_the_sheet_is_saved_where_it_is_said_and_not_over_another_file(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "стол 4.pdf"

    assert sheet("--out", str(path)) == (0, "", f"Записано: {path}")
    assert path.read_bytes().startswith(PDF)

    path.write_bytes(b"mine")
    ended, said, complained = sheet("--out", str(path))
    assert (ended, said, path.read_bytes()) == (1, "", b"mine")
    assert "файл уже есть" in complained
    assert "--overwrite replaces it" in complained

    assert sheet("--out", str(path), "--overwrite", "--lang", "en") == (0, "", f"Saved: {path}")
    assert path.read_bytes().startswith(PDF)
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_a_folder_that_is_not_there_is_told_in_words(sheet: Sheet, tmp_path: Path) -> None:
    ended, said, complained = sheet("--out", str(tmp_path / "no" / "sheet.pdf"))

    assert (ended, said) == (3, "")
    assert "sheet.pdf" in complained
    assert "не записан" in complained


@pytest.mark.parametrize(("language", "how"), [("ru", "байт; записать файлом: --out"), ("en", "bytes; save it: --out")])
def test_a_person_is_not_shown_the_file_and_a_program_is(sheet: Sheet, language: str, how: str) -> None:
    ended, said, _ = sheet("--lang", language)

    assert ended == 0
    assert how in said
    assert "JVBERi" not in said
    assert len(said) < 200

    ended, said, _ = sheet("--json")
    assert base64.b64decode(json.loads(said)["pdf"]).startswith(PDF)
