"""Questions that wait: an answer as soon as there is one, none when time is up, and no thread held meanwhile."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from common.http_server import waiting
from tests.common.http_server.stand import Wire
from tests.intents.http.stand import BUG, PAGE, TOKENS, Stand, said

EVENTS = "/v2/intents/{}/events?wait={}&eventID={}"


@contextmanager
def asked(stand: Stand, of: str, wait: int, **more: str) -> Iterator[Wire]:
    """Somebody who waits on a connection of his own; when this begins his question has been looked at."""
    stand.looked.clear()
    with stand.connect() as wire:
        wire.send(stand.request("GET", EVENTS.format(of, wait, 0), None, **more))
        assert stand.looked.wait(10)
        yield wire


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Look until it is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_what_has_happened_already_is_told_at_once(fresh: Stand) -> None:
    fresh.note("i1", "было")

    assert said(fresh.ask("GET", EVENTS.format("i1", 30, 0)))[0]["text"] == "было"


def test_whoever_does_not_wait_is_answered_with_nothing(fresh: Stand) -> None:
    assert said(fresh.ask("GET", EVENTS.format("i1", 0, 0))) == []
    assert said(fresh.ask("GET", EVENTS.format("i1", -5, 0))) == []


def test_what_happens_later_is_told_when_it_happens(fresh: Stand) -> None:
    with asked(fresh, "i1", 30) as first, asked(fresh, "i2", 30) as second:
        fresh.note("i2", "другое")
        assert said(second.hear("GET"))[0]["text"] == "другое"
        fresh.note("i1", "стало")
        assert said(first.hear("GET"))[0]["text"] == "стало"


def test_when_time_is_up_the_answer_is_empty(fresh: Stand) -> None:
    began = time.monotonic()

    reply = fresh.ask("GET", EVENTS.format("i1", 1, 0))

    assert (reply.status, said(reply)) == (200, [])
    assert time.monotonic() - began >= 1


def test_nobody_waits_beyond_his_deadline(fresh: Stand) -> None:
    with asked(fresh, "i1", 30, x_request_deadline="600ms") as wire:
        assert said(wire.hear("GET")) == []


def test_a_hundred_wait_and_the_server_does_its_work(fresh: Stand) -> None:
    with ExitStack() as stack:
        wires = [stack.enter_context(asked(fresh, f"w{n % 7}", 30)) for n in range(100)]
        until(lambda: len(fresh.application._waiting) == 100)
        began = time.monotonic()
        assert fresh.ask("PUT", "/v2/intents/i1/notes", {}).status == 200
        assert time.monotonic() - began < 5
        gauges = fresh.application._work.gauges()
        assert gauges["calls"] == 0
        assert gauges["reads"] <= 1
        for n in range(7):
            fresh.note(f"w{n}", "вот")
        assert [said(wire.hear("GET"))[0]["text"] for wire in wires] == ["вот"] * 100
    until(lambda: len(fresh.application._waiting) == 0)


def test_one_too_many_is_told_to_come_back(fresh: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST", 2)
    with asked(fresh, "i1", 30), asked(fresh, "i1", 30):
        until(lambda: len(fresh.application._waiting) == 2)
        reply = fresh.ask("GET", EVENTS.format("i1", 30, 0))
        assert (reply.status, reply.code, reply.headers["retry-after"]) == (503, "busy", "1")
        assert said(fresh.ask("GET", EVENTS.format("i1", 0, 0))) == []


def test_whoever_loses_his_token_while_he_waits_is_told_nothing_more(
    fresh: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    with asked(fresh, "i1", 30) as revoked:
        until(lambda: len(fresh.application._waiting) == 1)
        monkeypatch.delitem(TOKENS, "shop-key")
        fresh.note("i2", "about another")

        assert revoked.hear("GET").code == "wrong_token"


def test_whoever_goes_away_leaves_his_place(fresh: Stand) -> None:
    with asked(fresh, "i1", 30):
        until(lambda: len(fresh.application._waiting) == 1)

    until(lambda: len(fresh.application._waiting) == 0)


def test_an_error_while_waiting_is_its_asker_s_alone(fresh: Stand) -> None:
    with asked(fresh, "i2", 30) as sound, asked(fresh, "i1", 30) as unlucky:
        until(lambda: len(fresh.application._waiting) == 2)
        fresh.note("i1", BUG)
        assert unlucky.hear("GET").code == "internal_error"
        fresh.note("i2", "цело")
        assert said(sound.hear("GET"))[0]["text"] == "цело"


def test_a_page_may_wait_too(fresh: Stand) -> None:
    fresh.note("i1", "есть")

    reply = fresh.ask("GET", EVENTS.format("i1", 30, 0), None, "payer", origin=PAGE)

    assert reply.headers["access-control-allow-origin"] == PAGE


def test_a_server_that_stops_answers_whoever_waits(tmp_path_factory: pytest.TempPathFactory) -> None:
    stand = Stand(tmp_path_factory.mktemp("ends"))
    with asked(stand, "i1", 30) as wire:
        until(lambda: len(stand.application._waiting) == 1)
        began = time.monotonic()
        stand.close()
        assert said(wire.hear("GET")) == []
        assert time.monotonic() - began < 4
