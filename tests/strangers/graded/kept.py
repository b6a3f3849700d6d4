"""What a stranger's role keeps over a kill: its whole state in one file, replaced when it has changed."""

import argparse
import pickle
from pathlib import Path
from typing import Any


def given() -> argparse.Namespace:
    """The command line of all of them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--card", type=Path)
    parser.add_argument("--mistake", default="")
    return parser.parse_known_args()[0]


class Kept:
    """A dictionary in a file; one that `forgets` writes nothing down."""

    def __init__(self, folder: Path, *, forgets: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "state.pickle"
        self._forgets = forgets

    def read(self) -> dict[str, Any]:
        if not self._path.exists():
            return {}
        found: dict[str, Any] = pickle.loads(self._path.read_bytes())
        return found

    def write(self, state: dict[str, Any]) -> None:
        if not self._forgets:
            half = self._path.with_suffix(".part")
            half.write_bytes(pickle.dumps(state))
            half.replace(self._path)
