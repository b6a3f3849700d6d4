"""The stamp in the environment: what it was made from, so that a second run knows in a blink that nothing changed."""

import hashlib
import json
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from common.setup import places

NAME = "set-up.json"


class Stamp:
    """What stands in an environment of one project, as remembered and as found."""

    def __init__(self, project: Path = places.PROJECT, folder: str = ".venv") -> None:
        self.project = project
        self.environment = project / folder
        self.path = self.environment / NAME

    def current(self, lists: Collection[str]) -> bool:
        """Are these lists installed, as they are written now, and is the environment whole?"""
        was = self.read()
        return self.whole(was) and all(was["lists"].get(name) == self.digest(name) for name in lists)

    def read(self) -> dict[str, Any]:
        """What was remembered; nothing where it cannot be read."""
        try:
            was = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return was if isinstance(was, dict) else {}

    def whole(self, was: dict[str, Any]) -> bool:
        """Same folder, same interpreter, and every library still has its first file."""
        return (
            was.get("folder") == str(self.project)
            and was.get("interpreter") == self.interpreter()
            and all((self.environment / name).exists() for name in was.get("files", ["missing"]))
        )

    def write(self, lists: Collection[str]) -> None:
        """Remember that these lists are installed, whole or not at all."""
        known = dict.fromkeys(lists) | self.read().get("lists", {})
        stamp = {
            "folder": str(self.project),
            "interpreter": self.interpreter(),
            "lists": known | {name: self.digest(name) for name in lists},
            "files": first_files(self.environment),
        }
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
        new.replace(self.path)

    def digest(self, name: str) -> str:
        """A list's content in one word."""
        return hashlib.sha256((self.project / name).read_bytes()).hexdigest()

    def interpreter(self) -> str:
        """What stands behind the environment's python; empty when it is gone, which equals no stamp."""
        python = places.python(self.environment)
        settings = self.environment / "pyvenv.cfg"
        if not python.exists() or not settings.exists():
            return "gone"
        text = settings.read_text(encoding="utf-8")
        home = next((line.partition("=")[2].strip() for line in text.splitlines() if line.startswith("home")), "")
        return (
            f"{os.path.realpath(python)} {hashlib.sha256(text.encode()).hexdigest()}" if Path(home).exists() else "gone"
        )


def first_files(environment: Path) -> list[str]:
    """For every installed library its list of files and the first file named in it."""
    names: list[str] = []
    for record in sorted(environment.glob("**/site-packages/*.dist-info/RECORD")):
        lines = record.read_text(encoding="utf-8").splitlines()
        module = next((line.split(",")[0] for line in lines if line.split(",")[0].endswith((".py", ".so", ".pyd"))), "")
        names += [str(path.relative_to(environment)) for path in (record, record.parents[1] / module)]
    return names
