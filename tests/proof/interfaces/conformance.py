"""Schemathesis at every role's document: sound and unsound questions at every door of four real processes."""

import time
from collections import Counter
from pathlib import Path
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as with_seed
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from common.protocol.codes import UNAVAILABLE
from launcher_app.agreements import PHONE
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.interfaces.logins import Bearer, Login, of_role, of_shops, of_wallets, whose
from tests.proof.network import Network

LANE = "conformance"
QUESTIONS = {Form.SAMPLE: 1, Form.SHORT: 7, Form.LONG: 40}
"""Sound questions a door, and as many unsound ones."""
FEWER = {"/v1/operator/find-acceptor": 1, "/v1/operator/set-acceptor": 2, "/kiosk/staff/enter": 2}
"""Doors that wait for a device or compute a hash on purpose."""
LEAST_CASES = {Form.SAMPLE: 450, Form.SHORT: 3_000, Form.LONG: 20_000}
SECONDS = 30
TURNED_AWAY = (401, 403, 404, 405)
OF_LOGINS = frozenset(
    ("login_required", "wrong_password", "no_such_door", "wrong_method", "token_required", "wrong_token",
     "shop_key_required", "client_token_required")
)  # fmt: skip
"""Words for who asks, not for what is asked."""
CHECKS: Any = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
REFUSES: Any = [*CHECKS, checks.negative_data_rejection]
NOBODY_KNOWS = frozenset(UNAVAILABLE) - {"internal_error"}
"""Words that a 5xx may say: another role is away, or a promise cannot be made now. A bug says none of them."""


class Role:
    """One role's document, asked door by door."""

    def __init__(self, name: str, url: str, logins: dict[str, Login | Bearer], seed: int) -> None:
        """The document says that a door needs a login; which one it takes is known here, so it is not made up."""
        self.asked: Counter[str] = Counter()
        self.reached: set[str] = set()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.unavailable: Counter[str] = Counter()
        self._name, self._url, self._logins, self._seed = name, url, logins, seed
        self._session = requests.Session()
        self._session.trust_env = False
        document = self._session.get(f"{url}/openapi.json", timeout=SECONDS).json()
        self._says_xml = {
            (path, method)
            for path, doors in document["paths"].items()
            for method, door in doors.items()
            if "application/json" not in next(iter(door["responses"].values()))["content"]
        }
        for doors in document["paths"].values():
            for door in doors.values():
                door.pop("security", None)
        self._schema = schemathesis.openapi.from_dict(document)

    def ask(self, examples: int) -> None:
        """Every door, with and without its login."""
        for found in self._schema.get_all_operations():
            operation: Any = found.ok()  # type: ignore[union-attr] # a document that is unsound raises here
            self.asked[operation.label] += 0
            login = self._login(operation.path, operation.method)
            if login is not None and self._plain(operation.path, operation.method).status_code != 401:
                self.open.append(f"{self._name} {operation.label}")
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                self._all(operation, mode, login, min(examples, FEWER.get(operation.path, examples)))
        self._session.close()

    def _all(self, operation: Any, mode: GenerationMode, login: Login | Bearer | None, examples: int) -> None:
        dialect = (operation.path, operation.method) in self._says_xml
        wanted = CHECKS if dialect or mode is GenerationMode.POSITIVE else REFUSES

        @with_seed(self._seed)
        @settings(
            max_examples=examples,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(operation.as_strategy(generation_mode=mode))
        def every(case: Case[Any]) -> None:
            self._one(case, login, wanted)

        try:
            every()
        except Unsatisfiable:
            return  # a question without fields cannot be asked wrongly

    def _one(self, case: Case[Any], login: Login | Bearer | None, wanted: Any) -> None:
        label = case.operation.label
        answer = case.call(base_url=self._url, session=self._session, auth=login, timeout=SECONDS)
        self.asked[label] += 1
        if answer.status_code not in TURNED_AWAY or _says_why(answer):
            self.reached.add(label)
        if answer.status_code >= 500:
            code = answer.json()["code"]
            self.unavailable[code] += 1
            if code not in NOBODY_KNOWS:
                self.faults.append(f"{self._name} {label} {answer.status_code} {code}: {case.body!r:.200}")
            return
        try:
            case.validate_response(answer, checks=wanted)
        except FailureGroup as group:
            self.faults += [f"{self._name} {label}: {one.title}: {case.body!r:.200}" for one in group.exceptions]

    def _login(self, path: str, method: str) -> Login | Bearer | None:
        kinds = whose(self._name, path, method)
        if not kinds:
            return None
        if path == "/osmp":
            return self._logins["osmp"]
        return next(self._logins[kind] for kind in ("operator", *sorted(self._logins)) if kind in kinds)

    def _plain(self, path: str, method: str) -> requests.Response:
        return self._session.request(method, self._url + path, json={}, timeout=SECONDS)


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """All four roles, one after another."""
    figures = Figures(LANE, seed)
    began = time.monotonic()
    with Network(folder) as network:
        contracts = network.sign()
        osmp = network.ask("provider", "sign-processing", name="ОСМП", dialect="osmp", fields=[PHONE])
        roles = []
        for name, instance in network.roles.items():
            logins: dict[str, Login | Bearer] = {**of_role(network, contracts, name)}
            logins["osmp"] = osmp["login"], osmp["password"]
            if name == "processing":
                logins |= of_shops(network)
                logins |= of_wallets(network, contracts)
            roles.append(Role(name, instance.url, logins, seed))
            roles[-1].ask(QUESTIONS[form])
    said: Counter[str] = sum((role.unavailable for role in roles), Counter())
    words = f"{time.monotonic() - began:.0f} s; 503 as the document says, since another role was away: {dict(said)}"
    figures.least("cases", sum(role.asked.total() for role in roles), LEAST_CASES[form], words)
    figures.none("doors never reached", [label for role in roles for label in role.asked if label not in role.reached])
    figures.none("doors open without a login", [label for role in roles for label in role.open])
    figures.none("5xx and broken schemas", [fault for role in roles for fault in role.faults])
    return figures.rows


def _says_why(answer: Any) -> bool:
    """Whether a door turned away for what was asked, not for who asked."""
    if not answer.headers["content-type"][0].startswith("application/json"):
        return True
    said = answer.json()
    return said["code"] not in OF_LOGINS
