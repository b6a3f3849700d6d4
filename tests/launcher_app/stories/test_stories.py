"""Stories told by hops: what belongs together, what is folded, what each is called, what became of the payment."""

from typing import Any

import pytest
from msgspec.structs import replace

from common import ids
from common.exchange import Exchange as Line
from common.shown_status import ShownStatus
from common.words import Words
from launcher_app.feed.feed import Feed
from launcher_app.feed.hop import Hop
from launcher_app.proxy.faults import FaultKind
from launcher_app.proxy.recorder import Exchange
from launcher_app.stories.stories import Stories
from launcher_app.stories.story import Story, StoryKind
from tests.launcher_app.feed.said import Question, payment, poll
from tests.launcher_app.feed.test_joining import joined
from tests.launcher_app.stories.conftest import PAYMENT, Told

CODE = ids.payment_code(PAYMENT)
OTHER = "01a2221d-742c-7a7f-985c-f4c786832538"


def credit(**more: Any) -> Question:
    asked = {"payment_id": PAYMENT, "number": 914, "account": "9123456789", "amount": 48_500}
    done = {"payment_id": PAYMENT, "amount": 48_500, "currency": "RUB"}
    more = {"at": 520, "attempt": 1, **more}
    return Question("processing", "provider", "/v1/credit", asked, done, trace=CODE, key=PAYMENT, **more)


def asks(path: str, status: str, **more: Any) -> Question:
    answered = {"payment_id": PAYMENT, "status": status}
    return Question("processing", "provider", path, {"payment_id": PAYMENT}, answered, trace=CODE, **more)


def centre_says(status: str, at: int, *, needs_review: bool = False) -> Question:
    one = {"payment_id": PAYMENT, "status": status, "needs_review": needs_review}
    return Question(
        "terminal", "processing", "/v1/payments/status", {"payment_ids": [PAYMENT]}, {"payments": [one]}, at=at
    )


def news(at: int) -> Question:
    told = {"payment_id": PAYMENT, "kind": "credited", "amount": 48_500}
    return Question("provider", "consumer", "/v1/notify", told, {"news_id": "n"}, trace=CODE, key="n", at=at)


def begun() -> list[Question]:
    """Check and pay, as yet without a credit."""
    return payment(payment_id=PAYMENT)[:3]


def lost(question: Question) -> list[Line | Exchange]:
    return [question.record(fault=FaultKind.LOST_REPLY), question.client(status=0, error="no_answer")]


def test_a_payment_is_one_story_with_everything_that_was_said_about_it(told: Told) -> None:
    (story,) = told(payment(payment_id=PAYMENT))

    assert (story.key, story.code, story.payment_id, story.kind) == (CODE, CODE, PAYMENT, StoryKind.PAYMENT)
    assert story.hops == (1, 2, 3, 4, 5)
    assert (story.inserted, story.amount, story.account) == (50_000, 48_500, "9123456789")
    assert story.status is ShownStatus.CREDITED
    assert story.words == Words(
        f"Платёж {CODE} · поставщик 1 · +7 912 345-67-89", f"Payment {CODE} · provider 1 · +7 912 345-67-89"
    )


def test_hops_know_their_story(told: Told, feed: Feed) -> None:
    told(payment(payment_id=PAYMENT))

    assert {hop.story for hop in feed.hops()} == {CODE}


def test_a_provider_is_called_as_the_directory_calls_it(told: Told) -> None:
    entry = {"provider_id": 1, "name": {"ru": "МегаФон", "en": "MegaFon"}}
    directory = Question("terminal", "processing", "/v1/providers", {"version": 0}, {"providers": [entry]}, at=9_000)

    payment_story = told([*payment(payment_id=PAYMENT), directory])[0]

    assert "МегаФон" in payment_story.words.ru
    assert "MegaFon" in payment_story.words.en
    assert payment_story.provider == "МегаФон"


def test_a_name_that_somebody_else_knows_is_used_too(told: Told, stories: Stories) -> None:
    told(payment(payment_id=PAYMENT))

    stories.name(1, Words("Билайн", "Beeline"))

    assert "Билайн" in stories.all()[0].words.ru


def test_polls_between_two_stories_are_one_line(told: Told) -> None:
    other = payment(20_000, payment_id=OTHER)
    polls = [poll(at) for at in (5_000, 6_000, 7_000, 25_000, 26_000)]

    stories = told([*payment(payment_id=PAYMENT), *polls[:3], *other, *polls[3:]])

    assert [story.words.ru.partition(" · ")[0] for story in stories] == [
        f"Платёж {CODE}", "Опросы ×3", f"Платёж {ids.payment_code(OTHER)}", "Опросы ×2",
    ]  # fmt: skip
    assert [story.kind for story in stories][1::2] == [StoryKind.POLLS] * 2


def test_a_use_of_a_service_is_a_story_of_its_own(told: Told) -> None:
    use_id = "01a2221d-813a-7459-bc70-f99c4a2f64f7"
    asked = {"use_id": use_id, "number": "9123456789", "service": "call", "quantity": 5}
    trace = ids.payment_code(use_id)

    (story,) = told(
        [Question("consumer", "provider", "/v1/use", asked, {"use_id": use_id, "cost": 1_250}, trace=trace)]
    )

    assert (story.kind, story.code, story.amount, story.status) == (StoryKind.USE, trace, 1_250, None)
    assert story.words.en == f"Service {trace} · +7 912 345-67-89"


def test_payments_of_a_program_without_traces_are_told_apart_by_their_ids(told: Told) -> None:
    one, two = payment(payment_id=PAYMENT), payment(payment_id=OTHER)
    for question in (*one, *two):
        question.trace = ""

    stories = told([question for pair in zip(one, two, strict=True) for question in pair])

    assert {story.key for story in stories} == {CODE, ids.payment_code(OTHER)}
    assert all(len(story.hops) == 5 for story in stories)


def test_payments_of_a_program_with_one_trace_for_all_are_told_apart_by_their_ids(told: Told) -> None:
    one, two = payment(payment_id=PAYMENT), payment(payment_id=OTHER)
    for question in (*one, *two):
        question.trace = "student"

    stories = told([*one, *two])

    assert {story.payment_id for story in stories} == {PAYMENT, OTHER}


def test_an_osmp_payment_belongs_to_the_story_that_knows_its_number(told: Told) -> None:
    answer = (
        "<response><osmp_txn_id>914</osmp_txn_id><prv_txn>1</prv_txn><sum>485.00</sum><result>0</result></response>"
    )
    form = "command=pay&txn_id=914&account=9123456789&sum=485.00"
    asked = begun()[2]
    accepted = Question(
        "terminal", "processing", asked.path, {"payment_id": PAYMENT, "inserted": 50_000, "amount": 48_500},
        {"payment_id": PAYMENT, "number": 914, "status": "authorized"},
    )  # fmt: skip

    (story,) = told([accepted, Question("processing", "provider", "/osmp", form, answer, at=600)])

    assert story.hops == (1, 2)
    assert story.status is ShownStatus.CREDITED


def test_two_stories_that_turn_out_to_be_one_are_one_and_both_keys_find_it(told: Told, stories: Stories) -> None:
    form = "command=pay&txn_id=914&account=9123456789&sum=485.00"
    told([Question("processing", "provider", "/osmp", form, "", at=0)])
    early = stories.all()[0].key

    told([credit(at=900)])

    (story,) = stories.all()
    assert story.hops == (1, 2)
    assert stories.of(early) == stories.of(story.key) == stories.of_hop(2) == story


def test_retries_are_nested_under_what_they_repeat(told: Told) -> None:
    said = [
        *begun(),
        *lost(credit(span="c1")),
        *lost(asks("/v1/status", "", at=900, attempt=2, span="t1")),
        asks("/v1/status", "unknown", at=1_200, attempt=3, span="t2"),
        credit(at=1_300, attempt=3, span="c2"),
    ]

    (story,) = told(said)

    assert story.hops == (1, 2, 3, 4, 5, 6, 7)
    assert story.repeats == {6: 5, 7: 4}


@pytest.mark.parametrize(
    ("after", "status"),
    [
        ([], ShownStatus.SENT),
        ([credit().record(ended=False)], ShownStatus.SENT),
        ([credit()], ShownStatus.CREDITED),
        (lost(credit()), ShownStatus.WAITING),
        ([*lost(credit()), news(900)], ShownStatus.WAITING),
        ([credit(status=500)], ShownStatus.WAITING),
        ([credit(status=401)], ShownStatus.WAITING),
        ([credit(status=409)], ShownStatus.NEEDS_REVIEW),
        ([credit(status=422)], ShownStatus.REJECTED),
        ([*lost(credit()), asks("/v1/status", "credited", at=900)], ShownStatus.CREDITED),
        ([*lost(credit()), asks("/v1/status", "unknown", at=900)], ShownStatus.WAITING),
        ([*lost(credit()), asks("/v1/void", "voided", at=900)], ShownStatus.REJECTED),
        ([credit(), asks("/v1/reverse", "", at=900)], ShownStatus.REVERSED),
        ([credit(), *lost(credit(at=900))], ShownStatus.CREDITED),
        ([*lost(credit()), centre_says("authorized", 900)], ShownStatus.WAITING),
        ([*lost(credit()), centre_says("captured", 900)], ShownStatus.CREDITED),
        ([*lost(credit()), centre_says("authorized", 900, needs_review=True)], ShownStatus.NEEDS_REVIEW),
    ],
)  # fmt: skip
def test_what_became_of_a_payment_is_told_by_its_hops(told: Told, after: list[Any], status: ShownStatus) -> None:
    stories = told([*begun(), *after])

    assert stories[0].status is status


def test_a_number_that_was_refused_is_a_payment_that_never_took_money(told: Told) -> None:
    refused = begun()[0]
    refused.status = 422

    (story,) = told([refused])

    assert story.status is ShownStatus.CANCELLED


def test_a_payment_that_the_centre_did_not_hear_of_is_in_the_terminal(told: Told) -> None:
    check, _, pay = begun()

    (story,) = told([check, *lost(pay)])

    assert story.status is ShownStatus.ACCEPTED


def test_a_story_goes_with_the_last_of_its_hops(feed: Feed, stories: Stories) -> None:
    hops = joined(*(question.client() for question in payment(payment_id=PAYMENT)))
    stories.storied(hops, [])

    stories.storied([], [hop.number for hop in hops[:-1]])
    one_left: Story | None = stories.of(CODE)
    stories.storied([], [hops[-1].number])

    assert one_left is not None
    assert one_left.hops == (5,)
    assert list(stories.all()) == []
    assert stories.of(CODE) is stories.of_hop(5) is None


def test_nothing_is_kept_of_another_network(feed: Feed, stories: Stories) -> None:
    hops: list[Hop] = joined(*(question.client() for question in payment(payment_id=PAYMENT)))
    stories.storied([replace(hop, number=hop.number) for hop in hops], [])

    stories.begin()

    assert list(stories.all()) == []
