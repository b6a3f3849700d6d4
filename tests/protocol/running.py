"""A program under test from its start to its end."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from common.setup.places import PROJECT
from tests.protocol.target import Target, command

STOP_SECONDS = 10
PAUSE_SECONDS = 0.02


@contextmanager
def running(target: Target, folder: Path) -> Iterator[Target]:
    """The target with its real address, for as long as it runs; one that was running already is left running."""
    if not target.start:
        await_answer(target.url, target.ready_seconds)
        yield target
        return
    ready = folder / "ready.json"
    with process(command(target.start, ready), folder / "output.txt") as started:
        if any("{ready}" in word for word in target.start):
            url = await_ready(started, ready, target.ready_seconds)["url"]
        else:
            url = target.url
        await_answer(url, target.ready_seconds)
        yield msgspec.structs.replace(target, url=url)
        if target.stop:
            subprocess.run(command(target.stop, ready), cwd=PROJECT, check=True, timeout=STOP_SECONDS)


@contextmanager
def process(words: list[str], output: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that we started: asked to end by the closing of its input, then by a signal."""
    with output.open("wb") as said:
        started = subprocess.Popen(
            words, cwd=PROJECT, stdin=subprocess.PIPE, stdout=said, stderr=subprocess.STDOUT
        )  # fmt: skip
        try:
            yield started
        finally:
            end(started)


def end(started: "subprocess.Popen[bytes]") -> None:
    """Wait until it has ended, less and less politely."""
    assert started.stdin is not None
    started.stdin.close()
    started.terminate()
    try:
        started.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait(STOP_SECONDS)


def await_ready(started: "subprocess.Popen[bytes]", ready: Path, seconds: float) -> dict[str, Any]:
    """What the ready-file says, once it is there."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready.exists() and (text := ready.read_text(encoding="utf-8")):
            said: dict[str, Any] = json.loads(text)
            return said
        if started.poll() is not None:
            break
        time.sleep(PAUSE_SECONDS)
    raise AssertionError(f"not ready: {started.args!r}, exit {started.poll()}, its output is beside {ready}")


def await_answer(url: str, seconds: float) -> None:
    """Return when something listens there."""
    parts = urlsplit(url)
    address = (parts.hostname or "", parts.port or 80)
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(address, timeout=1).close()
            return
        except OSError as problem:
            if time.monotonic() > deadline:
                raise AssertionError(f"nobody answers at {url}: {problem}") from problem
            time.sleep(PAUSE_SECONDS)
