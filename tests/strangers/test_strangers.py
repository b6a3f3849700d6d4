"""The cases find out every wrong stranger, in exactly the cases listed for it, and let the right one pass."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from common.setup.places import PROJECT
from tests.strangers.listed import FAILS

HERE = Path(__file__).parent
COMMON = {"known": "9161234567", "unknown": "9160000002", "malformed": "916-123", "amount": 10_000}
PROVIDER = COMMON | {"role": "provider", "login": "centre", "password": "a long password"}
CENTRE = COMMON | {"role": "processing", "login": "agent", "password": "a long password"}
SECONDS = 50


def failed_cases(target: Path) -> tuple[set[str], str]:
    """Run the cases as anybody does, and name those that failed."""
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-rfE", "--tb=no"]
    done = subprocess.run(
        [*words, "tests/protocol", "--target", str(target)],
        cwd=PROJECT,
        capture_output=True,
        check=False,
        timeout=SECONDS,
        encoding="utf-8",
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return set(re.findall(r"^(?:FAILED|ERROR) tests/protocol/(\S+)", done.stdout, re.MULTILINE)), done.stdout


def written(folder: Path, keys: dict[str, object], start: list[str], *, second: str = "") -> Path:
    """A target file."""
    lines = [f"{name} = {value!r}" for name, value in keys.items()]
    lines.append("start = [" + ", ".join(f"'{word}'" for word in start) + "]")
    path = folder / "target.toml"
    path.write_text("\n".join([*lines, second]), encoding="utf-8")
    return path


def test_the_right_stranger_passes_every_case() -> None:
    failed, output = failed_cases(HERE / "right_provider.toml")

    assert failed == set()
    assert int(re.findall(r"(\d+) passed", output)[0]) >= 50


@pytest.mark.parametrize("name", FAILS)
def test_a_wrong_stranger_fails_exactly_its_listed_cases(name: str, tmp_path: Path) -> None:
    start = ["{python}", "-m", f"tests.strangers.{name}"]
    start += ["{ready}"] if name == "naive_provider" else ["--ready-file", "{ready}"]
    if name == "wrong_centre":
        second = "[second]\nlogin = 'another'\npassword = 'another long password'"
        target = written(tmp_path, CENTRE, start, second=second)
    else:
        target = written(tmp_path, PROVIDER, start)

    failed, _ = failed_cases(target)

    assert sorted(failed) == sorted(FAILS[name])
