"""The stamp: when an environment is as remembered, and when it is not."""

import time

import pytest

import run_all
from common.setup.places import PROJECT, python
from common.setup.stamp import Stamp


def test_a_stamped_environment_is_current_for_its_lists_only(ready: Stamp) -> None:
    assert ready.current(run_all.RUN)
    assert not ready.current(run_all.TEST)

    ready.write(run_all.TEST)

    assert ready.current(run_all.TEST)
    assert ready.current(run_all.RUN)


def test_a_changed_list_makes_the_stamp_old(ready: Stamp) -> None:
    (ready.project / "requirements.txt").write_text("thing==2\n", encoding="utf-8")

    assert not ready.current(run_all.RUN)
    assert ready.whole(ready.read())


@pytest.mark.parametrize(
    "name", ["lib/site-packages/thing.py", "lib/site-packages/thing-1.dist-info/RECORD", "pyvenv.cfg"]
)
def test_an_environment_that_lost_a_file_is_not_whole(ready: Stamp, name: str) -> None:
    (ready.environment / name).unlink()

    assert not ready.whole(ready.read())


def test_an_environment_without_its_interpreter_is_not_whole(ready: Stamp) -> None:
    python(ready.environment).unlink()

    assert not ready.whole(ready.read())


def test_an_environment_made_by_another_python_is_not_whole(ready: Stamp) -> None:
    settings = f"home = {ready.project}\nversion = 3.12.1\n"
    (ready.environment / "pyvenv.cfg").write_text(settings, encoding="utf-8")

    assert not ready.whole(ready.read())


def test_a_moved_folder_needs_a_new_environment(ready: Stamp) -> None:
    moved = Stamp(ready.project.rename(ready.project.with_name("moved")))

    assert not moved.whole(moved.read())


@pytest.mark.parametrize("content", ["", "{", "[]", "{}"])
def test_a_spoilt_stamp_is_no_stamp(ready: Stamp, content: str) -> None:
    ready.path.write_text(content, encoding="utf-8")

    assert not ready.current(run_all.RUN)
    assert not ready.whole(ready.read())


def test_the_check_of_a_ready_environment_takes_a_blink() -> None:
    def once() -> float:
        started = time.perf_counter()
        Stamp(PROJECT).current(run_all.TEST)
        return time.perf_counter() - started

    assert min(once() for _ in range(5)) < 0.1
