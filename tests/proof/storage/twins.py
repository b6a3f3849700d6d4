"""Two instances over one folder: the second is refused and told who has it, whenever it comes; the first goes on."""

from common.protocol.codes import CODES
from tests.proof.form import Form
from tests.proof.storage import starts
from tests.proof.storage.found import Found
from tests.proof.storage.starts import LANGUAGES, REFUSED, Start
from tests.proof.storage.town import ROLES, Town

KIND = "second instance"
TOGETHER = {Form.SAMPLE: 1, Form.SHORT: 2, Form.LONG: 20}
BESIDE = {Form.SAMPLE: 2, Form.SHORT: 4, Form.LONG: 4}
BACK_SECONDS = 10.0


def run(town: Town, form: Form, found: Found) -> None:
    """Beside one that runs, at the same moment, and after a death that has left its lock behind."""
    chosen = [ROLES[(town.seed + 2 * number + number // 2) % len(ROLES)] for number in range(BESIDE[form])]
    begun = {role: starts.begin(role, town.network.folder / "data", _language(role), copy=False) for role in chosen}
    for role, process in begun.items():
        _demand_refused(f"second {role}", starts.ended(process), _language(role), found)
        goes_on(town, role, f"second {role}", found)
    for number in range(TOGETHER[form]):
        _at_once(town, ROLES[(town.seed + number) % len(ROLES)], found)


def demand_refused(town: Town, role: str, case: str, found: Found) -> None:
    """Another one started now has no chance."""
    _demand_refused(case, starts.refused(role, town.network.folder / "data", copy=False), "ru", found)


def goes_on(town: Town, role: str, case: str, found: Found) -> None:
    """The one that was there still writes."""
    try:
        town.until(lambda: town.touch(role).status == 200, BACK_SECONDS)
    except TimeoutError:
        found.stuck.append(f"{case}: {town.touch(role)}")


def _demand_refused(case: str, start: Start, language: str, found: Found) -> None:
    text = CODES["folder_in_use"].ru if language == "ru" else CODES["folder_in_use"].en
    found.demand_said(case, start.said, text.partition("{")[0].strip(" ("))
    if start.code not in REFUSED:
        found.silent.append(f"{case}: exit code {start.code}")
    found.cases[KIND] += 1


def _at_once(town: Town, role: str, found: Found) -> None:
    """It was killed; two start over what it has left: one of them has it, the other is refused."""
    case, instance = f"two {role} at once", town.network.roles[role]
    instance.kill()
    instance.start()
    other = starts.begin(role, town.network.folder / "data", copy=False)
    town.until(lambda: other.poll() is not None or not instance.running())
    if other.poll() is not None:
        instance.wait()
        _demand_refused(case, starts.ended(other), "ru", found)
    else:
        if starts.ended(other).code != 0:
            found.stuck.append(f"{case}: both are gone")
        instance.stop()
        town.start(role)
        found.cases[KIND] += 1
    goes_on(town, role, case, found)


def _language(role: str) -> str:
    return LANGUAGES[ROLES.index(role) % 2]
