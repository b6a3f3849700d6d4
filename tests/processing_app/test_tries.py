"""A payment's end says how many answers it took and how long the last one was; what is not known is 0."""

import sqlite3

import msgspec
import pytest

from common.errors import Broken, Rejected, Unavailable
from common.protocol.endpoint import Nothing
from common.retry import RetryPolicy, Strategy
from processing_app.core.events import PaymentCaptured
from processing_app.service import asks
from processing_app.store import payments
from tests.processing_app.standin import Centre, Provider

ONE_BY_ONE = RetryPolicy(strategy=Strategy.FIXED, pause_ms=1000, attempts=3)


def test_a_payment_credited_at_once_took_one_answer(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    provider.takes = 0.25
    centre.pay(centre.sign_agent(), centre.ask())

    centre.run()

    assert tried(centre) == (1, 250)


def test_a_lost_reply_and_the_question_after_it_are_two_answers_and_the_last_is_measured(centre: Centre) -> None:
    _, provider = centre.sign_provider(retry=ONE_BY_ONE)
    provider.takes = 0.5
    provider.faults = [Provider.lost]
    centre.pay(centre.sign_agent(), centre.ask())

    centre.run_for(5)

    assert (provider.calls, tried(centre)) == (["credit", "status"], (2, 500))


def test_a_refusal_is_an_answer_too(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    provider.takes = 0.125
    provider.faults = [Rejected("unknown_account", "9123456789")]
    centre.pay(centre.sign_agent(), centre.ask())

    centre.run()

    assert tried(centre) == (1, 125)


def test_a_provider_that_was_never_reached_spends_no_answer_until_it_answers(centre: Centre) -> None:
    _, provider = centre.sign_provider(retry=ONE_BY_ONE)
    provider.down = Unavailable("no_connection")
    centre.pay(centre.sign_agent(), centre.ask())
    centre.run_for(30)

    provider.down = None
    centre.run_for(60)

    assert tried(centre) == (1, 1)


def test_what_a_person_settles_counts_the_answers_before_and_no_time(centre: Centre) -> None:
    _, provider = centre.sign_provider(retry=ONE_BY_ONE)
    provider.silent = {"credit", "status", "void"}
    centre.pay(centre.sign_agent(), centre.ask())
    centre.run_for(4 * 86_400, step=3_600)
    dead = centre.dead()[0]

    centre.do(
        centre.service.repair.settle_task,
        asks.SettleTask(task_id=dead.task_id, outcome="credited", reference="R-1", reason="их письмо"),
    )

    attempts, answered_ms = tried(centre)
    assert attempts >= 3
    assert answered_ms == 0


def test_an_event_of_the_first_schema_says_that_nothing_is_known() -> None:
    stored = b'{"postings":[],"payment_id":"p","reference":"r","by_hand":false}'

    event = msgspec.json.decode(stored, type=PaymentCaptured)

    assert (event.attempts, event.answered_ms) == (0, 0)


def test_a_row_whose_count_was_changed_is_found_and_made_again_from_the_log(centre: Centre) -> None:
    centre.sign_provider()
    centre.pay(centre.sign_agent(), centre.ask())
    centre.run()
    with sqlite3.connect(centre.database.path) as raw:
        raw.execute("UPDATE payments SET attempts = 7")
    raw.close()

    with pytest.raises(Broken, match="attempts = 7"):
        centre.look(centre.service.books.verify, Nothing())
    centre.do(centre.service.books.rebuild, asks.Rebuild())

    assert tried(centre)[0] == 1
    centre.look(centre.service.books.verify, Nothing())


def tried(centre: Centre) -> tuple[int, int]:
    """How many answers the first payment's end took, and how long the last."""
    row = centre.database.read(lambda db: payments.every(db, 0, 1))[0]
    return row["attempts"], row["answered_ms"]
