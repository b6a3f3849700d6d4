"""The last words of a program."""

from pathlib import Path

LINES = 5
BYTES = 8000


def last_lines(output: Path) -> tuple[str, ...]:
    """The end of what it said; nothing where there is no file."""
    try:
        with output.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - BYTES))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ()
    return tuple([line for line in text.splitlines() if line.strip()][-LINES:])
