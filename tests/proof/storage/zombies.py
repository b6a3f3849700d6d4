"""A role that the system stops and lets go on, with work in hand: others go on without it, nothing is done twice."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from tests.proof.form import Form
from tests.proof.storage import twins
from tests.proof.storage.device import Device
from tests.proof.storage.found import Found
from tests.proof.storage.town import NOTE, ROLES, Town

KIND = "zombie"
ROUNDS = {Form.SAMPLE: 1, Form.SHORT: 2, Form.LONG: 20}
LONGEST_SECONDS = {Form.SAMPLE: 1.0, Form.SHORT: 3.0, Form.LONG: 30.0}
LATE_SECONDS = 2.2
"""Longer than the centre waits for a provider: the answer comes to somebody who has asked again."""
NOTES = {Form.SAMPLE: 1, Form.SHORT: 3, Form.LONG: 30}
RETURNED_SECONDS = 11.0
"""By then an acceptor has given back by itself what nobody told it to take (CCNET: 10 s)."""
OTHERS = {"provider": "processing", "processing": "provider", "terminal": "processing", "consumer": "processing"}


def run(town: Town, form: Form, found: Found) -> None:
    """Each role for a while drawn from the seed, then the terminal with a note on its way."""
    for number in range(ROUNDS[form]):
        for role in ROLES:
            longest = LONGEST_SECONDS[form]
            seconds = LATE_SECONDS if role == "provider" and not number else town.chance.uniform(0.1, longest)
            _stop(town, role, seconds, found)
    for number in range(NOTES[form]):
        away = form is not Form.SAMPLE and not number
        _with_a_note(town, RETURNED_SECONDS if away else town.chance.uniform(0.1, LONGEST_SECONDS[form]), found)


def _stop(town: Town, role: str, seconds: float, found: Found) -> None:
    case = f"{role} stopped for {seconds:.2f} s"
    with stopped(town.network.roles[role].process_id):
        until = time.monotonic() + seconds
        if OTHERS[role] == "processing":
            town.pay()
        answer = town.touch(OTHERS[role])
        if answer.status != 200:
            found.stuck.append(f"{case}: {OTHERS[role]} says {answer}")
        if role == ROLES[town.seed % len(ROLES)]:
            twins.demand_refused(town, role, f"second {role} beside a stopped one", found)
        time.sleep(max(0.0, until - time.monotonic()))
    twins.goes_on(town, role, case, found)
    found.cases[KIND] += 1


def _with_a_note(town: Town, seconds: float, found: Found) -> None:
    """Whoever pays at the till sees his note counted, or has it back in his hand; never both, never neither."""
    device = Device(town)
    till = device.to_cash()
    device.push(NOTE)
    time.sleep(town.chance.uniform(0, 0.8))
    with stopped(town.network.roles["terminal"].process_id):
        time.sleep(seconds)
    trouble = device.settled()
    if trouble:
        found.stuck.append(f"note of a stopped terminal ({seconds:.2f} s): {trouble}")
    till.come()
    found.cases[KIND] += 1


@contextmanager
def stopped(process_id: int) -> Iterator[None]:
    """SIGSTOP and SIGCONT, and what stands for them in Windows."""
    process = psutil.Process(process_id)
    process.suspend()
    try:
        yield
    finally:
        process.resume()
