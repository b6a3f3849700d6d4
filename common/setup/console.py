"""Words on the screen in both languages, on any console."""

import io
import sys


class CannotSetUp(Exception):
    """The set-up stopped: what happened and what to do, in both languages."""

    def __init__(self, ru: str, en: str) -> None:
        super().__init__(en)
        self.ru, self.en = ru, en


def prepare() -> None:
    """Let Russian through whatever the console's code page is; a sign it cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)


def say(ru: str, en: str) -> None:
    """Tell how it goes; on the error stream, so that a command's own output stays clean."""
    print(f"{ru} | {en}", file=sys.stderr)


def complain(trouble: CannotSetUp) -> None:
    """Tell what stopped the set-up, one language under the other."""
    print(f"\n{trouble.ru}\n\n{trouble.en}", file=sys.stderr)
