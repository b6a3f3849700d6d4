"""The table of the security checklist as figures: rows with tests, rows that wait, and the tests of this folder."""

import re
import subprocess
import sys
from pathlib import Path

from common.setup.places import PROJECT
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.security.rows import ROWS
from tests.proof.security.test_rows import missing

LANE = "security"
HERE = "tests/proof/security"
LEAST_PROVED, LEAST_TESTS = 70, 400
SECONDS = 600
PASSED = re.compile(r"(\d+) passed")


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """The tests of other folders are run by `test`; here it is only seen that they are there."""
    figures = Figures(LANE, seed)
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--no-header",
        "-p",
        "no:cacheprovider",
        f"--basetemp={folder}/tests",
    ]
    done = subprocess.run(
        [*words, "--long", HERE], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8",
        timeout=SECONDS, check=False,
    )  # fmt: skip
    passed = PASSED.search(done.stdout)
    figures.least("rows with tests", sum(bool(row.tests) for row in ROWS), LEAST_PROVED)
    figures.most("rows that wait for their issue", sum(not row.tests for row in ROWS), len(ROWS) - LEAST_PROVED)
    figures.none("tests that are not there", [node for row in ROWS for node in missing(row)])
    figures.least("tests passed", int(passed[1]) if passed else 0, LEAST_TESTS)
    figures.none("tests failed", [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))])
    return figures.rows
