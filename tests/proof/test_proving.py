"""`prove`: what runs beside what, what is told of a lane that is red, late, left out or not there."""

import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

import run_all
from common.words import same
from tests.proof import __main__ as command
from tests.proof import lane_process, page, proving
from tests.proof.figure import Figures
from tests.proof.form import Form
from tests.proof.lane_process import Proof
from tests.proof.lanes import LANES, Lane
from tests.proof.progress import Progress
from tests.proof.table import WIDTH, table

FOUND = "import pathlib, sys; pathlib.Path(sys.argv[1], 'figures.json').write_text(sys.argv[2])"
GREEN = '[["probe", "cases", 3, "≥ 3", 7, true, ""]]'
RED = '[["probe", "lost payments", 1, "= 0", 7, false, "payment 1"]]'


class Heard(Progress):
    """What was told, and what ran at the same time."""

    def __init__(self) -> None:
        super().__init__(io.StringIO())
        self.together: set[frozenset[str]] = set()
        self.order: list[str] = []

    def begins(self, lane: str) -> None:
        self.order.append(lane)

    def waits(self, lanes: dict[str, float]) -> None:
        self.together.add(frozenset(lanes))


def does(text: str, *arguments: str) -> Callable[[str, int, Form, Path], list[str]]:
    """A lane's process that does something else."""
    return lambda lane, seed, form, folder: [sys.executable, "-c", text, str(folder), *arguments]


@pytest.fixture(autouse=True)
def probes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Lanes that only these tests know; whatever the command leaves is the test's."""
    monkeypatch.setattr(command, "PROJECT", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    for name, alone in (("alone", True), ("probe", False), ("second", False), ("third", False)):
        monkeypatch.setitem(LANES, name, Lane("", same(name), alone=alone))
    monkeypatch.setitem(LANES, "helpless", Lane("", same("helpless"), program="no-such-program"))


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Callable[[Proof], None]:
    """Lets every lane find the same."""

    def answer(proof: Proof) -> None:
        monkeypatch.setattr(command, "prove", lambda *words: [proof])

    return answer


def lives(process_id: int) -> bool:
    """Whether a process still runs: one that nobody has buried yet does not."""
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def one(kept: bool) -> Proof:
    """A lane with one figure."""
    figures = Figures("probe", 7)
    figures.none("lost payments", [] if kept else ["payment 1"])
    return Proof("probe", figures.rows, 1.0)


def test_a_lanes_figures_come_back_from_its_process(tmp_path: Path) -> None:
    (proof,) = proving.prove(["probe"], 7, Form.SAMPLE, tmp_path, Heard(), does(FOUND, GREEN))

    assert proof.kept
    assert (proof.figures[0].name, proof.figures[0].value) == ("cases", 3)


def test_lanes_share_the_cores_and_one_that_measures_time_runs_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    heard = Heard()
    slow = does(f"import time; time.sleep(0.6); {FOUND}", GREEN)

    proofs = proving.prove(["alone", "probe", "second", "third"], 7, Form.SAMPLE, tmp_path, heard, slow)

    assert [proof.lane for proof in proofs] == ["alone", "probe", "second", "third"]
    assert heard.order == ["probe", "second", "third", "alone"]
    assert max(map(len, heard.together)) == 2
    assert not [lanes for lanes in heard.together if "alone" in lanes and len(lanes) > 1]


@pytest.mark.parametrize(
    ("text", "arguments"), [("raise SystemExit('out of luck')", ()), (f"{FOUND}; raise SystemExit(3)", (GREEN,))]
)
def test_a_lane_that_breaks_down_is_red_whatever_it_has_found(
    tmp_path: Path, text: str, arguments: tuple[str, ...]
) -> None:
    (proof,) = proving.prove(["probe"], 7, Form.SAMPLE, tmp_path, Heard(), does(text, *arguments))

    assert not proof.kept
    assert "said.txt" in proof.figures[-1].words
    assert bool(arguments) or "out of luck" in proof.figures[-1].words


def test_a_lane_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lane_process.LIMIT_SECONDS, Form.SAMPLE, 2)
    child = "import subprocess, sys, pathlib, time; one = subprocess.Popen([sys.executable, '-c', 'input()'], stdin=-1)"
    told = "; pathlib.Path(sys.argv[1], 'child').write_text(str(one.pid), encoding='ascii'); time.sleep(60)"

    (proof,) = proving.prove(["probe"], 7, Form.SAMPLE, tmp_path, Heard(), does(child + told))

    assert not proof.kept
    child_id = int((tmp_path / "probe" / "child").read_text(encoding="ascii"))
    deadline = time.monotonic() + 10
    while lives(child_id) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not lives(child_id)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere what is not there cannot be had")
@pytest.mark.parametrize(("ci", "kept"), [("", True), ("true", False)])
def test_a_lane_that_cannot_run_here_is_told_as_left_out_and_is_red_on_the_build_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ci: str, kept: bool
) -> None:
    monkeypatch.setenv("CI", ci)

    (proof,) = proving.prove(["helpless"], 7, Form.SAMPLE, tmp_path, Heard())

    assert proof.kept is kept
    shown = table([proof])
    assert "apt-get install -y no-such-program" in shown
    assert "да / yes" not in shown


def test_the_table_is_aligned_in_a_hundred_columns_and_says_both_languages() -> None:
    figures = Figures("probe", 12_345)
    figures.least("losses of processing seen when -wal is never synced", 16_236, 1)
    figures.none("lost payments", ["payment 1 " * 40])
    figures.most("seconds until back", 0.25, 5)

    shown = table([Proof("probe", figures.rows, 1.0)]).splitlines()

    assert max(map(len, shown)) == WIDTH == 100
    assert any("16 236" in line and "≥ 1" in line and line.endswith("да / yes") for line in shown)
    assert any("потеряно платежей / lost payments" in line and line.endswith("НЕТ / NO") for line in shown)
    assert any("0.25" in line for line in shown)
    assert any(line.startswith(" ") and "payment 1" in line for line in shown)


def test_a_red_figure_tells_its_whole_story_line_by_line() -> None:
    figures = Figures("probe", 7)
    figures.none("violations", ["seed 7\n  0.000   terminal → centre    deposit\n  0.009   centre → terminal"])

    shown = table([Proof("probe", figures.rows, 1.0)]).splitlines()

    at = next(number for number, line in enumerate(shown) if line.strip() == "seed 7")
    assert [line.strip() for line in shown[at + 1 : at + 3]] == [
        "0.000   terminal → centre    deposit",
        "0.009   centre → terminal",
    ]


def test_a_red_figure_makes_the_command_red_and_says_how_to_repeat_it(
    answered: Callable[[Proof], None], capsys: pytest.CaptureFixture[str]
) -> None:
    answered(one(kept=False))

    code = command.main(["--lane", "probe", "--seed", "7"])

    told = capsys.readouterr().out
    assert code == 1
    assert "python3 run_all.py prove --lane probe --seed 7\n" in told
    assert "деньги под вопросом" in told
    assert "money is in question" in told


def test_one_lane_alone_writes_no_page_and_all_of_them_do(
    answered: Callable[[Proof], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pages: list[tuple[object, ...]] = []
    monkeypatch.setattr(page, "write", lambda *words: pages.append(words))
    answered(one(kept=True))

    assert command.main(["--lane", "probe"]) == 0
    assert command.main(["--sample"]) == 0
    assert not pages
    assert command.main([]) == 0
    assert len(pages) == 1


@pytest.mark.parametrize(
    ("words", "ru", "en"),
    [
        (["--lane", "dance"], "Нет такой дорожки: dance", "No such lane: dance"),
        (["--mutant", "dance"], "Нет такого мутанта: dance", "No such mutant: dance"),
    ],
)
def test_what_does_not_exist_is_refused_in_both_languages_with_the_list(
    words: list[str], ru: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = command.main(words)

    told = capsys.readouterr().err
    assert code == 2
    assert ru in told
    assert en in told
    assert "--lane" in words or "no_fence" in told
    assert "--mutant" in words or ", ".join(LANES) in told


def test_a_lane_that_would_not_see_a_mutant_is_not_run_with_it(capsys: pytest.CaptureFixture[str]) -> None:
    code = command.main(["--lane", "kills", "--mutant", "no_fence"])

    told = capsys.readouterr().err
    assert code == 2
    assert "только дорожка simulation" in told
    assert "Only lane simulation" in told


def test_ctrl_c_ends_the_proof_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*words: object) -> list[Proof]:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "prove", interrupted)

    assert command.main(["--lane", "probe"]) == 130
    assert "Прервано" in capsys.readouterr().err
    assert not list((tmp_path / "data").iterdir())


def test_the_command_brings_what_the_lanes_need() -> None:
    prove = run_all.COMMANDS["prove"]

    assert "requirements-proof.txt" in prove.lists
    assert {lane.program for lane in LANES.values() if lane.program} - {"no-such-program"} <= set(prove.tools)
    assert "requirements-proof.txt" in run_all.COMMANDS["test"].lists
