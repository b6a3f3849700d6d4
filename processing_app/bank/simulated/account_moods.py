"""How the simulated bank treats transfers to its accounts, as an operator sets it for a lesson or a test."""

from enum import StrEnum

import msgspec


class AccountMood(StrEnum):
    """What is wrong with an account today, or with all of them."""

    OK = "ok"
    REFUSES = "refuses"
    """It takes no money: the account is closed."""
    SILENT = "silent"
    """The bank hears nothing and answers nothing."""
    TWICE = "twice"
    """Every answer comes twice: it is told unasked, too."""
    GARBAGE = "garbage"
    """The bank does what it is asked, and its answers cannot be read."""
    SLOW = "slow"
    """The transfer is taken at once and done `pause_ms` later."""
    LOST = "lost"
    """The bank does what it is asked; the answer is lost, and only a question about it tells."""


class AccountSet(msgspec.Struct, frozen=True):
    """A mood; with `times` above 0 it passes after so many questions."""

    mood: AccountMood = AccountMood.OK
    pause_ms: int = 0
    times: int = 0

    def after_one(self) -> "AccountSet":
        """What is left of it after one more question."""
        if self.mood is AccountMood.OK or self.times == 0:
            return self
        return msgspec.structs.replace(self, times=self.times - 1) if self.times > 1 else AccountSet()
