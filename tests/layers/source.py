"""A module as the rules see it: its place, its tree, what it imports and which dotted names it uses."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from tests.layers.tables import TOPS


class Name(NamedTuple):
    """A dotted name and the line where it stands."""

    dotted: str
    line: int


class Module:
    """One file of Python, by its path from the project's folder."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.tree = ast.parse(text, path)
        self.place = path.removesuffix(".py").removesuffix("/__init__")
        self.parts = self.place.split("/")

    def inside(self, *homes: str) -> bool:
        """Is it one of these modules, or in one of these folders?"""
        above = ["/".join(self.parts[: count + 1]) for count in range(len(self.parts))]
        return any(fnmatchcase(place, home) for place in above for home in homes)

    @cached_property
    def imports(self) -> list[Name]:
        """Every import at any depth, as the full dotted name of what is taken."""
        return [name for node in ast.walk(self.tree) for name in imported(node, self)]

    @cached_property
    def uses(self) -> list[Name]:
        """Every chain of names with dots, and what is imported: `os.fork` and `from os import fork` alike."""
        chains = [
            Name(ast.unparse(node), node.lineno)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Attribute) and all_names(node)
        ]
        return chains + self.imports


def imported(node: ast.AST, module: Module) -> Iterator[Name]:
    """The names that one statement imports."""
    if isinstance(node, ast.Import):
        yield from (Name(alias.name, node.lineno) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        package = module.path.split("/")[: -node.level] if node.level else []
        start = ".".join([*package, *([node.module] if node.module else [])])
        yield from (Name(f"{start}.{alias.name}", node.lineno) for alias in node.names)


def all_names(node: ast.expr) -> bool:
    """Is it a chain like a.b.c, without calls and indexes in between?"""
    return isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and all_names(node.value))


def within(dotted: str, *names: str) -> bool:
    """Is the dotted name one of these, or something in them?"""
    return any(dotted == name or dotted.startswith(name + ".") for name in names)


def tree(project: Path) -> list[Module]:
    """Every module of the project."""
    files = [file for top in TOPS for file in (project / top).rglob("*.py")] + [project / "run_all.py"]
    return [Module(file.relative_to(project).as_posix(), file.read_text(encoding="utf-8")) for file in sorted(files)]
