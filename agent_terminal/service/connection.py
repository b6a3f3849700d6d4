"""«Проверить связь»: the port, HTTP, the login, the contract's number of a centre; nothing is changed by it."""

from typing import Protocol

from agent_terminal.service import kept, messages, wording
from agent_terminal.service.centre import SECRET
from agent_terminal.service.ground import Ground
from agent_terminal.service.polls import Polls
from common import four_steps
from common.four_steps import Try
from common.http_client import Caller, reach
from common.principal import Principal
from common.protocol import processing
from common.protocol.connection import Connection, StepName
from common.words import Words

TEST_SECONDS = 10.0
NAMELESS = "T"
"""What a terminal is called in a test made before it has a name."""
NO_CONTRACT = Words("договора с ПЦ ещё нет", "there is no contract with a centre yet")
NO_LOGIN = Words("нужны логин и пароль", "a login and a password are needed")
LET_IN = Words("логин и пароль подошли, доступно {sum}", "login and password were accepted, {sum} is available")
KNOWN = Words(
    "договор {number}, терминал {terminal}: в справочнике поставщиков {count}",
    "contract {number}, terminal {terminal}: providers in the directory: {count}",
)


class Reach(Protocol):
    """The first two steps, over the network or in a simulation, and who answers there."""

    def port(self, url: str) -> Words:
        """Does anything listen there?"""

    def http(self, url: str) -> Words:
        """Does it speak HTTP?"""

    def uid(self, url: str) -> str:
        """Which instance it is, as it says itself; empty when it does not say."""


class Network:
    """The way there is."""

    def __init__(self, ground: Ground) -> None:
        """Its exchanges are logged like all others."""
        self._ground = ground

    def port(self, url: str) -> Words:
        """Connect and hang up."""
        self._ground.centre.demand_cable()
        return reach.reach(url)

    def http(self, url: str) -> Words:
        """Ask for anything; any answer will do."""
        return reach.hello(url, self._ground.log, self._ground.clock, us="terminal")

    def uid(self, url: str) -> str:
        """Ask who is there."""
        self._ground.centre.demand_cable()
        return reach.uid(url, self._ground.log, self._ground.clock, us="terminal")


class ConnectionTest:
    """Tests the way to the centre of the contract in force, of a card, or of what was typed."""

    def __init__(self, ground: Ground, polls: Polls) -> None:
        """A simulation brings its own way to the centre."""
        self._ground = ground
        self._polls = polls
        self.reach: Reach = Network(ground)

    def test_connection(self, who: Principal, ask: messages.AskConnection) -> Connection:
        """The port, HTTP, the login, the contract's number; nothing is changed and no money is moved."""
        url, number, terminal, login, password = self._tested(ask)
        peer = _Question(self._ground, url, login, password, terminal)
        tries: dict[StepName, Try | Words] = {
            StepName.PORT: (lambda: self.reach.port(url)) if url else NO_CONTRACT,
            StepName.HTTP: lambda: self.reach.http(url),
            StepName.LOGIN: peer.login if login and password else NO_LOGIN,
            StepName.NUMBER: lambda: peer.directory(number),
        }
        found = four_steps.walk(tries, self._ground.clock)
        if found.ok and ask == messages.AskConnection():
            self._polls.all_soon()
        return found

    def _tested(self, ask: messages.AskConnection) -> tuple[str, str, str, str, str]:
        """What was typed goes before the card, the card before the contract in force.

        The kept password goes to no address but that of the contract, or the one its centre is said to have moved to.
        """
        contract = self._ground.database.read(kept.contract)
        url = number = login = password = ""
        if ask.card is not None:
            card = ask.card
            url, number, login, password = card.url, card.number, card.login, card.password
        elif contract is not None and (ask.existing or not ask.url):
            url, number = contract.url, contract.number
            login, password = self._ground.secrets.login_of(SECRET) or ("", "")
        terminal = ask.terminal.strip() or ("" if contract is None else contract.terminal) or NAMELESS
        return (
            ask.url.strip().rstrip("/") or url,
            ask.number.strip() or number,
            terminal,
            ask.login.strip() or login,
            ask.password or password,
        )


class _Question:
    """The last two steps: the deposit shows that the login fits, the directory that the terminal is known."""

    def __init__(self, ground: Ground, url: str, login: str, password: str, terminal: str) -> None:
        self._ground = ground
        self._whom = (url, login, password)
        self._terminal = terminal

    def login(self) -> Words:
        """Ask for the deposit."""
        ask = processing.AskDeposit(terminal=self._terminal)
        answer = self._caller().call(processing.DEPOSIT, ask, seconds=TEST_SECONDS)
        return wording.filled(LET_IN, sum=wording.sum_words(answer.available))

    def directory(self, number: str) -> Words:
        """Ask for the whole directory."""
        ask = processing.AskDirectory(terminal=self._terminal)
        answer = self._caller().call(processing.PROVIDERS, ask, seconds=TEST_SECONDS)
        return KNOWN.format(number=number, terminal=self._terminal, count=len(answer.providers))

    def _caller(self) -> Caller:
        return self._ground.centre.caller(*self._whom, "connection-test")
