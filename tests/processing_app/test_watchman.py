"""A person is called once for each thing that smells of an attack or a damage, in the books, the log and the window."""

from itertools import count

import msgspec
import pytest

from common import role, spawn
from common.clock import Steadiness, SystemClock, VirtualClock, moment
from common.credentials import FAILURES
from common.errors import Broken, OplataError
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.status import Status
from processing_app.service import asks
from processing_app.service.watchman import MOST_LOGINS
from tests.processing_app.standin import Centre
from tests.processing_app.test_books import outside

HOUR_MS = 3_600_000


def test_a_password_that_is_guessed_calls_a_person_once(centre: Centre) -> None:
    centre.sign_agent()

    for _ in range(3 * FAILURES):
        guess(centre, "agent-1")
    centre.clock.advance(61)
    for _ in range(FAILURES):
        guess(centre, "agent-1")

    assert alarms(centre) == [("login:agent-1", "login_guessed")]
    assert "agent-1" in shown(centre)[0].words.ru
    assert shown(centre)[0].page == "server"
    assert logged(centre).count("login_guessed") == 2


def test_logins_that_somebody_makes_up_hide_no_broken_books(centre: Centre) -> None:
    centre.sign_provider()
    centre.pay(centre.sign_agent(), centre.ask())
    outside(centre, "UPDATE events SET principal = 'agent:2' WHERE position = 2")
    with pytest.raises(Broken):
        centre.look(centre.service.books.verify, Nothing())

    for number in range(25):
        for _ in range(FAILURES):
            guess(centre, f"made-up-{number}")

    assert "ledger" in [one.page for one in shown(centre)]
    assert len(alarms(centre)) == 1 + MOST_LOGINS


def test_a_few_mistakes_call_nobody(centre: Centre) -> None:
    centre.sign_agent()

    for _ in range(FAILURES - 1):
        guess(centre, "agent-1")

    assert alarms(centre) == []


def test_a_chain_that_was_broken_calls_a_person_once(centre: Centre) -> None:
    centre.sign_provider()
    centre.pay(centre.sign_agent(), centre.ask())
    outside(centre, "UPDATE events SET principal = 'agent:2' WHERE position = 2")

    for _ in range(2):
        with pytest.raises(Broken):
            centre.look(centre.service.books.verify, Nothing())

    assert alarms(centre) == [("books:all", "books_do_not_balance")]
    assert [one.page for one in shown(centre)][:1] == ["ledger"]


def test_registers_that_differ_call_a_person_and_those_that_agree_nobody(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    ask = centre.ask()
    centre.pay(agent, ask)
    centre.run()
    compare(centre)

    agreed = alarms(centre)
    row = provider.booked[0]
    provider.booked[0] = msgspec.structs.replace(row, amount=row.amount - 1)
    compare(centre)

    assert agreed == []
    assert alarms(centre) == [("reconciliation:2", "registers_differ")]
    assert shown(centre)[0].page == "reconciliation"
    assert centre.state(ask.payment_id, agent).status is Status.CAPTURED


def test_an_alarm_that_was_seen_may_be_told_again(centre: Centre) -> None:
    centre.instance.log.alarm("clock:all", "clock_set", "+3600")
    (first,) = shown(centre)
    centre.do(centre.service.repair.see_alarms, asks.SeeAlarms(up_to=first.alarm_id))

    seen = shown(centre)
    centre.instance.log.alarm("clock:all", "clock_set", "-3600")

    assert seen == []
    assert "-3600" in shown(centre)[0].words.ru


@pytest.mark.parametrize("seconds", [61, -61, 24 * 3600, -24 * 3600])
def test_a_clock_that_was_set_is_noticed_once_and_one_that_goes_on_never(seconds: int) -> None:
    clock = Set(VirtualClock())
    steadiness = Steadiness(clock)
    clock.true.advance(3600)

    calm = steadiness.jumped()
    clock.by_ms = seconds * 1000

    assert calm == 0
    assert steadiness.jumped() == seconds * 1000
    assert steadiness.jumped() == 0


def test_a_role_that_runs_notices_that_its_clock_was_set(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(role, "CLOCK_SECONDS", 0.01)
    stop, true, hours = spawn.Signal(), centre.clock.now_ms, count()
    watching = spawn.thread("clock", lambda: centre.instance._watch_the_clock(stop))

    monkeypatch.setattr(centre.clock, "now_ms", lambda: true() + HOUR_MS * next(hours))
    until = SystemClock().monotonic() + 20
    while not alarms(centre) and SystemClock().monotonic() < until:
        stop.wait(0.02)
    stop.set()
    watching.join()

    assert alarms(centre) == [("clock:all", "clock_set")]
    assert shown(centre)[0].page == "server"


class Set:
    """A clock whose hours somebody sets."""

    def __init__(self, true: VirtualClock) -> None:
        self.true = true
        self.by_ms = 0

    def now_ms(self) -> int:
        return self.true.now_ms() + self.by_ms

    def monotonic(self) -> float:
        return self.true.monotonic()

    def sleep(self, seconds: float) -> None:
        self.true.sleep(seconds)


def guess(centre: Centre, login: str) -> None:
    with pytest.raises(OplataError):
        centre.program.gatekeeper.admit(b"Basic x", login, "not-its-password")


def compare(centre: Centre) -> None:
    now = centre.clock.now_ms()
    period = asks.Reconcile(since=moment(now - HOUR_MS), until=moment(now + HOUR_MS), wait=True)
    centre.service.reconciliation.reconcile(Principal("operator", "teacher"), period)


def alarms(centre: Centre) -> list[tuple[str, str]]:
    found: asks.Alarms = centre.look(centre.service.repair.alarms, asks.AskTasks())
    return [(one.about, one.code) for one in found.alarms]


def shown(centre: Centre) -> list[asks.Attention]:
    """What of it the first page shows."""
    overview: asks.Overview = centre.look(centre.service.overviews.overview, asks.AskOverview())
    return [one for one in overview.attention if one.alarm_id]


def logged(centre: Centre) -> str:
    centre.instance.log.lines.flush()
    return centre.instance.log.lines.path.read_text(encoding="utf-8")
