"""Tokens under /v2: what a client may do with one intent, and cards turned into tokens by the vault."""

from datetime import datetime

from common.protocol.shop.naming import ShopMessage
from common.protocol.shop.parts import ClientInfo, ToolDetails


class AskAccessToken(ShopMessage, frozen=True):
    """A new token for an intent's payer: read the intent, read and write its payments, tokenise."""

    payment_intent_id: str


class RevokeTokens(ShopMessage, frozen=True):
    """All tokens of an intent end within a second, on every worker."""

    payment_intent_id: str


class CardData(ShopMessage, frozen=True, tag_field="paymentToolType", tag="CardData"):
    """A card as its holder typed it; `expDate` is MM/YY. It is read by the vault alone."""

    card_number: str
    exp_date: str
    cvv: str
    card_holder: str = ""

    def __repr__(self) -> str:
        """Nothing of it."""
        return "CardData(…)"


class Tokenise(ShopMessage, frozen=True):
    """Only by a payer's token of an intent (`paymentIntentAuthToken`); a shop's own key is refused with words."""

    payment_tool: CardData
    client_info: ClientInfo


class Tokenised(ShopMessage, frozen=True):
    """The card's token and its session; both work for this intent only, and the session once."""

    payment_tool_token: str
    payment_session: str
    payment_tool_details: ToolDetails
    client_info: ClientInfo
    valid_until: datetime

    def __repr__(self) -> str:
        """Without the tokens."""
        return f"Tokenised({self.payment_tool_details!r})"
