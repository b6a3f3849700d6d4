"""What a payer's page shows besides the intent, its ways to pay and its events; made for the hosted checkout page."""

from common.protocol.shop.naming import ShopMessage


class AskCheckout(ShopMessage, frozen=True):
    """An intent as its payer's page needs it; `terminationUri` is where its shop wants the payer to come back to."""

    payment_intent_id: str
    termination_uri: str = ""


class Checkout(ShopMessage, frozen=True, omit_defaults=True):
    """Whose order this is, by name, and where the payer goes afterwards.

    `returnUrl` is the address that was asked for, if its POS has registered it; else the POS's first; else empty.
    """

    shop_name: str
    return_url: str = ""


class QrPicture(ShopMessage, frozen=True):
    """A QR code of `size` × `size` squares: `path` is an SVG path of the dark ones, each 1 × 1.

    Whoever draws it leaves 4 light squares at every side.
    """

    size: int
    path: str
