"""A screen without a monitor, with a window manager and two keyboard layouts, and hands on its mouse and keys."""

import os
import shutil
import subprocess
import time
from itertools import groupby
from pathlib import Path
from typing import Self

from PySide6.QtGui import QImage

from tests.journeys import picture

TOOLS = ("Xvfb", "openbox", "setxkbmap", "xdotool")
WINDOW_MANAGER = Path(__file__).with_name("openbox.xml")
START_SECONDS = 15.0
STOP_SECONDS = 5.0
PAUSE_SECONDS = 0.02
MOVING_SECONDS, STILL_SECONDS = 0.08, 0.5
KEY_PAUSE_MS = "6"
NOTCH_PAUSE_MS = "40"
WHEEL = ("4", "5")
"""The buttons that the wheel is to X: upwards, downwards."""


class NoScreen(Exception):
    """There is none, and why."""


def missing_tools() -> list[str]:
    """The programs that are not there."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def is_russian(letter: str) -> bool:
    """Is it on the Russian layout only?"""
    return letter.lower() in "абвгдеёжзийклмнопрстуфхцчшщъыьэюя№"


class Screen:
    """Everything it starts ends with it. `environment` is what a program needs to open its windows here."""

    def __init__(self, folder: Path, width: int = 1920, height: int = 1080) -> None:
        """Nothing is started yet; the pixels are kept in the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        self.width, self.height = width, height
        self._folder = folder
        self._layouts: tuple[str, ...] = ()
        self._processes: list[subprocess.Popen[bytes]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        if missing := missing_tools():
            raise NoScreen(f"нет | not found: {', '.join(missing)}")
        try:
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End what was started, the last first."""
        for process in reversed(self._processes):
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()

    def picture(self) -> QImage:
        """What is shown now."""
        return picture.made_of(self._pixels())

    def still(self) -> QImage:
        """What is shown when nothing moves any more, or after some seconds at the latest."""
        until = time.monotonic() + STILL_SECONDS
        before = self._pixels()
        while True:
            time.sleep(MOVING_SECONDS)
            now = self._pixels()
            if now == before or time.monotonic() > until:
                return picture.made_of(now)
            before = now

    def click(self, x: int, y: int, *, button: int = 1, times: int = 1) -> None:
        """Move the mouse there and press."""
        self.hand("mousemove", str(x), str(y), "click", "--repeat", str(times), "--delay", "60", str(button))

    def wheel(self, x: int, y: int, *, down: int) -> None:
        """Turn the wheel there, so many notches; upwards when they are negative."""
        turn = ("--repeat", str(abs(down)), "--delay", NOTCH_PAUSE_MS, WHEEL[down > 0])
        self.hand("mousemove", str(x), str(y), "click", *turn)

    def type(self, text: str) -> None:
        """Press the keys of a text, each part of it in the layout that has its letters, as a person does."""
        before = self._layouts
        for russian, part in groupby(text, key=is_russian):
            self.layout(*(("ru", "us") if russian else ("us", "ru")))
            self.hand("type", "--clearmodifiers", "--delay", KEY_PAUSE_MS, "--", "".join(part))
        self.layout(*before)

    def press(self, *combinations: str) -> None:
        """Press keys together, `ctrl+Return`, one combination after another."""
        self.hand("key", "--clearmodifiers", *combinations)

    def layout(self, *layouts: str) -> None:
        """Use these keyboard layouts; the first one is on."""
        if layouts != self._layouts:
            self._run("setxkbmap", "-layout", ",".join(layouts))
            self._layouts = layouts

    def focus(self, title: str) -> None:
        """Bring the window of this title forward, once it is there.

        The search walks all windows of the screen: one that closes meanwhile breaks it, and it begins anew.
        """
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self.hand("search", "--sync", "--name", title, "windowactivate", "--sync")
                return
            except NoScreen as problem:
                if "BadWindow" not in str(problem) or time.monotonic() > deadline:
                    raise

    def hand(self, *words: str) -> str:
        """What xdotool says to this."""
        return self._run("xdotool", *words)

    def _pixels(self) -> bytes:
        return (self._folder / "Xvfb_screen0").read_bytes()

    def _start(self) -> None:
        size = f"{self.width}x{self.height}x24"
        words = ["Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir", str(self._folder), "-nolisten", "tcp"]
        server = self._begin([*words, "-noreset", "-dpi", "96"], output=subprocess.PIPE)
        assert server.stdout is not None
        number = server.stdout.readline().decode("ascii").strip()
        server.stdout.close()
        if not number:
            raise NoScreen(f"Xvfb: {server.wait(STOP_SECONDS)}")
        self.environment = os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.layout("us", "ru")
        self._begin(["openbox", "--sm-disable", "--config-file", str(WINDOW_MANAGER)])
        self._wait_for_manager()

    def _wait_for_manager(self) -> None:
        """A window that is shown before there is a manager would never get the focus."""
        deadline = time.monotonic() + START_SECONDS
        while not self._managed():
            if time.monotonic() > deadline:
                raise NoScreen("openbox")
            time.sleep(PAUSE_SECONDS)

    def _managed(self) -> bool:
        words = ["xdotool", "get_num_desktops"]
        return subprocess.run(words, env=self.environment, capture_output=True, check=False).returncode == 0

    def _begin(self, words: list[str], output: int = subprocess.DEVNULL) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            words,
            env=self.environment or None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._processes.append(process)
        return process

    def _run(self, *words: str) -> str:
        done = subprocess.run(words, env=self.environment, capture_output=True, check=False, timeout=60)
        if done.returncode != 0:
            raise NoScreen(f"{' '.join(words)}: {done.stderr.decode('utf-8', 'replace')[-500:]}")
        return done.stdout.decode("utf-8", "replace")
