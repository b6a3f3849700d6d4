"""The agent's commission on inserted cash: by provider, by group of providers, or for all others; minor units."""

from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake
from common.words import Words


class SetCommission(Message, frozen=True):
    """The commission for one provider, for one group (by its Russian name), or without both for all others.

    `edition` is of the commission that it replaces, as it was seen; empty for whatever there is.
    """

    provider_id: int | None = None
    basis_points: int = 0
    fixed: int = 0
    minimum: int = 0
    maximum: int | None = None
    group: str = ""
    edition: str = ""


class RemoveCommission(Message, frozen=True):
    """That provider or group falls back to its group's commission or the one for all others."""

    provider_id: int | None = None
    group: str = ""
    edition: str = ""


class Commission(Message, frozen=True):
    """One commission in force; without `provider_id` and `group` the default one. `on_1000`: the fee on 1000.00."""

    provider_id: int | None
    basis_points: int
    fixed: int
    minimum: int
    maximum: int | None
    on_1000: int
    group: str = ""
    whom: Words = Words("", "")
    edition: str = ""


class Commissions(Message, frozen=True):
    """Every commission of this agent; `none` is the edition of one that is not there."""

    commissions: list[Commission]
    none: str = ""


class PreviewCommission(Message, frozen=True):
    """What a commission would take, and what is wrong or strange with it."""

    provider_id: int | None = None
    basis_points: int = 0
    fixed: int = 0
    minimum: int = 0
    maximum: int | None = None
    group: str = ""


class PreviewRow(Message, frozen=True):
    """`fee` is the agent's, `credited` goes to the provider; `share` is the fee in hundredths of a percent."""

    inserted: int
    fee: int
    credited: int
    share: int


class CommissionPreview(Message, frozen=True):
    """Examples, what must be corrected, and what may surprise a payer."""

    rows: list[PreviewRow]
    mistakes: list[Mistake]
    warnings: list[Words]


class ProviderRow(Message, frozen=True):
    """A provider of the directory in force."""

    provider_id: int
    name: Words
    group: Words
    minimum: int
    maximum: int


class Providers(Message, frozen=True):
    """Whom a payer may choose from."""

    version: int
    providers: list[ProviderRow]
