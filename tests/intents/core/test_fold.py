"""A long story: its fold, its snapshot, and going on from one."""

from time import perf_counter_ns
from typing import NamedTuple

import msgspec

from processing_app.core import attempt, capture, cart, chargeback, failure, intent, opening, refund
from processing_app.core.events import Event
from processing_app.core.intent import Intent
from tests.intents.core.examples import AMOUNT, CARD, DUE, NOW, POS, unpaid

EVENTS = 1000


class Kept(NamedTuple):
    """An event as the log has it."""

    event: Event
    at: int


def story(length: int = EVENTS) -> list[Kept]:
    """An intent with so many failed attempts that its events are at least this many; then paid, and in dispute."""
    now = unpaid()
    kept: list[Kept] = [Kept(event, NOW) for event in opening.create(POS, "1UgsXGlvcGW", CARDLESS, NOW)]
    now = intent.replay(kept)
    at = NOW

    def happen(events: list[Event]) -> None:
        nonlocal now, at
        at += 1
        kept.extend(Kept(event, at) for event in events)
        now = intent.fold(events, now, at)

    while len(kept) < length - 12:
        happen(attempt.start(now, POS, CARD, at))
        happen(attempt.stepped(now, now.open_id, "authorize", state=b"\x00\xff", ask_at=at + 5, tag=f"t{at}"))
        happen(attempt.ask_payer(now, now.open_id, {"interactionType": "Redirect", "at": at}))
        happen(attempt.fail(now, now.open_id, failure.UNKNOWN, at, void=True))
    happen(attempt.start(now, POS, CARD, at))
    name = now.open_id
    happen(attempt.authorize(now, name, "ref", at, {"rrn": "1"}))
    happen(capture.capture(now, POS, name))
    happen(attempt.fix_receipt(now, name, 123))
    happen(refund.start(now, name, refund.Asked(100, external_id="b"), AMOUNT))
    happen(refund.succeed(now, name, "1", "r"))
    happen(chargeback.open_first(now, name, levy=500, reason="10.4", amount=100))
    happen(opening.stop(now, "garbage", "x"))
    assert now == intent.replay(kept)
    return kept


CARDLESS = opening.Question("p", (cart.Asked("Кружка", AMOUNT),), "RUB", DUE, metadata={"a": [1, {"b": None}]})


def test_a_snapshot_is_the_intent_itself_and_the_story_goes_on_from_it() -> None:
    events = story()
    whole = intent.replay(events)

    assert whole.version == len(events) >= EVENTS - 4
    for half in (0, 1, 500, 777, len(events)):
        before = intent.replay(events[:half])
        kept = msgspec.json.decode(msgspec.json.encode(before), type=Intent)
        packed = msgspec.msgpack.decode(msgspec.msgpack.encode(before), type=Intent)
        assert kept == packed == before
        assert intent.replay(events[half:], kept) == whole


def test_a_long_story_is_folded_quickly() -> None:
    events = story()
    best = min(_nanoseconds(events) for _ in range(5))

    assert best < 50_000_000, best


def _nanoseconds(events: list[Kept]) -> int:
    begun = perf_counter_ns()
    intent.replay(events)
    return perf_counter_ns() - begun
