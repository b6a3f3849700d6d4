"""Hidden checks: a folder that the instructor keeps, with conformance cases of their own and their points.

`hidden.toml` in it lists `[[check]]` with id, criterion, weight, title and `cases`, which begin the names of the cases
in the folder's `test_*.py`; these take the fixtures of tests/protocol (`provider`, `centre`).
"""

import tomllib
from pathlib import Path

import msgspec

from common.errors import Rejected
from common.words import same
from launcher_app.grading.checks import CRITERIA, Check
from launcher_app.grading.network import Network, Post
from launcher_app.grading.outcome import Result
from launcher_app.grading.scenarios import conformance
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.stop import BROKEN_OFF, BrokenOff
from launcher_app.grading.target import SERVERS, conformance_file

PLUGINS = ("-p", "tests.conftest", "-p", "tests.protocol.conftest")


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One hidden check."""

    id: str
    criterion: str
    title: str
    cases: list[str]
    weight: int = 1
    hint: str = ""
    quote: str = ""


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file `hidden.toml`."""

    check: list[Line]


def load(folder: Path) -> dict[str, Check]:
    """The folder's checks by id; Rejected `wrong_value` says what is wrong with its list."""
    path = folder / "hidden.toml"
    try:
        listed = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Listed)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise Rejected("wrong_value", f"{path}: {problem}") from problem
    for line in listed.check:
        if line.criterion not in CRITERIA:
            raise Rejected("wrong_value", f"{path}: {line.id}: criterion = {line.criterion!r}")
    return {
        line.id: Check(
            line.id, line.criterion, line.weight, same(line.title), line.quote, same(line.hint), tuple(line.cases)
        )
        for line in listed.check
    }


def judged(network: Network, folder: Path, wanted: frozenset[str]) -> dict[str, Result]:
    """Play the folder's cases against each judged server that has some."""
    checks = load(folder)
    results: dict[str, Result] = {}
    for role in SERVERS:
        own = {name: check for name, check in checks.items() if check.criterion == role and role in wanted}
        if own:
            results |= _of(network, folder, role, own)
    return results


def _of(network: Network, folder: Path, role: str, checks: dict[str, Check]) -> dict[str, Result]:
    sheet = Sheet("hidden", checks)
    mark = network.ground.recorder.last
    try:
        post: Post = network.provider() if role == "provider" else network.centre()
        target = conformance_file(post.target, post.proxy.url, network.ground.folder)
        report = network.ground.folder / f"hidden-{role}.xml"
        cases = conformance.run(
            [*PLUGINS, str(folder.resolve()), "--target", str(target)], report, network.ground.clock
        )
    except BrokenOff:
        for name in checks:
            sheet.not_run(name, BROKEN_OFF)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is told at these checks and nowhere else
        for name in checks:
            sheet.failed(name, f"{problem}"[:300])
    else:
        seen = network.ground.recorder.since(mark)
        for name, own in conformance.sorted_out(cases, list(checks.values())).items():
            conformance.count(sheet, name, own, seen)
    for name in checks:
        if name not in sheet.results:
            sheet.not_run(name, "—")
    return {name: msgspec.structs.replace(result, hidden=True) for name, result in sheet.results.items()}
