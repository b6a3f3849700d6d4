"""What the operator sets once: the contract, who runs the terminal, its acceptor; sums in minor units."""

from datetime import datetime

from agent_terminal.service.messages.desk import State
from common.protocol.card import Card
from common.protocol.endpoint import Message
from common.words import Words


class Connect(Message, frozen=True):
    """Sign a contract with a centre: the agent's card, and the name this terminal goes by there."""

    card: Card
    terminal: str


class WriteContract(Message, frozen=True):
    """Sign a contract without a card, by what the centre has told."""

    url: str
    number: str
    login: str
    password: str
    terminal: str
    name: str = ""


class EditContract(Message, frozen=True):
    """The same centre has another address, or gave another login; an empty `password` leaves the one that is kept."""

    url: str
    login: str
    terminal: str
    password: str = ""
    edition: str = ""


class TryContract(Message, frozen=True):
    """What the service has against a contract, without signing it; `existing` for an edit."""

    url: str = ""
    number: str = ""
    login: str = ""
    password: str = ""
    terminal: str = ""
    existing: bool = False


class AskConnection(Message, frozen=True):
    """Test the way to a centre: of the card, of what was typed over it, or of the contract in force.

    `existing` says that what was typed is an edit of that contract, whose login is used where none was typed.
    """

    card: Card | None = None
    url: str = ""
    number: str = ""
    login: str = ""
    password: str = ""
    terminal: str = ""
    existing: bool = False


class Connected(Message, frozen=True):
    """The contract as it is kept; `deposit` and `providers` are what a first call brought, `problem` why it did not.

    `edition` is of the contract as it was signed: what an edit of it must have seen.
    """

    centre: Words
    url: str
    number: str
    terminal: str
    deposit: int | None
    providers: int
    problem: Words
    edition: str = ""


class ContractShown(Message, frozen=True):
    """The contract in force, without its password."""

    centre: Words
    url: str
    number: str
    login: str
    terminal: str
    edition: str


class SetAgent(Message, frozen=True):
    """Who runs the terminal, as receipts say; `patience` makes all waits 1 to 10 times longer.

    Without `notes` those that are taken stay; `edition` is of what it replaces, empty for whatever there is.
    """

    name: str
    inn: str = ""
    address: str = ""
    phone: str = ""
    notes: list[int] = []
    patience: int = 1
    edition: str = ""


class AgentShown(Message, frozen=True):
    """Who runs the terminal; `possible` are notes to choose from, in minor units."""

    name: str
    inn: str
    address: str
    phone: str
    notes: list[int]
    patience: int
    possible: list[int]
    edition: str


class Closed(Message, frozen=True):
    """A reason why no payments are taken: its code, its words, what to do, and the office's page where that is done."""

    code: str
    why: Words
    todo: Words
    page: str


class Overview(Message, frozen=True):
    """The terminal at a glance for its office; the last five tell how far a new terminal is."""

    state: State
    contract: ContractShown | None
    agent: AgentShown
    reasons: list[Closed]
    stopped: bool
    described: bool
    priced: bool
    accepting: bool
    paid: bool
    directory_at: datetime | None
    deposit: int | None
    deposit_blocked: bool


class SetAcceptor(Message, frozen=True):
    """Where the banknote acceptor is: simulator, COM3, /dev/ttyUSB0, socket://127.0.0.1:PORT; empty: there is none.

    `rts` raises RTS, which a Cashcode GX over USB needs and most others take for a reset.
    """

    line: str
    speed: int = 9600
    rts: bool = False


class Done(Message, frozen=True):
    """It is done; the words say what."""

    done: Words
