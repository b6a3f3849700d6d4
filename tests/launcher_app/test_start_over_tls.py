"""One choice starts a network over https; the launcher's window says that it has none."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from common import spawn
from common.settings import ROOT
from launcher_app import __main__ as launcher
from launcher_app import certificates

WRONG_LINE = 2


def test_start_with_tls_starts_its_roles_over_https(tmp_path: Path) -> None:
    certificates.make(tmp_path / "tls", (), datetime.now(UTC))
    words = ["start", "--headless", "--any-port", "--until-stdin-closes", "--data", str(tmp_path / "data")]
    process = spawn.process(
        [sys.executable, "-m", "launcher_app", *words, "--only", "provider", "--tls", str(tmp_path / "tls")],
        folder=ROOT,
        output=spawn.CAPTURE,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline().decode("utf-8") for _ in range(2)]

    output, _ = process.communicate(timeout=60)

    assert any("https://127.0.0.1:" in line for line in lines), [*lines, output.decode("utf-8")]
    assert process.returncode == 0


def test_the_launcher_s_window_says_what_it_does_not_do(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        launcher.main(["--tls"])

    assert end.value.code == WRONG_LINE
    said = capsys.readouterr().err
    assert "Посредники окна запуска" in said
    assert "--tls is for start" in said
