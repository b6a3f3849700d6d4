"""Secrets in a log: found as they are and in a login, and cut out of every line that is shown."""

import base64
from pathlib import Path
from types import SimpleNamespace

from common.clock import SystemClock
from common.logs import Log
from launcher_app.grading.ground import Ground
from launcher_app.grading.network import Network
from launcher_app.grading.outcome import Status
from launcher_app.grading.scenarios import general
from launcher_app.grading.seats import Seat
from launcher_app.grading.sheet import Sheet
from launcher_app.grading.spoken_of import safe, tells
from launcher_app.proxy import Recorder

SECRETS = {"a long password", "5700 123456"}
LOGIN = base64.b64encode(b"centre:a long password").decode()


def test_a_secret_is_told_as_it_is_and_in_a_login() -> None:
    lines = [
        "password=a long password",
        f'"Authorization": "Basic {LOGIN}"',
        f"authorization: basic {LOGIN.rstrip('=')}",
        "Authorization: Basic ***",
        "Basic understanding of payments",
    ]

    assert [tells(line, SECRETS) for line in lines] == [True, True, True, False, False]


def test_a_line_is_shown_without_any_of_its_secrets() -> None:
    shown = safe(f"a long password of 5700 123456, Basic {LOGIN}", SECRETS)

    assert shown == "••• of •••, Basic •••"
    assert safe("Basic understanding of payments", SECRETS) == "Basic understanding of payments"


def test_a_line_with_two_secrets_is_one_line_and_evidence_of_neither(tmp_path: Path) -> None:
    paper = tmp_path / "output.txt"
    paper.write_text(f"a long password, 5700 123456\nBasic {LOGIN}\nwell\n", encoding="utf-8")
    clock = SystemClock()
    log = Log(tmp_path / "logs", "grade", clock, console=False)
    network = Network(Ground(tmp_path, clock, log, Recorder(clock), None, 17, secrets=SECRETS))
    sheet = Sheet("tidy")
    seat: Seat = SimpleNamespace(name="provider", papers=lambda: [paper])

    general._secrets(network, sheet, [seat])
    network.close()
    log.close()

    result = sheet.results["G-01"]
    assert result.status is Status.FAILED
    assert result.got.en == "lines with a secret: 2 of 3"
    assert result.evidence.lines == ["provider/output.txt:1: •••, •••", "provider/output.txt:2: Basic •••"]
