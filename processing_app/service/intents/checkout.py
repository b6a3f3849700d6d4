"""What a payer's page shows besides the intent itself: its shop, the way back there, the QR code of an interaction."""

from common import qr
from common.database import Connection
from common.errors import ContractFault
from common.principal import Principal
from common.protocol.shop.checkout import AskCheckout, Checkout, QrPicture
from common.protocol.shop.payments import AskPayment
from processing_app.core.domain import Shop
from processing_app.service.domain import find
from processing_app.service.intents.callbacks import leads_home
from processing_app.service.intents.ground import Ground, one_of
from processing_app.service.intents.seeing import READ_PAYMENTS

NO_PAGE_OF_OURS = ""
"""The way back leads to a shop, never to the checkout page itself."""


class Checkouts:
    """Reads; changes nothing."""

    def __init__(self, ground: Ground) -> None:
        """All of it is given."""
        self._ground = ground

    def checkout(self, db: Connection, who: Principal, ask: AskCheckout) -> Checkout:
        """The shop's name, and the registered address where its payer comes back to; pages may move meanwhile."""
        state = self._ground.look(db, who, ask.payment_intent_id)
        pos = self._ground.domain.pos(db, state.asked.pos_id)
        shop = find(db, "shop", pos.shop_id)
        assert isinstance(shop, Shop)
        home = leads_home(ask.termination_uri, pos.return_urls, NO_PAGE_OF_OURS)
        first = pos.return_urls[0] if pos.return_urls else ""
        return Checkout(shop_name=shop.name, return_url=ask.termination_uri if home else first)

    def qr_code(self, db: Connection, who: Principal, ask: AskPayment) -> QrPicture:
        """The picture that a payer is to show his bank's application; ContractFault `not_found` when there is none."""
        state = self._ground.look(db, who, ask.payment_intent_id, READ_PAYMENTS)
        interaction = one_of(state, ask.payment_id).interaction or {}
        text = interaction.get("qrCode")
        if not isinstance(text, str):
            raise ContractFault("not_found")
        rows = qr.squares(text)
        return QrPicture(size=len(rows), path=path(rows))


def path(rows: list[list[bool]]) -> str:
    """The dark squares as one SVG path: a rectangle for each run of a row."""
    return "".join(
        f"M{start} {number}h{length}v1h-{length}z" for number, row in enumerate(rows) for start, length in _runs(row)
    )


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark squares begin, and how many stand together."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(row):
        if dark and at and row[at - 1]:
            start, length = found.pop()
            found.append((start, length + 1))
        elif dark:
            found.append((at, 1))
    return found
