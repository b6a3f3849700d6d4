"""The agent's side of the line to its centre: who to call, whether it answers, whether the contract is good."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from agent_terminal.service import kept
from common.database import Database
from common.errors import NOTHING_SENT, ContractFault, OplataError, Unavailable
from common.http_client import Caller
from common.logs import Log
from common.protocol.endpoint import Endpoint, Message
from common.secrets import Secrets

SECRET = "centre"
CALL_SECONDS = 20.0
MISSING = frozenset({"no_such_door", "wrong_method"})
SILENCE = NOTHING_SENT | {"no_answer"}
PULLED_OUT = "сетевой кабель вынут на стенде / the network cable is out at the bench"
Answer = TypeVar("Answer", bound=msgspec.Struct)
Connect = Callable[[str, str, str, str], Caller]


class Centre:
    """Calls the centre of the contract in force. Nothing of it is called inside a unit of work."""

    def __init__(self, database: Database, secrets: Secrets, connect: Connect, log: Log) -> None:
        """Connect at the first call."""
        self._database = database
        self._secrets = secrets
        self._connect = connect
        self._log = log
        self._caller: Caller | None = None
        self.contract_wrong = False
        self.silent = False
        self.plugged = True
        """Whether the network cable is in: pulled out at the bench, nothing goes out and no answer comes in."""
        self.heard_again: Callable[[], None] = lambda: None
        """Called when the centre answers after a silence or a wrong contract: what waits need wait no more."""

    def renew(self) -> None:
        """The contract was edited: call by the new one, and forget what was wrong with the old."""
        self._caller = None
        self.contract_wrong = False

    def caller(self, url: str, login: str, password: str, them: str) -> Caller:
        """Somebody to ask once, whatever contract is in force."""
        self.demand_cable()
        return self._connect(url, login, password, them)

    def call(
        self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = CALL_SECONDS, may_lack: bool = False
    ) -> Answer:
        """Ask the centre; one of the four errors. Any answer but a silence shows that the line is there.

        `may_lack` says that a centre need not have this door: then nothing is wrong with the contract.
        """
        try:
            answer = self._over_the_cable(endpoint, ask, seconds)
        except ContractFault as fault:
            if may_lack and fault.code in MISSING:
                raise
            if not self.contract_wrong:
                self._log.error("the contract with the centre is wrong", code=fault.code, detail=fault.detail)
            self.contract_wrong = True
            raise
        except OplataError as error:
            if not (isinstance(error, Unavailable) and error.code in SILENCE):
                self._heard()
            else:
                self.silent = True
            raise
        self._heard()
        return answer

    def demand_cable(self) -> None:
        """Unavailable `no_connection` while the network cable is out."""
        if not self.plugged:
            raise Unavailable("no_connection", PULLED_OUT)

    def _over_the_cable(self, endpoint: Endpoint[Any, Answer], ask: Message, seconds: float) -> Answer:
        """A cable that is pulled out while the answer is under way loses the answer, not what was asked."""
        self.demand_cable()
        try:
            answer = self._peer().call(endpoint, ask, seconds=seconds)
        except OplataError:
            if self.plugged:
                raise
        else:
            if self.plugged:
                return answer
        raise Unavailable("no_answer", PULLED_OUT)

    def _heard(self) -> None:
        again = self.silent or self.contract_wrong
        self.silent = self.contract_wrong = False
        if again:
            self.heard_again()

    def _peer(self) -> Caller:
        if self._caller is None:
            contract = self._database.read(kept.contract)
            login = self._secrets.login_of(SECRET)
            if contract is None or login is None:
                raise Unavailable("no_connection", "нет договора с ПЦ / no contract with a centre")
            self._caller = self._connect(contract.url, *login, contract.name.ru)
        return self._caller
