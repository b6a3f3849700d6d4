"""Finding a door by a request's path: exact paths in one look, paths with parts in a tree of their segments."""

from collections.abc import Iterable
from typing import Any

from common.http_server.reading import Served

PART = ""
"""Stands in the tree for a part in braces: no segment of a path that is asked for is empty."""
Node = dict[str, Any]
DOORS = "/"
"""Where a node keeps the doors that end there, by method: no segment holds a slash."""


class Routes:
    """The doors of one server. `exact` holds those without parts: a request for one costs one look."""

    def __init__(self, served: Iterable[Served]) -> None:
        """Build the tree."""
        self.exact: dict[tuple[str, str], Served] = {}
        self._tree: Node = {}
        self._methods: dict[str, dict[str, Served]] = {}
        for one in served:
            path, method = one.endpoint.path, one.endpoint.method
            methods = (method, "HEAD") if one.door.way == "file" else (method,)
            for name in methods:
                if one.parts:
                    self._plant(path).setdefault(DOORS, {})[name] = one
                else:
                    self.exact[path, name] = one
                    self._methods.setdefault(path, {})[name] = one

    def find(self, path: str, method: str) -> tuple[Served | None, tuple[str, ...]]:
        """A door whose path has parts, and those parts as they were sent; a path is the raw one."""
        doors, parts = self._walk(path)
        return doors.get(method), parts

    def methods(self, path: str, raw: str) -> dict[str, Served]:
        """The doors at a path by method; none where there is nothing. `raw` is the same path as it was sent."""
        return self._methods.get(path) or self._walk(raw)[0]

    def _plant(self, path: str) -> Node:
        node = self._tree
        for segment in path.split("/")[1:]:
            node = node.setdefault(PART if segment.startswith("{") else segment, {})
        return node

    def _walk(self, path: str) -> tuple[dict[str, Served], tuple[str, ...]]:
        node, parts = self._tree, []
        for segment in path.split("/")[1:]:
            below = node.get(segment) if segment else None
            if below is None:
                below = node.get(PART) if segment else None
                parts.append(segment)
            if below is None:
                return {}, ()
            node = below
        return node.get(DOORS, {}), tuple(parts)
