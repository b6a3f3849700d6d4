"""The books prove themselves: whatever is changed behind the centre's back is found, and projections are made again."""

import sqlite3
from pathlib import Path
from random import Random
from typing import Any

import pytest

from common.errors import Broken
from common.protocol.endpoint import Nothing
from processing_app.core.payment import TRANSITIONS
from processing_app.service import asks
from tests.processing_app.standin import OPERATOR, Centre


@pytest.fixture
def paid(centre: Centre) -> Centre:
    """A centre with one captured and one held payment."""
    centre.sign_provider()
    agent = centre.sign_agent()
    centre.pay(agent, centre.ask())
    centre.run()
    centre.pay(agent, centre.ask())
    return centre


TAMPERED = {
    "a balance": "UPDATE balances SET amount = amount + 1 WHERE account = 'agent:1:deposit'",
    "a lost balance": "DELETE FROM balances WHERE account = 'processing:commission'",
    "an account from nowhere": "INSERT INTO balances VALUES ('provider:9:settlement', 'RUB', 5, 0)",
    "a payment's sum": "UPDATE payments SET amount = amount + 1",
    "a payment's status": "UPDATE payments SET status = 'captured', held = 0",
    "a payment's agent": "UPDATE payments SET agent_id = 2",
    "a payment's provider": "UPDATE payments SET provider_id = 9",
    "a payment's number": "UPDATE payments SET number = 1",
    "a payment's cash": "UPDATE payments SET inserted = 1",
    "a payment's commission": "UPDATE payments SET processing_fee = 0",
    "a payment's reference": "UPDATE payments SET reference = 'theirs' WHERE status = 'captured'",
    "a payment's time": "UPDATE payments SET at = at - 1",
    "a credit limit": "UPDATE balances SET lowest = -1000000000 WHERE account = 'agent:1:deposit'",
    "a currency": "UPDATE balances SET currency = 'USD'",
    "a task about nothing": "UPDATE tasks SET key = '00000000-0000-7000-8000-000000000000'",
    "a lost payment": "DELETE FROM payments WHERE status = 'authorized'",
    "a hold nobody works on": "DELETE FROM tasks",
    "an event's content": "UPDATE events SET data = replace(CAST(data AS TEXT), '9700', '9701') WHERE position = 2",
    "who did it": "UPDATE events SET principal = 'agent:2' WHERE position = 2",
    "a lost event": "DELETE FROM events WHERE position = 3",
    "the last event": "DELETE FROM events WHERE position = (SELECT max(position) FROM events)",
}


@pytest.mark.parametrize("change", TAMPERED.values(), ids=TAMPERED)
def test_what_was_changed_behind_its_back_is_found(paid: Centre, change: str) -> None:
    paid.look(paid.service.books.verify, Nothing())

    outside(paid, change)

    with pytest.raises(Broken, match="books_do_not_balance"):
        paid.look(paid.service.books.verify, Nothing())


COLUMNS = ("stream", "version", "kind", "schema", "at", "trace", "principal", "on_behalf_of", "data", "hash")
TRIES = 200


def test_row_88_two_hundred_changes_of_the_log_are_all_found(paid: Centre) -> None:
    """Each of a cell drawn by the seed, and taken back before the next: an intact log is proved again in between."""
    chance = Random(88)
    with sqlite3.connect(paid.database.path, isolation_level=None) as raw:
        for _ in range(TRIES):
            position, column = chance.randint(1, 4), chance.choice(COLUMNS)
            (before,) = raw.execute(f"SELECT {column} FROM events WHERE position = ?", (position,)).fetchone()
            after = changed(before, chance)
            raw.execute(f"UPDATE events SET {column} = ? WHERE position = ?", (after, position))
            with pytest.raises(Broken, match="books_do_not_balance"):
                paid.look(paid.service.books.verify, Nothing())
            raw.execute(f"UPDATE events SET {column} = ? WHERE position = ?", (before, position))
            paid.look(paid.service.books.verify, Nothing())
    raw.close()


def changed(value: Any, chance: Random) -> Any:
    """Another value of the same kind: one more, or with one letter or bit turned over."""
    if isinstance(value, int):
        return value + 1_000_000
    if not value:
        return "x" if isinstance(value, str) else b"x"
    place = chance.randrange(len(value))
    if isinstance(value, str):
        return value[:place] + ("y" if value[place] != "y" else "z") + value[place + 1 :]
    return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]


@pytest.mark.parametrize(
    "change",
    [TAMPERED[name] for name in ("a balance", "a lost balance", "a payment's sum", "a lost payment")],
)
def test_projections_are_made_again_from_the_log(paid: Centre, change: str) -> None:
    before = paid.balances()
    outside(paid, change)

    again = paid.do(paid.service.books.rebuild, asks.Rebuild())

    assert again == paid.look(paid.service.books.verify, Nothing())
    assert paid.balances() == before


def test_a_rebuilt_centre_goes_on(paid: Centre) -> None:
    paid.do(paid.service.books.rebuild, asks.Rebuild())
    paid.run()

    assert paid.balances()["holds"] == 0
    assert paid.tasks() == 0


def test_a_rebuilt_centre_keeps_the_credit_limit_of_an_agent_that_never_moved_money(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=0, credit_limit=50_000)

    centre.do(centre.service.books.rebuild, asks.Rebuild())
    centre.pay(agent, centre.ask())

    assert centre.balances()["agent:1:deposit"] == -9_797


def test_every_event_names_who_did_it_and_under_which_trace(paid: Centre) -> None:
    events = paid.look(paid.service.books.events, asks.AskEvents()).events

    assert [(event.kind, event.principal) for event in events] == [
        ("AgentToppedUp", "operator:operator"),
        ("PaymentAuthorized", "agent:1"),
        ("PaymentCaptured", "system:worker"),
        ("PaymentAuthorized", "agent:1"),
    ]
    assert events[1].trace == "T-2"


def test_a_payment_is_found_by_its_code_its_id_and_its_account(paid: Centre) -> None:
    newest = find(paid, "")[0]

    assert find(paid, newest.code.lower()) == [newest]
    assert find(paid, newest.payment_id) == [newest]
    assert len(find(paid, "9123456789")) == 2
    assert find(paid, "nothing") == []
    with pytest.raises(Exception, match="unknown_payment"):
        paid.look(paid.service.stories.story, asks.PaymentId(payment="ZZZZ-ZZZZ"))


def test_the_log_remembers_the_password_of_nobody(paid: Centre, tmp_path: Path) -> None:
    """The provider's password stands in the secrets, and nowhere in the database or the logs."""
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "secrets" not in path.parts)

    assert b"megafon" in kept
    assert b"a-password" not in kept


def test_every_final_state_is_final() -> None:
    ends = set(TRANSITIONS.values()) - {before for (before, _), after in TRANSITIONS.items() if after is not before}

    assert {status.value for status in ends} == {"failed", "cancelled", "refunded"}


def find(centre: Centre, text: str) -> list[Any]:
    found: asks.PaymentRows = centre.look(centre.service.books.payments, asks.FindPayments(text=text), OPERATOR)
    return found.payments


def outside(centre: Centre, change: str) -> None:
    """Change the file past the program."""
    with sqlite3.connect(centre.database.path) as raw:
        assert raw.execute(change).rowcount > 0
    raw.close()
