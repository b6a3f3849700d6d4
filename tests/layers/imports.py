"""Rules about what a module may see: roles, layers, homes of libraries, systems."""

import ast
from collections.abc import Iterator

from tests.layers import tables
from tests.layers.source import Module, Name, within

Findings = Iterator[tuple[int, str]]


def roles_meet_only_over_http(module: Module) -> Findings:
    """A role imports itself and common; common imports no role; the launcher and run_all start processes only."""
    may = allowed(module)
    for name in module.imports:
        if within(name.dotted, *tables.TOPS) and not within(name.dotted, *may):
            yield name.line, f"imports {name.dotted}, may import of the project only {', '.join(may)}"


def allowed(module: Module) -> tuple[str, ...]:
    """What the most exact row of the table allows."""
    rows = [place for place in tables.MAY_IMPORT if module.inside(place)]
    return tables.MAY_IMPORT[max(rows, key=len)] if rows else ()


def layers_look_down_only(module: Module) -> Findings:
    """Inside a role a layer sees those under it: ui, server and worker do not know each other."""
    role, layer = whose(module)
    hidden = [f"{role}.{name}" for name in tables.MUST_NOT_SEE.get(layer, ())]
    hidden += tables.MUST_NOT_SEE_IN_COMMON.get(layer, ())
    visits = [visit.library for visit in tables.VISITS if module.inside(visit.module)]
    for name in module.imports:
        if within(name.dotted, *hidden) and not within(name.dotted, *visits):
            yield name.line, f"{layer} must not see {name.dotted}"


def secrets_are_seen_by_few(module: Module) -> Findings:
    """A card's number belongs to the vault and to banks' adapters; what the vault is made of, to itself."""
    if module.inside("tests"):
        return
    for name in (*module.imports, *module.uses):
        for secret, homes in tables.ONLY_FOR.items():
            short = ".".join(secret.split(".")[-2:])
            if (within(name.dotted, secret) or within(name.dotted, short)) and not module.inside(*homes):
                yield name.line, f"{name.dotted} is only for {', '.join(homes)}"


def core_is_pure(module: Module) -> Findings:
    """The core imports itself, money, errors and what in Python knows no world outside; so does what it imports."""
    role, layer = whose(module)
    shared = module.place.replace("/", ".") in tables.CORE_OF_COMMON
    if layer != "core" and not shared:
        return
    own = [library for library, homes in tables.HOMES.items() if shared and module.inside(*homes)]
    may = (f"{role}.core", *own, *tables.CORE_OF_COMMON, *tables.CORE_OF_PYTHON, *tables.CORE_OF_LIBRARIES)
    for name in module.imports:
        if not within(name.dotted, *may):
            yield name.line, f"core must not see {name.dotted}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and node.id in ("open", "print", "input"):
            yield node.lineno, f"core does not {node.id}"


def whose(module: Module) -> tuple[str, str]:
    """The role and the layer of a module; empty where it has none."""
    role, layer = (*module.parts, "", "")[:2]
    return (role, layer) if role in tables.ROLES else ("", "")


def one_library_one_home(module: Module) -> Findings:
    """Time, chance, threads, transport, storage: each library is imported in its home only."""
    if module.inside("tests", "run_all"):
        return
    yield from (found(name) for name in module.imports if homeless(module, name, tables.HOMES))
    yield from (found(name) for name in module.uses if homeless(module, name, tables.USES))


def found(name: Name) -> tuple[int, str]:
    """The finding in words."""
    return name.line, f"{name.dotted} outside its home (tests/layers/tables.py)"


def homeless(module: Module, name: Name, homes: dict[str, tuple[str, ...]]) -> bool:
    """Is the name of a library with a home, and this neither its home nor a visit with a reason?"""
    rows = [library for library in homes if within(name.dotted, library)]
    visits = [visit.module for visit in tables.VISITS if within(name.dotted, visit.library)]
    return bool(rows) and not any(module.inside(*homes[library], *visits) for library in rows)


def every_system_alike(module: Module) -> Findings:
    """What only one system has stays in files named after it."""
    for name in module.uses:
        if within(name.dotted, *tables.POSIX_ONLY) and not module.place.endswith("_posix"):
            yield name.line, f"{name.dotted} is POSIX only: put it into a *_posix.py with a *_windows.py beside it"
        if within(name.dotted, *tables.WINDOWS_ONLY) and not module.place.endswith("_windows"):
            yield name.line, f"{name.dotted} is Windows only: put it into a *_windows.py with a *_posix.py beside it"


def without_counterpart(places: set[str]) -> set[str]:
    """Files for one system that have none for the other; what runs anywhere may hold the POSIX side itself."""
    posix = {place for place in places if place.endswith("_posix") and not place.startswith("tests/")}
    windows = {place for place in places if place.endswith("_windows") and not place.startswith("tests/")}
    alone = {place for place in posix if place.removesuffix("_posix") + "_windows" not in places}
    starts = {place: place.removesuffix("_windows") for place in windows}
    return alone | {place for place, start in starts.items() if not {start, start + "_posix"} & places}
