"""What the operator sets once: the contract, commissions, who runs the terminal, its acceptor; sums in minor units."""

from common.protocol.card import Card
from common.protocol.endpoint import Message
from common.words import Words


class Connect(Message, frozen=True):
    """Sign a contract with a centre: the agent's card, and the name this terminal goes by there."""

    card: Card
    terminal: str


class Connected(Message, frozen=True):
    """The contract as it is kept; `deposit` and `providers` are what a first call brought, `problem` why it did not."""

    centre: Words
    url: str
    number: str
    terminal: str
    deposit: int | None
    providers: int
    problem: Words


class SetCommission(Message, frozen=True):
    """The agent's commission on inserted cash, for one provider or (without `provider_id`) for all others."""

    provider_id: int | None = None
    basis_points: int = 0
    fixed: int = 0
    minimum: int = 0
    maximum: int | None = None


class Commission(Message, frozen=True):
    """One tariff in force; `provider_id` is empty for the default one. `on_1000` is the fee on 1000.00 inserted."""

    provider_id: int | None
    basis_points: int
    fixed: int
    minimum: int
    maximum: int | None
    on_1000: int


class Commissions(Message, frozen=True):
    """Every tariff of this agent."""

    commissions: list[Commission]


class SetAgent(Message, frozen=True):
    """Who runs the terminal, as receipts say; `patience` makes all waits 1 to 10 times longer."""

    name: str
    inn: str = ""
    address: str = ""
    phone: str = ""
    notes: list[int] = []
    patience: int = 1


class SetAcceptor(Message, frozen=True):
    """Where the banknote acceptor is: COM3, /dev/ttyUSB0, socket://127.0.0.1:PORT; an empty line takes it away."""

    line: str
    speed: int = 9600


class Done(Message, frozen=True):
    """It is done; the words say what."""

    done: Words
