"""Payments of wallets in the list: everything said of one is in its tree, under its code, and ends as it ended."""

from typing import Any

import msgspec
import pytest

from common import ids
from common.exchange import Exchange as Line
from common.shown_status import ShownStatus
from launcher_app.feed.feed import Feed
from launcher_app.stories.query import Query
from launcher_app.stories.stories import Stories
from launcher_app.stories.story import StoryKind
from tests.launcher_app.feed.said import Question
from tests.launcher_app.stories.conftest import PAYMENT, Told

CODE = ids.payment_code(PAYMENT)
SEND = {"payment_id": PAYMENT, "recipient": "123456789015", "amount": 15_000}
CHARGE = {"payment_id": PAYMENT, "barcode": "***", "amount": 15_000}
NOTICE = {"payment_id": PAYMENT, "kind": "payment_done", "number": "123456789015", "amount": -15_000, "sequence": 1}


def shown(state: str) -> dict[str, Any]:
    return {"payment_id": PAYMENT, "code": CODE, "state": state, "amount": 15_000, "currency": "RUB"}


def line(question: Question, *, them: str) -> Line:
    """Who asks calls the other side so."""
    return msgspec.structs.replace(question.client(), receiver=them)


def test_what_wallets_and_the_centre_say_of_a_payment_is_one_story(told: Told, stories: Stories, feed: Feed) -> None:
    stories_told = told(
        [
            Question("provider", "processing", "/payments/pay", CHARGE, shown("waiting_for_payer"), at=1),
            Question(
                "consumer", "processing", f"/payments/{PAYMENT}/confirm", {"accept": True}, shown("accepted"), at=2
            ),
            Question("consumer", "processing", f"/payments/{PAYMENT}", "", shown("accepted"), at=3),
            line(Question("processing", "consumer", "/v1/notify", NOTICE, {}, at=4), them="wallet:111111111116"),
            line(Question("processing", "provider", "/v1/notify", NOTICE, {}, at=5), them="provider:3"),
        ]
    )

    (story,) = stories_told
    assert (story.kind, story.code, story.payment_id, story.amount) == (StoryKind.PAYMENT, CODE, PAYMENT, 15_000)
    assert story.status is ShownStatus.CREDITED
    assert stories.find(Query(text=CODE.replace("-", ""))) == [story]
    assert [hop.arrow for hop in feed.hops()] == [
        ("provider", "processing"),
        ("consumer", "processing"),
        ("consumer", "processing"),
        ("processing", "consumer"),
        ("processing", "provider"),
    ]


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("waiting_for_payer", ShownStatus.CREATED),
        ("accepted", ShownStatus.SENT),
        ("processing", ShownStatus.SENT),
        ("done", ShownStatus.CREDITED),
        ("failed", ShownStatus.CANCELLED),
        ("returned", ShownStatus.REJECTED),
    ],
)
def test_a_story_ends_as_the_centre_says(told: Told, state: str, status: ShownStatus) -> None:
    (story,) = told([Question("consumer", "processing", "/payments/send", SEND, shown(state))])

    assert story.status is status


def test_a_no_is_an_end_but_not_of_a_payment_that_was_taken(told: Told) -> None:
    no = {"code": "confirmation_over"}
    taken = Question("consumer", "processing", "/payments/send", SEND, shown("accepted"), at=1)
    late = Question("consumer", "processing", f"/payments/{PAYMENT}/confirm", {"accept": True}, no, at=2, status=422)

    (story,) = told([taken, late])

    assert story.status is ShownStatus.SENT


def test_a_refused_payment_was_never_taken(told: Told) -> None:
    no = {"code": "not_enough_in_wallet"}

    (story,) = told([Question("consumer", "processing", "/payments/send", SEND, no, status=422)])

    assert (story.status, story.code) == (ShownStatus.CANCELLED, CODE)


def test_whose_wallet_it_is_is_no_payment_and_the_balance_is_a_poll(told: Told) -> None:
    asked = Question("consumer", "processing", "/payments/recipient", {"number": "123456789015"}, {"name": "N"}, at=1)
    polled = Question("consumer", "processing", "/payments/wallet", {}, {"balance": 1}, at=2)

    kinds = [story.kind for story in told([asked, polled])]

    assert kinds == [StoryKind.OTHER, StoryKind.POLLS]
