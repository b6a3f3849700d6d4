"""`python -m tests.faults.dying ROLE NAME MOMENT …`: a role that dies at one commit, without a word.

NAME is a unit of work, MOMENT is `before` or `after` its commit. The rest of the line is the role's own.
"""

import importlib
import os
import sys
from collections.abc import Sequence

from common import role

DIED = 77


def main(arguments: Sequence[str]) -> int:
    """Run the role until it dies."""
    module, name, moment, *rest = arguments

    def watch(now: str, names: Sequence[str]) -> None:
        if now == moment and name in names:
            os._exit(DIED)

    return role.main(importlib.import_module(f"{module}.app").ROLE, rest, watch=watch)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
