"""Logins: issued once, overlapping for a day, gone when revoked, and patient only so long."""

import stat
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData

from common import credentials, ids, spawn
from common.clock import VirtualClock
from common.credentials import Gatekeeper
from common.database import Connection, Database
from common.database.writer import T, Work
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.secrets import Secrets, hash_typed, typed_matches

DAY = 24 * 3600
METADATA = MetaData()
credentials.table(METADATA)


def header(login: str, password: str) -> bytes:
    return b"Basic " + b64encode(f"{login}:{password}".encode())


class Gate:
    """A gatekeeper with its database, spoken to as the server does it."""

    def __init__(self, database: Database, clock: VirtualClock) -> None:
        self.database, self.clock = database, clock
        self.keeper = Gatekeeper(database, b"k" * 32, clock)

    def issue(self, principal: str, login: str, kind: str = "agent") -> str:
        return self.database.write(lambda db: self.keeper.issue(db, kind, principal, login))

    def accept_typed(self, principal: str, login: str, password: str) -> None:
        self.database.write(lambda db: self.keeper.accept_typed(db, "agent", principal, login, password))

    def revoke(self, principal: str, kind: str = "agent") -> None:
        self.database.write(lambda db: self.keeper.revoke(db, kind, principal))

    def enter(self, login: str, password: str) -> str:
        """Whose login it is, or the code of the refusal."""
        sent = header(login, password)
        try:
            return (self.keeper.remembered(sent) or self.keeper.admit(sent, login, password)).id
        except OplataError as refusal:
            return refusal.code


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    database = Database(tmp_path / "gate.db", METADATA)
    yield Gate(database, VirtualClock())
    database.close()


def test_an_issued_login_lets_its_principal_in_and_nobody_else(gate: Gate) -> None:
    password = gate.issue("7", "agent-7")

    assert gate.enter("agent-7", password) == "7"
    assert gate.keeper.remembered(header("agent-7", password)) is not None
    assert gate.enter("agent-7", password + "x") == "wrong_password"
    assert gate.enter("agent-8", password) == "wrong_password"
    assert gate.enter("agent-7", "") == "wrong_password"


def test_the_database_holds_no_password_and_lets_nobody_in_without_the_roles_key(gate: Gate, tmp_path: Path) -> None:
    password = gate.issue("7", "agent-7")
    other = Gatekeeper(gate.database, b"o" * 32, gate.clock)

    with pytest.raises(ContractFault, match="wrong_password"):
        other.admit(b"", "agent-7", password)
    assert all(password.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def test_after_a_change_both_passwords_are_valid_for_a_day_and_then_the_new_one(gate: Gate) -> None:
    old = gate.issue("7", "agent-7")
    assert gate.enter("agent-7", old) == "7"
    new = gate.issue("7", "agent-7")

    assert [gate.enter("agent-7", password) for password in (old, new)] == ["7", "7"]
    gate.clock.advance(DAY - 1)
    assert gate.enter("agent-7", old) == "7"
    gate.clock.advance(1)
    assert [gate.enter("agent-7", password) for password in (old, new)] == ["wrong_password", "7"]


def test_no_more_than_two_passwords_are_valid_however_often_it_changes(gate: Gate) -> None:
    passwords = [gate.issue("7", "agent-7") for _ in range(4)]

    assert [gate.enter("agent-7", one) for one in passwords] == ["wrong_password", "wrong_password", "7", "7"]


def test_a_login_belongs_to_one_principal(gate: Gate) -> None:
    gate.issue("7", "agent")

    with pytest.raises(Rejected, match="already_exists"):
        gate.issue("8", "agent")
    with pytest.raises(Rejected, match="already_exists"):
        gate.issue("7", "agent", kind="provider")


def test_the_logins_of_a_principal_are_told_newest_first(gate: Gate) -> None:
    gate.issue("7", "first")
    gate.issue("7", "second")

    assert gate.database.read(lambda db: credentials.logins(db, "agent", "7")) == ["second", "first"]


def test_a_revoked_login_enters_no_more_though_it_was_remembered(gate: Gate) -> None:
    password, other = gate.issue("7", "agent-7"), gate.issue("8", "agent-8")
    assert (gate.enter("agent-7", password), gate.enter("agent-8", other)) == ("7", "8")

    gate.revoke("7")

    assert (gate.enter("agent-7", password), gate.enter("agent-8", other)) == ("wrong_password", "8")


def test_a_revocation_that_was_rolled_back_changes_nothing(gate: Gate) -> None:
    password = gate.issue("7", "agent-7")

    def work(db: Connection) -> None:
        gate.keeper.revoke(db, "agent", "7")
        raise Rejected("wrong_value")

    with pytest.raises(Rejected):
        gate.database.write(work)

    assert gate.enter("agent-7", password) == "7"


def test_whoever_enters_while_his_login_is_being_revoked_is_not_remembered(gate: Gate) -> None:
    """He asks inside the unit of work, before its commit: the old login is still good, but only this once."""
    password = gate.issue("7", "agent-7")

    def work(db: Connection) -> str:
        gate.keeper.revoke(db, "agent", "7")
        return gate.enter("agent-7", password)

    assert gate.database.write(work) == "7"
    assert gate.enter("agent-7", password) == "wrong_password"


def test_an_admission_that_began_before_a_revocation_does_not_outlive_it(gate: Gate) -> None:
    """The database answers from before the commit; the answer arrives after it."""
    password = gate.issue("7", "agent-7")
    asked, answered = spawn.Signal(), spawn.Signal()

    class Slow(Database):
        """Answers late."""

        def __init__(self) -> None:
            pass

        def read(self, work: Work[T]) -> T:
            found = gate.database.read(work)
            asked.set()
            assert answered.wait(10)
            return found

    gate.keeper._database = Slow()
    with spawn.pool("admission", 1) as pool:
        admission = pool.submit(gate.enter, "agent-7", password)
        assert asked.wait(10)
        gate.revoke("7")
        answered.set()
        assert admission.result(10) == "7"
    gate.keeper._database = gate.database

    assert gate.enter("agent-7", password) == "wrong_password"


def test_after_ten_failures_in_a_minute_even_the_right_password_waits(gate: Gate) -> None:
    password = gate.issue("7", "agent-7")
    other = gate.issue("8", "agent-8")

    assert [gate.enter("agent-7", f"wrong {n}") for n in range(10)] == ["wrong_password"] * 10
    assert gate.enter("agent-7", password) == "too_many_requests"
    assert gate.enter("agent-8", other) == "8"
    gate.clock.advance(61)
    assert gate.enter("agent-7", password) == "7"


def test_a_person_is_called_for_a_login_that_is_guessed_and_for_no_login_without_a_name(gate: Gate) -> None:
    gate.accept_typed("7", "agent-7", "a long enough password")
    called: list[str] = []
    gate.keeper.guessed = called.append

    for n in range(12):
        gate.enter(f"nobody-{n}", "wrong")
    for _ in range(10):
        gate.enter("nobody", "wrong")

    assert called == ["nobody"]


def test_failures_do_not_lock_out_who_is_remembered_and_do_not_pile_up(gate: Gate) -> None:
    password = gate.issue("7", "agent-7")
    assert gate.enter("agent-7", password) == "7"

    for _ in range(30):
        gate.enter("agent-7", "wrong")
        gate.clock.advance(7)

    assert gate.enter("agent-7", password) == "7"
    assert len(gate.keeper._failures["agent-7"]) <= credentials.FAILURES


def test_a_login_longer_than_any_ever_issued_is_not_remembered(gate: Gate) -> None:
    assert gate.enter("x" * 10_000, "wrong") == "wrong_password"
    assert not gate.keeper._failures


def test_a_typed_password_is_long_enough_and_kept_by_argon2(gate: Gate) -> None:
    with pytest.raises(Rejected, match="wrong_value") as refused:
        gate.accept_typed("7", "stranger", "eleven char")
    assert "eleven" not in str(refused.value)

    gate.accept_typed("7", "stranger", "correct horse battery")

    assert gate.enter("stranger", "correct horse battery") == "7"
    assert gate.enter("stranger", "correct horse batterz") == "wrong_password"
    (row,) = gate.database.read(lambda db: db.raw.execute("SELECT * FROM credentials").fetchall())
    assert row["typed"].startswith("$argon2id$")


def test_a_typed_password_is_computed_once_and_then_remembered(gate: Gate) -> None:
    gate.accept_typed("7", "stranger", "correct horse battery")
    sent = header("stranger", "correct horse battery")

    assert gate.keeper.remembered(sent) is None
    gate.keeper.admit(sent, "stranger", "correct horse battery")

    assert gate.keeper.remembered(sent) is not None


def test_guessing_a_typed_password_from_many_threads_costs_few_computations(
    gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who all passed the first look wait in one line, and are looked at again there."""
    monkeypatch.setattr(credentials, "FAILURES", 3)
    gate.accept_typed("7", "stranger", "correct horse battery")

    with spawn.pool("guessers", 16) as pool:
        answers = list(pool.map(lambda n: gate.enter("stranger", f"guess number {n}"), range(24)))

    assert answers.count("wrong_password") <= 3 + 1
    assert set(answers) == {"wrong_password", "too_many_requests"}


def test_the_memory_of_who_is_who_is_bounded(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(credentials, "REMEMBERED", 3)
    passwords = {f"a{n}": gate.issue(str(n), f"a{n}") for n in range(5)}

    for login, password in passwords.items():
        assert gate.enter(login, password) == login[1:]
        gate.enter(f"nobody {login}", "x")

    assert len(gate.keeper._known) == 3 == len(gate.keeper._failures)


def test_a_made_password_is_hard_to_guess_and_fits_into_a_header() -> None:
    made = {ids.password() for _ in range(50)}

    assert len(made) == 50
    assert all(len(one) >= 26 and one.isascii() and ":" not in one for one in made)


def test_argon2_tells_right_from_wrong_and_survives_garbage() -> None:
    kept = hash_typed("correct horse battery")

    assert typed_matches(kept, "correct horse battery")
    assert not typed_matches(kept, "other horse battery")
    assert not typed_matches("not a hash", "correct horse battery")


def test_what_we_call_others_with_is_kept_replaced_and_forgotten(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "secrets")
    assert secrets.login_of("provider-3") is None

    secrets.keep("provider-3", "centre", "first")
    secrets.keep("provider-3", "centre", "second ё")

    assert Secrets(tmp_path / "secrets").login_of("provider-3") == ("centre", "second ё")
    secrets.forget("provider-3")
    secrets.forget("provider-3")
    assert secrets.login_of("provider-3") is None
    assert [file.name for file in (tmp_path / "secrets").iterdir()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows seals the bytes instead (DPAPI)")
def test_only_the_owner_may_read_secrets(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "secrets")
    secrets.keep("a", "login", "password")
    secrets.own_key()

    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "secrets").iterdir()} == {0o600}


def test_the_roles_own_key_is_made_once(tmp_path: Path) -> None:
    first = Secrets(tmp_path / "secrets").own_key()

    assert len(first) == 32
    assert Secrets(tmp_path / "secrets").own_key() == first


def test_a_damaged_secret_is_told_by_name_without_its_content(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path / "secrets")
    secrets.keep("provider-3", "centre", "word")
    (tmp_path / "secrets" / "provider-3.secret").write_bytes(b'["centre","wo')

    with pytest.raises(Broken) as lost:
        secrets.login_of("provider-3")

    assert (lost.value.code, lost.value.detail) == ("file_lost", "provider-3.secret")


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a.b", "a\0b", "a\\b"])
def test_a_secret_never_leaves_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(AssertionError):
        Secrets(tmp_path / "secrets").keep(name, "login", "password")


def test_too_many_failures_is_unavailable_and_a_wrong_password_is_the_contracts_fault(gate: Gate) -> None:
    gate.issue("7", "agent-7")
    for _ in range(10):
        with pytest.raises(ContractFault):
            gate.keeper.admit(b"", "agent-7", "x")

    with pytest.raises(Unavailable):
        gate.keeper.admit(b"", "agent-7", "x")
