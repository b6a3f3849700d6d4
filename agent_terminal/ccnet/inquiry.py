"""A question of staff's to the device, asked between the host's own: it changes nothing in the device."""

from collections.abc import Callable
from dataclasses import dataclass

from agent_terminal.ccnet.codes import BROKEN, POWERED_UP, Command, Status

AT_REST = frozenset({Status.INITIALIZE, Status.DISABLED}) | (BROKEN - {Status.CHEATED, Status.PAUSE})
ALLOWED_IN: dict[Command, frozenset[Status]] = {
    Command.GET_STATUS: AT_REST | POWERED_UP | {Status.IDLING},
    Command.IDENTIFICATION: AT_REST,
    Command.GET_CRC32: AT_REST,
    Command.GET_STACKED_COUNT: AT_REST | {Status.IDLING},
    Command.GET_RELEASE_DATE: AT_REST | {Status.IDLING},
}
"""Where each is legal (CCNET 6); elsewhere a device answers ILLEGAL COMMAND, which old firmware does anyway."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`told` gets the payload of the answer, ACK, NAK and ILLEGAL among them, or None where none came."""

    command: Command
    told: Callable[[bytes | None], object]

    @property
    def question(self) -> bytes:
        """What is said on the line."""
        return bytes((self.command,))

    def may_be_asked(self, status: int | None) -> bool:
        """Whether the device is in a state where it would answer."""
        return status in ALLOWED_IN[self.command]
