"""A seat of the network: a role, the instance that plays it, or a student's own program in its place."""

from enum import StrEnum

import msgspec

from common import settings
from common.words import Words

ORDER = ("provider", "processing", "terminal", "consumer")
"""Roles in the order in which they need each other; the map shows them in the order in which money flows."""
ON_MAP = ("consumer", "terminal", "processing", "provider")


class Player(StrEnum):
    """Who plays a role."""

    OURS = "ours"
    COMMAND = "command"
    ADDRESS = "address"


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """`network` is the profile of its main instances; the second provider of it is number 2, its profile `<network>-2`.

    A COMMAND is a student's program that we start by `words` and that answers at `url`; an ADDRESS is one that somebody
    else started. Both are reached through our proxy, at the address that others were told. `port` is that address's
    port, where it is not the one that the instance of ours keeps.
    """

    role: str
    network: str = settings.PROFILE
    number: int = 1
    player: Player = Player.OURS
    words: tuple[str, ...] = ()
    url: str = ""
    port: int = 0

    @property
    def name(self) -> str:
        """What boards, logs and tests call it: `provider`, `provider-2`."""
        return self.role if self.number == 1 else f"{self.role}-{self.number}"

    @property
    def profile(self) -> str:
        """The instance's own profile."""
        return self.network if self.number == 1 else f"{self.network}-{self.number}"

    @property
    def called(self) -> bool:
        """Whether others call it: nobody calls a terminal."""
        return self.role != "terminal"

    @property
    def title(self) -> Words:
        """What people call it: «Поставщик», «Поставщик 2»."""
        words = settings.TITLES[self.role]
        return words if self.number == 1 else Words(f"{words.ru} {self.number}", f"{words.en} {self.number}")
