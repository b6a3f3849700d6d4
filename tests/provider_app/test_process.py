"""The provider as a process of its own: ready, asked by commands with and without it, ended by its parent."""

import sys
from pathlib import Path

import msgspec
import psutil
import pytest

from common import role, spawn
from common.protocol.card import Card
from common.settings import ROOT, Ready
from provider_app.app import ROLE
from tests.provider_app.running import eventually

LARGEST_BYTES = 120 * 1024 * 1024


def said(capsys: pytest.CaptureFixture[str], data: Path, *words: str) -> tuple[int, str]:
    """What a command prints."""
    capsys.readouterr()
    ended = role.main(ROLE, ["--data", str(data), *words])
    return ended, capsys.readouterr().out


def test_a_provider_serves_commands_and_ends_with_its_parent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ready = tmp_path / "ready.json"
    words = ["-m", "provider_app", "--headless", "--data", str(tmp_path), "--port", "0", "--ready-file", str(ready)]
    process = spawn.process([sys.executable, *words, "--until-stdin-closes"], folder=ROOT, output=spawn.DISCARD)
    try:
        eventually(ready.exists)
        answering = msgspec.json.decode(ready.read_bytes(), type=Ready)
        assert psutil.Process(answering.pid).memory_info().rss < LARGEST_BYTES
        assert said(capsys, tmp_path, "standard-tariffs")[0] == 0
        person = ["--full-name", "Иванов Иван", "--passport", "4510 QZ917263", "--email", "a@example.org"]
        ended, text = said(capsys, tmp_path, "sign-subscriber", *person, "--json")
        card = msgspec.json.decode(text, type=Card)
        assert (ended, card.url) == (0, answering.url)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0

    assert not ready.exists()
    ended, text = said(capsys, tmp_path, "subscribers", "--search", "иванов")
    assert (ended, card.number in text, "QZ917263" in text) == (0, True, False)
    assert said(capsys, tmp_path, "block-subscriber", "--number", "1")[0] == 1
