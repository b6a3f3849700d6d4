"""The table of the security checklist as figures: rows with tests and without, and the tests of this folder."""

import re
import subprocess
import sys
from pathlib import Path

from common.setup.places import PROJECT
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.security import matrix
from tests.security.rows import ROWS
from tests.security.test_rows import missing

LANE = "security"
HERE = "tests/security"
LEAST_PROVED, LEAST_TESTS, LEAST_FILES, LEAST_DOORS = 104, 880, 60, 50
SECONDS = 600
PASSED = re.compile(r"(\d+) passed")
SAID = re.compile(r'<property name="([^"]+)" value="(\d+)" ?/>')
"""What tests counted: `record_property` in the file that pytest leaves."""


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """The tests of other folders are run by `test`; here it is only seen that they are there."""
    figures = Figures(LANE, seed)
    report = folder / "tests.xml"
    words = [
        sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider",
        f"--basetemp={folder}/tests", f"--junitxml={report}", "-o", "junit_family=xunit1",
    ]  # fmt: skip
    if form is not Form.SAMPLE:
        words.append("--long")
    done = subprocess.run(
        [*words, HERE], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    passed = PASSED.search(done.stdout)
    said = dict(SAID.findall(report.read_text(encoding="utf-8"))) if report.exists() else {}
    proved = [row for row in ROWS if row.tests]
    figures.least("rows with tests", len(proved), LEAST_PROVED, f"tests outside of {HERE} are run by `test`, not here")
    figures.most("rows that the system does not have", len(ROWS) - len(proved), len(ROWS) - LEAST_PROVED, without())
    figures.none("tests that are not there", [node for row in ROWS for node in missing(row)])
    figures.least("doors tried with somebody else's objects", len(set(matrix.doors())), LEAST_DOORS)
    figures.least("files searched for canaries", int(said.get("files", 0)), LEAST_FILES)
    figures.most("canaries found", int(said.get("canaries", 1)), 0)
    if form is not Form.SAMPLE:
        figures.least("tests passed", int(passed[1]) if passed else 0, LEAST_TESTS)
    figures.none("tests failed", _failed(done.returncode, done.stdout))
    return figures.rows


def _failed(code: int, said: str) -> list[str]:
    """What pytest names; its last words where it ended otherwise than well and names nothing."""
    named = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return named or ([f"pytest ended with {code}: {said[-300:]}"] if code else [])


def without() -> str:
    """Which rows the system does not have, and why."""
    return "; ".join(f"{row.number}: {row.without}" for row in ROWS if row.without)
