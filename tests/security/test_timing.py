"""Rows 2 and 3: time tells nobody how much of a password is right, nor whether there is such a login."""

import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from common import credentials
from common.credentials import Gatekeeper
from common.secrets import typed_matches
from tests.common.http_server.stand import Stand
from tests.security.timing import Gate, Hasty, Letterwise, alike

SAMPLES = 2_000
LONGEST = 11_000
"""A longer header is 431, whatever it says."""
TYPED = "a password that somebody typed"
measured = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows counts a thread's time by 15 ms: one refusal takes a hundredth of one"
)
ODD = ["", "ё", "пароль", "🔑🔑", "\0", "\ufeff", "a" * 10_000, "é" * 3_000, "٣", "\u202e", ":", "::::"]


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    """With machine passwords only."""
    made = Gate(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("login", "password"),
    [(login, password) for login in (*ODD, "agent") for password in ODD if len(login + password) <= LONGEST],
)
def test_row_2_a_login_of_any_letters_is_401(stand: Stand, login: str, password: str) -> None:
    header = "Basic " + b64encode(f"{login}:{password}".encode()).decode()

    reply = stand.ask(authorization=header)

    assert reply.status in (401, 429)
    assert reply.code in ("login_required", "wrong_password", "too_many_requests")


@measured
def test_row_2_a_password_that_is_nearly_right_takes_as_long_as_any_other(gate: Gate) -> None:
    nearly, other = gate.password[:-1] + "~", "~" * len(gate.password)

    same = alike(lambda: gate.spent("agent-007", nearly), lambda: gate.spent("agent-007", other), SAMPLES)

    assert same


@measured
def test_row_3_an_unknown_login_costs_the_same_as_a_wrong_password(gate: Gate) -> None:
    same = alike(lambda: gate.spent("agent-008", "no"), lambda: gate.spent("agent-007", "no"), SAMPLES)

    assert same


@measured
@pytest.mark.parametrize("kind", [Hasty, Letterwise])
def test_a_gatekeeper_that_is_not_careful_is_seen_by_its_time(tmp_path: Path, kind: type[Gatekeeper]) -> None:
    gate = Gate(tmp_path, kind)
    nearly, other = gate.password[:-1] + "~", "~" * len(gate.password)
    one = ("agent-008", other) if kind is Hasty else ("agent-007", nearly)

    same = alike(lambda: gate.spent(*one), lambda: gate.spent("agent-007", other), SAMPLES)

    gate.close()
    assert not same


@measured
def test_row_3_where_passwords_were_typed_every_wrong_one_takes_as_long(gate: Gate) -> None:
    cheap = sorted(gate.spent("agent-008", "no") for _ in range(21))[10]
    gate.database.write(lambda db: gate.keeper.accept_typed(db, "agent", "9", "agent-009", TYPED))
    logins = ("agent-009", "agent-008", "agent-007")

    spent = {login: sorted(gate.spent(login, "no") for _ in range(3))[1] for login in logins}

    assert max(spent.values()) < 4 * min(spent.values())
    assert min(spent.values()) > 20 * cheap, "argon2 is in each of them"


def test_row_3_a_stranger_with_many_logins_makes_nobody_compute_for_long(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.database.write(lambda db: gate.keeper.accept_typed(db, "agent", "9", "agent-009", TYPED))
    computed: list[str] = []

    def compute(kept: str, password: str) -> bool:
        computed.append(password)
        return typed_matches(kept, password)

    monkeypatch.setattr(credentials, "DUMMIES", 3)
    monkeypatch.setattr(credentials, "typed_matches", compute)
    gate.between_seconds = 0

    for number in range(500):
        gate.spent(f"stranger-{number}", "no")

    assert len(computed) == 3
    assert gate.keeper.admit(b"", "agent-009", TYPED).id == "9"
