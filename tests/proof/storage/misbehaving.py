"""Disks and processes that misbehave under four real roles with payments, uses and cash under way; then all books."""

import sys
from collections.abc import Callable, Set
from pathlib import Path

from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.storage import books, closed, damaged, full, moved, restored, starts, twins, zombies
from tests.proof.storage.found import Found
from tests.proof.storage.town import Town

LANE = "storage"
LEAST_PAYMENTS = {Form.SAMPLE: 50, Form.SHORT: 200, Form.LONG: 2_000}
LEAST: dict[str, dict[Form, int]] = {
    full.KIND: {Form.SAMPLE: 8, Form.SHORT: 15, Form.LONG: 211},
    closed.KIND: dict.fromkeys(Form, 8),
    twins.KIND: {Form.SAMPLE: 4, Form.SHORT: 8, Form.LONG: 25},
    moved.KIND: {Form.SAMPLE: 3, Form.SHORT: 6, Form.LONG: 8},
    zombies.KIND: {Form.SAMPLE: 5, Form.SHORT: 11, Form.LONG: 110},
    restored.KIND: dict.fromkeys(Form, 4),
    damaged.KIND: {Form.SAMPLE: 7, Form.SHORT: 21, Form.LONG: 33},
}
WHY_NOT = f"{sys.platform}: такого ограничения здесь не поставить / no such limit can be set here"
Part = Callable[[Town, Form, Found], None]
AFTERWARDS: dict[str, Part] = {restored.KIND: restored.run}
AT_THE_END: dict[str, Part] = {damaged.KIND: damaged.run}


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """What can be done here, under load; then, without it, what is put back and what is damaged."""
    figures, found = Figures(LANE, seed), Found()
    with starts.as_owner(folder), Town(folder, seed) as town:
        town.begin()
        under_load = _under_load()
        _through(under_load, town, form, found)
        found.stuck += town.end()
        _through(AFTERWARDS, town, form, found)
        found.stuck += town.quiet()
        figures.least("acknowledged payments", len(town.payments.acknowledged), LEAST_PAYMENTS[form])
        books.compare(figures, town)
        _through(AT_THE_END, town, form, found)
    _tell(figures, found, form, under_load.keys() | AFTERWARDS.keys() | AT_THE_END.keys())
    return figures.rows


def _through(parts: dict[str, Part], town: Town, form: Form, found: Found) -> None:
    for part in parts.values():
        part(town, form, found)


def _tell(figures: Figures, found: Found, form: Form, done: Set[str]) -> None:
    for kind, least in LEAST.items():
        if kind in done:
            figures.least(kind, found.cases[kind], least[form])
        else:
            figures.left_out(kind, WHY_NOT)
    figures.none("not told", found.silent)
    figures.none("did not go on", found.stuck)
    figures.none("touched by a refused start", found.changed)


def _under_load() -> dict[str, Part]:
    """What this machine can do; a terminal closed at the beginning opens while others have their turn."""
    parts: dict[str, Part] = {}
    if sys.platform == "linux":
        parts["closing"] = full.close
    parts[twins.KIND] = twins.run
    if starts.modes_count():
        parts[closed.KIND] = closed.run
    if sys.platform == "linux":
        parts[full.KIND] = full.run
    return parts | {zombies.KIND: zombies.run, moved.KIND: moved.run}
