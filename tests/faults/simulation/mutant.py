"""What a bug that is put in on purpose is."""

import contextlib
from collections.abc import Callable
from typing import Any, NamedTuple
from unittest.mock import patch

Change = Callable[[contextlib.ExitStack], None]


class Mutant(NamedTuple):
    """`change` puts the bug in for as long as the stack lasts."""

    name: str
    does: str
    change: Change


def replaced(name: str, does: str, home: Any, function: str, make: Callable[[Any], Any]) -> Mutant:
    """One that replaces a single function."""

    def change(stack: contextlib.ExitStack) -> None:
        stack.enter_context(patch.object(home, function, make(getattr(home, function))))

    return Mutant(name, does, change)
