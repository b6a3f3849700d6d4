"""Every lane is in the list, under its own name, and has a test that runs its sample."""

import ast

import pytest

from common.setup.places import PROJECT
from tests.proof.lanes import LANES

HERE = PROJECT / "tests" / "proof"
SECURITY = PROJECT / "tests" / "security"
"""The one lane that stands elsewhere: its tests are its sample."""


def tree(module: str) -> ast.Module:
    """A module, unread by Python: it may need what is not there."""
    return ast.parse((PROJECT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LANES)
def test_a_lane_has_its_name_and_runs(name: str) -> None:
    body = tree(LANES[name].module).body
    named = [ast.unparse(one) for one in body if isinstance(one, ast.Assign)]
    functions = {one.name: [arg.arg for arg in one.args.args] for one in body if isinstance(one, ast.FunctionDef)}

    assert f"LANE = '{name}'" in named
    assert functions["run"] == ["seed", "form", "folder"]


def test_every_lane_is_in_the_list() -> None:
    found = {
        path.relative_to(PROJECT).with_suffix("").as_posix().replace("/", ".")
        for folder in (*HERE.iterdir(), SECURITY)
        for path in folder.glob("*.py")
        if "\nLANE = " in path.read_text(encoding="utf-8")
    }

    assert found == {lane.module for lane in LANES.values()}


@pytest.mark.parametrize("name", [name for name in LANES if name != "security"])
def test_a_lane_has_a_test_that_runs_its_sample(name: str) -> None:
    """That of security is the tests of its own folder."""
    folder = (PROJECT / LANES[name].module.replace(".", "/")).parent

    assert any(f'lane("{LANES[name].module}")' in path.read_text(encoding="utf-8") for path in folder.glob("test_*.py"))
