"""What all paged lists share: a filter that may be left out, an order that may be turned round."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_


def either(name: str, nothing: object, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """True of everything when the parameter is empty."""
    return or_(bindparam(name) == nothing, condition)


def turned(keys: Sequence[Any], descending: bool) -> list[Any]:
    """The keys of an order, all of them up or all of them down."""
    return [key.desc() if descending else key.asc() for key in keys]
