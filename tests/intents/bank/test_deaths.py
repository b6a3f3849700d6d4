"""The centre dies before or after any commit, of its books or the bank's: then money has moved once, or never.

A death is a copy of both files at that moment; a restart opens the copy. What only memory knew, the cards' sessions
above all, is gone.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from common.clock import VirtualClock
from common.principal import Principal
from common.status import Status
from processing_app.bank.simulated.moods import Mood
from processing_app.core import capture, refund
from processing_app.core.intent import Intent, IntentStatus
from processing_app.core.payment import Payment
from tests.intents.bank.conftest import GOOD, SECURE, SUM
from tests.intents.bank.stage import Stage
from tests.intents.bank.test_pages import fields, request

Play = Callable[[Stage, str], None]
NOBODY = Principal("nobody", "")
FILES = ("processing.db", "processing.db-wal", "bank.db", "bank.db-wal")
LIFETIME = 15 * 60


def instant(stage: Stage, name: str) -> None:
    """Paid at once; whoever fails tries again."""
    _try(stage, name)
    assert _paid(stage, name).captured == SUM


def in_two_steps(stage: Stage, name: str) -> None:
    """Held, and captured in part."""
    _try(stage, name, hold=True)
    if _last(stage, name).status is Status.AUTHORIZED:
        stage.act(name, lambda state, db: capture.request_capture(state, state.open_id, "sent", 20_000))
    _settle(stage)
    assert _paid(stage, name).captured == 20_000


def given_back(stage: Stage, name: str) -> None:
    """Held, and given back."""
    if not any(one.status is Status.CANCELLED for one in stage.state(name).payments.values()):
        _try(stage, name, hold=True)
        if _last(stage, name).status is Status.AUTHORIZED and not _last(stage, name).to_cancel:
            stage.act(name, lambda state, db: capture.request_cancel(state, state.open_id, "gone"))
    _settle(stage)
    assert _last(stage, name).status is Status.CANCELLED
    assert stage.balances() == {}


def refunded(stage: Stage, name: str) -> None:
    """Paid, and a part goes back."""
    _try(stage, name)
    if not _paid(stage, name).refunds:
        stage.act(name, lambda state, db: refund.start(state, _paid_id(state), refund.Asked(5_500), stage.owed(db)))
    _settle(stage)
    assert _paid(stage, name).refunded == 5_500


def at_the_page(stage: Stage, name: str) -> None:
    """3-D Secure: the payer's browser survives what happens to the centre."""
    _try(stage, name, SECURE)
    assert _paid(stage, name).captured == SUM


def lost_answers(stage: Stage, name: str) -> None:
    """The first answer to everything is lost."""
    stage.mood(Mood.UNKNOWN_ONCE)
    in_two_steps(stage, name)


def too_late(stage: Stage, name: str) -> None:
    """The bank holds the sum and does not say so until the payment is over."""
    if stage.state(name).payments.get("1") is None:
        stage.mood(Mood.LATE)
        stage.pay(name)
        stage.run()
    if stage.payment(name).status is Status.CREATED:
        stage.later(LIFETIME)
    stage.mood(Mood.OK)
    _settle(stage)
    one = stage.payment(name)
    assert one.status is Status.FAILED
    assert not one.voiding
    assert stage.balances() == {}


PLAYS: tuple[Play, ...] = (instant, in_two_steps, given_back, refunded, at_the_page, lost_answers, too_late)


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: str(play.__name__))
def test_a_death_at_any_commit_moves_no_money_twice(tmp_path: Path, play: Play) -> None:
    clock, deaths = VirtualClock(), tmp_path / "deaths"
    name, moments = _played(tmp_path, clock, play, deaths)
    assert len(moments) >= 6

    for number, when in enumerate(moments):
        at = VirtualClock(when)
        with Stage(deaths / str(number), at) as stage:
            if name not in _intents(stage):
                continue
            _settle(stage)
            play(stage, name)
            _demand_agreement(stage, name, f"{play.__name__}, death {number}")


def _played(tmp_path: Path, clock: VirtualClock, play: Play, deaths: Path) -> tuple[str, list[int]]:
    """The play without a death, and a copy of the disk at each moment at which one could come."""
    moments: list[int] = []
    watching = [False]

    def watch(moment: str, names: Sequence[str]) -> None:
        if watching[0]:
            to = deaths / str(len(moments))
            to.mkdir(parents=True)
            for file in FILES:
                if (tmp_path / file).exists():
                    shutil.copy(tmp_path / file, to / file)
            moments.append(clock.now_ms())

    with Stage(tmp_path, clock, watch=watch, banks_watch=watch) as stage:
        stage.open_shop()
        name = stage.create()
        watching[0] = True
        play(stage, name)
        watching[0] = False
        _demand_agreement(stage, name, "without a death")
    return name, moments


def _demand_agreement(stage: Stage, name: str, when: str) -> None:
    """Both sides tell the same story of every attempt, and the books come to zero."""
    owed = 0
    for payment_id, one in stage.state(name).payments.items():
        heard = stage.heard(name, payment_id)
        at_bank = (heard.captured, heard.refunded) if heard is not None else (0, 0)
        assert at_bank == (one.captured, one.refunded), when
        held = heard is not None and heard.verdict == "approved" and not heard.captured
        assert held is (one.status is Status.AUTHORIZED), when
        owed += one.captured - one.refunded
        acts = [act[0] for act in stage.acts(name, payment_id)]
        assert len(acts) == len(set(acts)), when
    captured = [one for one in stage.state(name).payments.values() if one.captured]
    assert len(captured) <= 1, when
    balances = stage.balances()
    assert balances.get("pos:cups:settlement", 0) == owed, when
    assert sum(balances.values()) == 0, when
    assert stage.tasks() == [], when
    assert not stage.state(name).stopped, when


def _try(stage: Stage, name: str, number: str = GOOD, **asked: object) -> None:
    """A payer pays, and tries again until an attempt has not failed."""
    for _ in range(4):
        state = stage.state(name)
        if state.status is IntentStatus.UNPAID and not state.open_id:
            stage.pay(name, number, **asked)
        _settle(stage)
        shown = stage.state(name).in_flight
        if shown is not None and shown.interaction is not None:
            _prove(stage, name)
            _settle(stage)
        if _last(stage, name).status is not Status.FAILED:
            return
    raise AssertionError("four attempts failed")


def _prove(stage: Stage, name: str) -> None:
    one = _last(stage, name)
    assert one.interaction is not None
    form = {field["key"]: field["template"].partition("{")[0] for field in one.interaction["request"]["form"]}
    tag = one.steps["authorize"].tag
    stage.callbacks.come(tag, fields(stage.pages.confirm(NOBODY, request(form, code="1234"))))


def _settle(stage: Stage) -> None:
    """All that can happen now, and soon."""
    stage.run()
    for _ in range(3):
        stage.later(1)


def _last(stage: Stage, name: str) -> Payment:
    return list(stage.state(name).payments.values())[-1]


def _paid(stage: Stage, name: str) -> Payment:
    (paid,) = [one for one in stage.state(name).payments.values() if one.captured]
    return paid


def _paid_id(state: Intent) -> str:
    (name,) = [name for name, one in state.payments.items() if one.captured]
    return name


def _intents(stage: Stage) -> list[str]:
    return [
        row[0] for row in stage.database.read(lambda db: db.raw.execute("SELECT intent_id FROM intents").fetchall())
    ]
