"""What payments ask of the vault: whose card a token is, and how it is shown. The vault alone knows its number."""

from collections.abc import Sequence
from typing import Protocol

from processing_app.bank.contract import Card
from processing_app.vault.contract import Admitted as Admitted


class Shown(Protocol):
    """Who knows the tokens by which a shop knows a card and its session."""

    def shown(self, resource: str, session: str) -> tuple[str, str]:
        """The tokens that the shop was shown, empty when they are not known."""


class Cards(Shown, Protocol):
    """The vault, as the centre may use it."""

    def admitted(self, token: str, session: str, intent_id: str) -> Admitted:
        """Who made both for this intent: Rejected `invalid_payment_tool_token` or `invalid_payment_session`. No I/O."""

    def demand_unused(self, resource: str, session: str) -> None:
        """A payment may begin with it: Rejected `invalid_payment_session` when it has ended or one did already."""

    def cards(self, asked: Sequence[tuple[str, str]]) -> list[Card | None]:
        """The cards for an adapter, by resource and session; None once a session has ended."""

    def forget(self, session: str) -> None:
        """The session has done its work: its CVV is gone within a second."""
