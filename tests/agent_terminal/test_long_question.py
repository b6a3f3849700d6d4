"""The page's long question: answered when there is something else to show, and in nobody's way meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_terminal.service import messages, watching
from common import spawn
from common.clock import SystemClock
from common.http_client import Peer
from tests.agent_terminal.running import Page, Running, running
from tests.agent_terminal.test_with_acceptor import kiosk

SOON = 0.3
"""From the note's receipt to the answer with its sum."""


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("terminal")) as made:
        yield made


class Asked:
    """A question under way in a thread of its own, over a connection of its own."""

    def __init__(self, terminal: Running, page: Page, seen: str) -> None:
        self.clock = SystemClock()
        self.screen: messages.Screen | None = None
        self.at = 0.0
        self._peer: Peer = page.another()
        self._seen = seen
        self._thread = spawn.thread("question", self._ask)

    def _ask(self) -> None:
        self.screen = self._peer.call(messages.KIOSK_STATE, messages.AskScreen(seen=self._seen), seconds=40)
        self.at = self.clock.monotonic()

    @property
    def waits(self) -> bool:
        return self._thread.is_alive()

    def answer(self) -> messages.Screen:
        self._thread.join(30)
        assert self.screen is not None
        return self.screen


def test_the_edition_stays_while_nothing_changes_and_the_clock_goes_on(terminal: Running) -> None:
    page = terminal.page()
    first = page.screen()
    terminal.until(lambda: page.screen().now > first.now)

    assert page.screen().edition == first.edition
    assert first.screen == "K14"
    assert first.deadline is not None


def test_whoever_has_not_seen_the_screen_is_answered_at_once(terminal: Running) -> None:
    page = terminal.page()

    assert page.screen().screen == "K14"
    assert page.peer.call(messages.KIOSK_STATE, messages.AskScreen(seen="another")).screen == "K14"


def test_a_question_waits_for_a_change_and_is_answered_with_it(terminal: Running) -> None:
    page = terminal.page()
    asked = Asked(terminal, page, page.screen().edition)
    terminal.clock.sleep(10 * watching.LOOK_SECONDS)
    assert asked.waits

    terminal.operate("stop-taking")

    assert asked.answer().data["reasons"][0] == "C-01"
    terminal.operate("resume-taking")


def test_an_unchanged_screen_is_told_in_the_end(terminal: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "LOOKS", 4)
    page = terminal.page()
    seen = page.screen()

    told = page.peer.call(messages.KIOSK_STATE, messages.AskScreen(seen=seen.edition))

    assert (told.screen, told.edition) == (seen.screen, seen.edition)
    assert told.now > seen.now


def test_questions_of_a_page_that_was_reloaded_make_way(terminal: Running) -> None:
    page = terminal.page()
    edition = page.screen().edition
    asked = [Asked(terminal, page, edition) for _ in range(3 * watching.WAITING)]

    terminal.until(lambda: sum(one.waits for one in asked) <= watching.WAITING)
    assert terminal.operate("state").screen == "K14"
    terminal.operate("stop-taking")
    assert {one.answer().screen for one in asked} == {"K14"}
    terminal.operate("resume-taking")


def test_the_end_of_the_program_ends_the_wait(tmp_path: Path) -> None:
    with running(tmp_path) as terminal:
        page = terminal.page()
        asked = Asked(terminal, page, page.screen().edition)
        terminal.clock.sleep(10 * watching.LOOK_SECONDS)
        assert asked.waits

        terminal.tell_to_stop()
        told = terminal.clock.monotonic()

        assert asked.answer().screen == "K14"
        assert asked.at - told < 2.0


def test_a_notes_sum_is_on_the_screen_at_once(tmp_path: Path) -> None:
    with kiosk(tmp_path) as made:
        made.to_cash()
        delays = []
        for number in range(1, 4):
            made.terminal.until(lambda: made.page.screen().data["note_inside"] is False)
            seen = made.page.screen()
            made.insert(10_000)
            stacked = made.terminal.clock.monotonic()
            while seen.data["inserted"] != number * 10_000:
                seen = made.page.peer.call(messages.KIOSK_STATE, messages.AskScreen(seen=seen.edition), seconds=40)
            delays.append(made.terminal.clock.monotonic() - stacked)

        assert sorted(delays)[1] <= SOON, delays
