"""An operator at the centre's own doors, over HTTP, by his own login."""

import http.client
import json
from base64 import b64encode
from typing import Any, NamedTuple

from tests.intents.centre import Answer, Platform


class Operator(NamedTuple):
    """Somebody who may enter the operator's doors."""

    port: int
    login: str
    password: str

    def ask(self, operation: str, **ask: Any) -> Answer:
        """One operation by its command's name."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        basic = b64encode(f"{self.login}:{self.password}".encode()).decode()
        given = {"authorization": f"Basic {basic}", "content-type": "application/json"}
        try:
            wire.request("POST", f"/v1/operator/{operation}", json.dumps(ask).encode(), given)
            answer = wire.getresponse()
            said = answer.read()
        finally:
            wire.close()
        return Answer(answer.status, json.loads(said) if said else None)

    def yes(self, operation: str, **ask: Any) -> Any:
        """The answer of one that is not refused."""
        answer = self.ask(operation, **ask)
        assert answer.status == 200, answer
        return answer.body

    def colleague(self, login: str) -> "Operator":
        """A login for somebody else."""
        told = self.yes("add-operator", name=login.title(), login=login)
        return Operator(self.port, told["login"], told["password"])


def own(platform: Platform) -> Operator:
    """The login of this computer's windows and commands."""
    known = platform.instance.secrets.login_of("operator")
    assert known is not None
    return Operator(platform.port, *known)
