"""What the centre can do for holders of wallets: the parts, beside those of every payment and of shops."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of wallets; an operation names them with `within="wallets.<part>"`."""
