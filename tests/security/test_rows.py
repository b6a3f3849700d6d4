"""The table of rows is whole: each has its tests, which are there, or says why the system is without it."""

import ast
from functools import cache

import pytest

from common.setup.places import PROJECT
from tests.security.row import Row
from tests.security.rows import ROWS

NUMBERS = range(1, 106)


@cache
def names_in(path: str) -> frozenset[str]:
    """The names of a file's tests."""
    tree = ast.parse((PROJECT / path).read_text(encoding="utf-8"))
    return frozenset(one.name for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_"))


def missing(row: Row) -> list[str]:
    """The tests of a row that are not there; a star stands for any test of a file."""
    return [
        node
        for path, _, name in (node.partition("::") for node in row.tests)
        for node in [f"{path}::{name}"]
        if not (PROJECT / path).is_file() or not (names_in(path) if name == "*" else name in names_in(path))
    ]


def test_every_row_is_there_once_and_in_order() -> None:
    assert [row.number for row in ROWS] == list(NUMBERS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))
def test_a_row_has_its_tests_or_says_why_there_are_none(row: Row) -> None:
    assert bool(row.tests) is not bool(row.without)
    assert missing(row) == []


def test_a_test_that_is_not_there_is_missed() -> None:
    assert missing(Row(1, "", ("tests/security/rows.py::test_x", "tests/none.py::*")))


def test_a_test_named_after_a_row_stands_in_it() -> None:
    """What says `row_31` in its name is in row 31 of the table, or in a row beside it that names it too."""
    named = {node.rpartition("::")[2] for row in ROWS for node in row.tests}
    here = {name for path in (PROJECT / "tests/security").glob("test_*.py") for name in names_in(str(path))}

    assert {name for name in here if name.startswith("test_row_")} <= named
