"""SQL statements written in SQLAlchemy Core, compiled once and executed on the driver's cursor."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from sqlalchemy import Insert, Select, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.visitors import iterate

DIALECT = sqlite.dialect()


class Statement:
    """A compiled statement: its text, the names of its parameters in order, the tables it touches."""

    __slots__ = ("_in_order", "defaults", "different", "keyed", "names", "sql", "tables", "writes")

    def __init__(self, statement: Executable, *, keyed: bool = False) -> None:
        """Compile; parameters that the statement itself fills (limits, constants) need not be given.

        `keyed` says that its caller settles the key it asks for first, so rows gathered under other keys do not matter.
        """
        columns = _columns(statement)
        compiled = statement.compile(dialect=DIALECT, column_keys=columns)  # type: ignore[attr-defined]
        self.sql: str = compiled.string
        self.names: tuple[str, ...] = tuple(compiled.positiontup or ())
        different = set(self.names)
        self.different = len(different)
        binds = compiled.binds.items()
        self.defaults: dict[str, Any] = {n: b.value for n, b in binds if n in different and not b.required}
        self.tables = frozenset(part.name for part in iterate(statement) if isinstance(part, Table))  # type: ignore[arg-type]
        self._in_order = _picker(self.names)
        self.keyed = keyed
        self.writes = not isinstance(statement, Select)
        assert "POSTCOMPILE" not in self.sql, "IN with a list is compiled anew for each length: join or loop instead"

    def row(self, values: dict[str, Any]) -> tuple[Any, ...]:
        """The parameters in the statement's order; a name too few or too many is a programmer's mistake."""
        if self.defaults:
            values = self.defaults | values
        if len(values) > self.different:
            raise KeyError(*(values.keys() - set(self.names)))
        return self._in_order(values)


def _picker(names: tuple[str, ...]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """Picks values in the order of names, in C where there are several."""
    if len(names) > 1:
        return itemgetter(*names)
    if not names:
        return lambda _: ()
    only = names[0]
    return lambda values: (values[only],)


def _columns(statement: Executable) -> list[str] | None:
    """An insert without values takes every column but a key that the database numbers itself."""
    if not isinstance(statement, Insert) or statement._values or statement.select is not None:
        return None
    table = statement.table
    assert isinstance(table, Table)
    return [column.key for column in table.columns if column is not table.autoincrement_column]
