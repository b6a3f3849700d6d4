"""How a simulated device behaves where real ones differ."""

from dataclasses import dataclass, field

from agent_terminal.ccnet.bills import BillTable, BillType
from agent_terminal.ccnet.codes import Command

ROUBLES = {2: 10, 3: 50, 4: 100, 5: 500, 6: 1000, 7: 5000, 12: 200, 13: 2000}
KOPECKS = 100


def roubles() -> BillTable:
    """The notes of a real unit for roubles: 200 and 2000 came later and stand apart."""
    return {number: BillType(number, value * KOPECKS, "RUS", "RUB") for number, value in ROUBLES.items()}


@dataclass(frozen=True)
class Options:
    """The defaults make a well-behaved SM of firmware RUS, about as quick as a real one."""

    bills: BillTable = field(default_factory=roubles)
    part: str = "SM-RU1353"
    serial: str = "21KC08003412"
    asset: bytes = bytes.fromhex("41100000 00C9FF")
    initialize_seconds: float = 3.0
    linger_seconds: float = 0.0
    """After RESET some units go on saying 10 for up to 4 s."""
    accept_seconds: float = 0.6
    reject_seconds: float = 0.6
    escrow_seconds: float = 10.0
    hold_seconds: float = 10.0
    stack_seconds: float = 1.0
    return_seconds: float | None = 0.8
    """Until the payer takes a returned note; None: until `pull`."""
    pause_seconds: float | None = 10.0
    """R260: then both notes are pushed out. None (R243): stuck until RESET."""
    capacity: int = 600
    disabled_after_note: bool = False
    """R231 and Creator: after 81, 82 and 1C the unit goes to UNIT DISABLED, masks cleared."""
    reports_return_after_reset: bool = False
    forgets_receipt_on_reset: bool = False
    """R231's reading; R260 keeps an 81 until it is ACKed."""
    forgets_receipt_when_sent: bool = False
    """R231: the memory across a loss of power lasts until the answer with 81 is sent, not until its ACK."""
    unknown_commands: frozenset[int] = frozenset()
    """Commands that this firmware answers with ILLEGAL, as a real FLS does with SET SECURITY."""
    padded: bool = False
    """Every POLL answer is padded to three bytes."""
    byte_seconds: float = 0.0
    """Wire pacing: 0.00104 at 9600 baud, 0.00052 at 19200."""
    echo: bool = False
    """A two-wire line: the host hears itself before it hears the device."""
    gap_seconds: float = 0.05
    """A longer silence inside a frame means that the rest will not come."""


FLS = Options(part="FLS-EU10-693639", serial="07KI41AS7482", unknown_commands=frozenset({Command.SET_SECURITY}))
"""A real unit that does not know SET SECURITY."""
