"""A student's program as a process: what is done to it is done to nobody else."""

from pathlib import Path

import pytest

from common.clock import SystemClock
from launcher_app.grading.program import Program
from launcher_app.network import tree
from tests.launcher_app.waiting import until


def test_one_that_has_ended_is_not_killed_by_a_number_that_may_be_anothers_by_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    monkeypatch.setattr(tree, "kill", killed.append)
    program = Program(("{python}", "-c", "pass"), tmp_path, SystemClock())
    program.begin()
    process = program.process
    assert process is not None
    until(lambda: process.poll() is not None)

    program.kill()

    assert killed == []
    assert program.process is None
