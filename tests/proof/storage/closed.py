"""Folders and files that may only be read: while a role runs, and when it starts. Told, nothing half done, then on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common.protocol.codes import CODES
from tests.proof.form import Form
from tests.proof.storage.found import Found
from tests.proof.storage.full import FULL
from tests.proof.storage.starts import LANGUAGES, REFUSED, begin, copied, ended
from tests.proof.storage.town import ROLES, Town

KIND = "closed folder"
SHUT_FOLDER, SHUT_FILE, OPEN_FOLDER, OPEN_FILE = 0o500, 0o400, 0o700, 0o600
TOLD = ("folder_not_writable", "storage_full", "database_not_durable")


def run(town: Town, form: Form, found: Found) -> None:
    """While they run; then starts over copies, half of them with the whole folder shut, half with the database."""
    for role in ROLES:
        _running(town, role, found)
    starts = []
    for number, role in enumerate(ROLES):
        data = town.folder / "shut" / role
        there = copied(role, town.network.roles[role].folder, data)
        whole = bool((number + town.seed) % 2)
        (there if whole else there / f"{role}.db").chmod(SHUT_FOLDER if whole else SHUT_FILE)
        starts.append((role, there, begin(role, data, LANGUAGES[number % 2]), LANGUAGES[number % 2]))
    for role, there, process, language in starts:
        _demand_refused(f"{role} over a shut folder", *ended(process), language, found)
        there.chmod(OPEN_FOLDER)


def _demand_refused(case: str, code: int | None, said: str, language: str, found: Found) -> None:
    texts = [CODES[one].ru if language == "ru" else CODES[one].en for one in TOLD]
    does = [text.rpartition("}")[2].strip(" .)") for text in texts]
    if code not in REFUSED or not any(one in said for one in does) or "Traceback" in said:
        found.silent.append(f"{case}: {code} {said[-300:]!r}")
    found.cases[KIND] += 1


def _running(town: Town, role: str, found: Found) -> None:
    """Files that are open stay so: what is answered with a yes was written. What needs a new file is told."""
    case, folder = f"{role} with its folder shut", town.network.roles[role].folder
    asks = [town.question()] if role == "processing" else []
    with _shut(folder):
        answer = town.touch(role)
        if answer.status != 200:
            found.demand_told(case, answer, FULL)
        for ask in asks:
            answer = town.ask_payment(ask)
            if answer.status != 200:
                found.demand_told(f"{case}, a payment", answer, FULL)
        if role == "consumer":
            found.demand_told(f"{case}, its file of contracts", town.touch(role), FULL)
    try:
        town.until(lambda: town.touch(role).status == 200)
    except TimeoutError:
        found.stuck.append(f"{case}: {town.touch(role)}")
    for ask in asks:
        town.ask_payment(ask)
    found.cases[KIND] += 1


@contextmanager
def _shut(folder: Path) -> Iterator[None]:
    files = [path for path in folder.iterdir() if path.is_file()]
    for path in files:
        path.chmod(SHUT_FILE)
    folder.chmod(SHUT_FOLDER)
    try:
        yield
    finally:
        folder.chmod(OPEN_FOLDER)
        for path in files:
            path.chmod(OPEN_FILE)
