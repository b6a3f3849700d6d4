"""One lane in this process: `python -m tests.proof.running NAME SEED FORM FOLDER`; its figures go into the folder."""

import importlib
import sys
from pathlib import Path

import msgspec

from tests.proof.figure import Figure
from tests.proof.form import Form
from tests.proof.lanes import LANES

FIGURES = "figures.json"


def main(name: str, seed: int, form: Form, folder: Path) -> None:
    """Run it; who started this process reads what it found."""
    rows: list[Figure] = importlib.import_module(LANES[name].module).run(seed, form, folder)
    (folder / FIGURES).write_bytes(msgspec.json.encode(rows))


def found(folder: Path) -> list[Figure]:
    """What a lane has found; nothing when it did not get so far."""
    try:
        return msgspec.json.decode((folder / FIGURES).read_bytes(), type=list[Figure])
    except FileNotFoundError:
        return []


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Form(sys.argv[3]), Path(sys.argv[4]))
