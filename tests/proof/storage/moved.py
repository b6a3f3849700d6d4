"""What is left beside a database by a death, and a folder that is carried to another place: the role goes on there."""

import shutil

from launcher_app.instance import Instance
from tests.proof.form import Form
from tests.proof.network import PROFILE
from tests.proof.storage import twins
from tests.proof.storage.found import Found
from tests.proof.storage.town import ROLES, Town

KIND = "left behind or moved"
DEATHS = {Form.SAMPLE: 2, Form.SHORT: 4, Form.LONG: 4}
MOVES = {Form.SAMPLE: 1, Form.SHORT: 2, Form.LONG: 4}


def run(town: Town, form: Form, found: Found) -> None:
    """Under load: a death with -wal and -shm left, one whose -shm was thrown away; then one role moves house."""
    for number, role in enumerate(ROLES[: DEATHS[form]]):
        instance = town.network.roles[role]
        instance.kill()
        if number % 2:
            (instance.folder / f"{role}.db-shm").unlink(missing_ok=True)
        town.start(role)
        twins.goes_on(town, role, f"{role} after a death", found)
        found.cases[KIND] += 1
    for number in range(MOVES[form]):
        _move(town, ROLES[(town.seed + number) % len(ROLES)], found)


def _move(town: Town, role: str, found: Found) -> None:
    """Killed, carried away with all that is beside the database; asked at the same address it is the same."""
    network = town.network
    before, there = network.roles[role], town.folder / "другое место"
    before.kill()
    shutil.copytree(before.folder, there / role / PROFILE)
    shutil.rmtree(before.folder)
    after = Instance(role, PROFILE, there, network.log, network.clock)
    network.roles[role] = after
    town.start(role)
    twins.goes_on(town, role, f"{role} in another place", found)
    after.stop()
    shutil.copytree(after.folder, before.folder)
    network.roles[role] = before
    town.start(role)
    found.cases[KIND] += 1
