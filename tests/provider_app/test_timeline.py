"""A subscriber's story: everything that happened, newest first, with the balance after it."""

from provider_app.service import messages
from provider_app.service.messages import StoryKind
from tests.provider_app.running import Centre, Running, Subscriber, code


def story(running: Running, number: str, **asked: object) -> messages.Timeline:
    ask = messages.AskTimeline(number=number, **asked)  # type: ignore[arg-type]
    answer: messages.Timeline = running.operate("timeline", ask)
    return answer


def lived(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    """A credit, a use, another credit that is reversed, a fence on a payment that was only checked."""
    running.clock.advance(60)
    centre.credit(centre.question(subscriber.number, 10_000))
    running.clock.advance(60)
    subscriber.use(3)
    running.clock.advance(60)
    again = centre.credit(centre.question(subscriber.number, 500))
    running.clock.advance(60)
    centre.reverse(again.payment_id, reason="не туда")
    running.clock.advance(60)
    fenced = centre.question(subscriber.number).payment_id
    centre.check(subscriber.number, payment_id=fenced)
    centre.void(fenced)


def test_the_whole_story_with_its_balances(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    lived(running, centre, subscriber)

    told = story(running, subscriber.number)

    assert [(row.kind, row.amount, row.balance) for row in told.rows] == [
        ("void", 0, None),
        ("reverse", -500, 9_250),
        ("credit", 500, 9_750),
        ("use", -750, 9_250),
        ("credit", 10_000, 10_000),
        ("signed", 0, 0),
    ]
    assert told.count == 6
    used = told.rows[3]
    assert (used.label.ru, used.unit.en, used.quantity, used.price) == ("Позвонить", "minute", 3, 250)
    assert (told.rows[1].reason, told.rows[1].contract) == ("не туда", centre.name)
    assert told.rows[1].code == told.rows[2].code


def test_a_page_and_a_kind_of_it(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    lived(running, centre, subscriber)

    page = story(running, subscriber.number, offset=1, limit=2)
    uses = story(running, subscriber.number, kind=StoryKind.USE)

    assert ([row.kind for row in page.rows], page.count) == (["reverse", "credit"], 6)
    assert ([row.kind for row in uses.rows], uses.count) == (["use"], 1)


def test_nobodys_story_is_not_told_and_a_strangers_fence_is_not_in_it(running: Running, subscriber: Subscriber) -> None:
    other = running.centre()
    other.void(other.question(subscriber.number).payment_id)

    assert code(lambda: story(running, "9000000009")) == "Rejected unknown_subscriber"
    assert [row.kind for row in story(running, subscriber.number).rows] == ["signed"]
