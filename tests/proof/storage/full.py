"""No room on a disk, while everything runs: told at once in both languages, nothing half done, and then it goes on."""

import time

from common.errors import OplataError
from tests.proof.form import Form
from tests.proof.storage.device import Device
from tests.proof.storage.found import Found
from tests.proof.storage.room import no_room
from tests.proof.storage.town import NOTE, ROLES, Town
from tests.protocol.wire import Body

KIND = "full disk"
FULL = ("storage_full", "file_not_written", "folder_closed")
ROUNDS = {Form.SAMPLE: 1, Form.SHORT: 2, Form.LONG: 30}
LONGEST_SECONDS = 0.6
BACK_SECONDS = 20.0
"""A closed terminal tries the disk every ten seconds."""
OPEN, DISK = "K0", "S-03"


def close(town: Town, form: Form, found: Found) -> None:
    """A payer who comes while there is no room finds the terminal closed: it opens again while others have a turn."""
    case, till = f"{KIND} under the screen", town.till()
    till.await_screen(OPEN)
    with no_room(town.network.roles["terminal"].process_id):
        try:
            found.silent.append(f"{case}: {till.want('touch')['screen']}")
        except OplataError as error:
            if error.code not in FULL:
                found.silent.append(f"{case}: {error}")
        _demand_closed(town, case, found)


def run(town: Town, form: Form, found: Found) -> None:
    """Each role in turn, then notes at moments drawn from the seed."""
    for number in range(ROUNDS[form]):
        if number:
            close(town, form, found)
        for role in ROLES:
            _full(town, role, found)
        _demand_open(town, found)
        _notes(town, found)
    found.cases[KIND] += bool(town.mute)
    found.stuck += [f"{log.name} was written" for log in town.mute if not log.is_char_device()]


def _full(town: Town, role: str, found: Found) -> None:
    case = f"{KIND} under {role}"
    unsure: list[Body] = []
    with no_room(town.network.roles[role].process_id):
        found.demand_told(case, town.touch(role), FULL)
        if role == "processing":
            unsure.append(_pay(town, case, found))
        if role == "consumer":
            unsure.append(_use(town, case, found))
        time.sleep(town.chance.uniform(0, LONGEST_SECONDS))
    _goes_on(town, role, case, found)
    for ask in unsure:
        answer = town.ask_payment(ask) if role == "processing" else town.ask_use(ask)
        if answer.status != 200:
            found.stuck.append(f"{case}, asked again: {answer}")
    found.cases[KIND] += 1


def _pay(town: Town, case: str, found: Found) -> Body:
    """A payment in the middle of it: not accepted, and told so."""
    ask = town.question()
    found.demand_told(f"{case}, a payment", town.ask_payment(ask), FULL)
    return ask


def _use(town: Town, case: str, found: Found) -> Body:
    ask = town.wish()
    found.demand_told(f"{case}, a use", town.ask_use(ask), FULL)
    return ask


def _goes_on(town: Town, role: str, case: str, found: Found) -> None:
    try:
        town.until(lambda: town.touch(role).status == 200)
    except TimeoutError:
        found.stuck.append(f"{case}: {town.touch(role)}")


def _notes(town: Town, found: Found) -> None:
    """A payer at the till: the disk is full when his note comes, and again while the next one is drawn in."""
    case, process_id = f"{KIND} under a note", town.network.roles["terminal"].process_id
    device = Device(town)
    till = device.to_cash()
    before = device.booked()
    with no_room(process_id):
        device.push(NOTE)
        _demand_closed(town, case, found)
        town.until(lambda: device.seen()["note"] is None)
        if device.seen()["stacker_value"] != before:
            found.silent.append(f"{case}: drawn in without a word written: {device.seen()}")
    town.until(lambda: town.touch("terminal").status == 200)
    device.push(NOTE)
    time.sleep(town.chance.uniform(0, LONGEST_SECONDS))
    with no_room(process_id):
        time.sleep(LONGEST_SECONDS)
    trouble = device.settled()
    if trouble:
        found.stuck.append(f"{case}: {trouble}")
    till.come()
    found.cases[KIND] += 2


def _demand_open(town: Town, found: Found) -> None:
    """By itself, since there is room again."""
    try:
        town.until(lambda: not town.ask("terminal", "state")["blocked"], BACK_SECONDS)
    except TimeoutError:
        found.stuck.append(f"{KIND} under the screen: {town.ask('terminal', 'state')['blocked']}")
    found.cases[KIND] += 1


def _demand_closed(town: Town, case: str, found: Found) -> None:
    """The next payer is told before he begins."""
    try:
        town.until(lambda: DISK in town.ask("terminal", "state")["blocked"])
    except TimeoutError:
        found.silent.append(f"{case}: the next payer is let in")
