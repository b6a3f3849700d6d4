"""Every figure has its name in Russian, too."""

import ast
from collections.abc import Iterator

import pytest

from common.setup.places import PROJECT
from tests.proof import russian
from tests.proof.lanes import LANES

ADDS = {"least", "most", "none", "left_out"}


def named(folder: str) -> Iterator[str]:
    """The names that the modules of a lane give to figures, where they stand in the call itself."""
    for path in sorted((PROJECT / folder).glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ADDS:
                first = call.args[0] if ast.unparse(call.func.value) == "figures" else None
                if isinstance(first, ast.Constant):
                    yield str(first.value)
                elif isinstance(first, ast.JoinedStr):
                    yield "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in first.values)


@pytest.mark.parametrize("lane", LANES)
def test_every_figure_of_a_lane_has_a_name_in_russian(lane: str) -> None:
    folder = LANES[lane].module.rpartition(".")[0].replace(".", "/")

    assert [name for name in named(folder) if russian.name(name) == name] == []


def test_what_a_lane_fills_in_stands_in_the_russian_name() -> None:
    assert russian.name("runs of ccnet") == "прогонов: ccnet"
    assert russian.name("nobody has said this") == "nobody has said this"
