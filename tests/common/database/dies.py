"""A process that dies before or after a commit, as if its power went: `… -m tests.common.database.dies FILE MOMENT`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from common.database import Database
from tests.common.database.books import METADATA, add


def main(path: Path, fatal: str) -> None:
    """Write «first», then die in the commit of «second»."""

    def watch(moment: str, names: Sequence[str]) -> None:
        if moment == fatal and "second" in names:
            os._exit(7)

    database = Database(path, METADATA, watch=watch)
    database.write(lambda db: add(db, "first"), "first")
    database.write(lambda db: add(db, "second"), "second")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
