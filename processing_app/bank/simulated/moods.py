"""How the simulated bank behaves, as an operator sets it for a lesson or a test."""

from enum import StrEnum

import msgspec


class Mood(StrEnum):
    """What is wrong with the bank today."""

    OK = "ok"
    SLOW = "slow"
    """Every operation is answered at the second asking, `pause_ms` later."""
    SILENT = "silent"
    """It hears nothing and answers nothing."""
    LATE = "late"
    """It authorizes, but its answers to that never arrive while the mood lasts."""
    UNKNOWN_ONCE = "unknown_once"
    """It does what it is asked; the first answer to each operation is lost."""
    LYING = "lying"
    """It does what it is asked and names another sum."""
    GARBAGE = "garbage"
    """Its answers cannot be read."""
    REFUSING = "refusing"
    """New authorizations and refunds are refused by the card's issuer."""


class Set(msgspec.Struct, frozen=True):
    """A mood; with `times` above 0 it passes after so many answers."""

    mood: Mood = Mood.OK
    pause_ms: int = 0
    times: int = 0

    def after_one(self) -> "Set":
        """What is left of it after one more answer."""
        if self.mood is Mood.OK or self.times == 0:
            return self
        return msgspec.structs.replace(self, times=self.times - 1) if self.times > 1 else Set()
