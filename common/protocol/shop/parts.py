"""What messages of /v2 are made of: carts, flows, payers, cards as they are shown, what a payer is asked to do."""

from datetime import datetime
from typing import Literal

import msgspec

from common.protocol.shop.naming import ShopMessage, wire
from common.words import Words

Rate = Literal["0%", "10%", "20%", "22%", "10/110", "20/120", "22/122"]
OnHoldExpiration = Literal["cancel", "capture"]


class Share(ShopMessage, frozen=True):
    """p of q parts: 1 of 30."""

    p: int
    q: int


class Rational(ShopMessage, frozen=True):
    """A quantity that is no whole number."""

    share: Share


class Vat(ShopMessage, frozen=True, tag_field="type", tag="PaymentIntentLineTaxVAT"):
    """The value added tax that a line's price includes."""

    rate: Rate


class CartLine(ShopMessage, frozen=True):
    """A line of the cart: cost = price × quantity by the POS's rounding policy; it may be left out of a question."""

    product: str
    price: int
    quantity: int | Rational = 1
    cost: int | msgspec.UnsetType = msgspec.UNSET
    tax_mode: Vat | msgspec.UnsetType = msgspec.UNSET
    measurement_unit: str | msgspec.UnsetType = msgspec.UNSET


class InstantFlow(ShopMessage, frozen=True, tag_field="type", tag="PaymentFlowInstant"):
    """Authorized and captured at once."""


class HoldFlow(ShopMessage, frozen=True, tag_field="type", tag="PaymentFlowHold"):
    """Authorized, and captured or cancelled later: at `heldUntil` by `onHoldExpiration`."""

    on_hold_expiration: OnHoldExpiration = "cancel"
    held_until: datetime | msgspec.UnsetType = msgspec.UNSET


Flow = InstantFlow | HoldFlow


class ClientInfo(ShopMessage, frozen=True, omit_defaults=True):
    """The payer's browser; `ip` is the centre's word, not the browser's."""

    fingerprint: str = ""
    ip: str = ""


class ContactInfo(ShopMessage, frozen=True, omit_defaults=True):
    """Where the payer's receipt goes."""

    email: str = ""
    phone_number: str = ""


class BankCard(ShopMessage, frozen=True, tag_field="detailsType", tag="PaymentToolDetailsBankCard"):
    """A card as it may be shown: the first six and the last four digits."""

    card_number_mask: str
    first6: str
    last4: str
    payment_system: str


class KioskCash(ShopMessage, frozen=True, tag_field="detailsType", tag="PaymentToolDetailsCash"):
    """Cash at a kiosk: the kiosk's payment as people search for it."""

    payment_code: str


class BankLink(ShopMessage, frozen=True, tag_field="detailsType", tag="PaymentToolDetailsBankLink"):
    """A bank's QR code, or its application opened by a link."""

    bank: str


ToolDetails = BankCard | KioskCash | BankLink


class Payer(ShopMessage, frozen=True, tag_field="payerType", tag="PaymentResourcePayer", omit_defaults=True):
    """Who pays, and by which tokenised tool; in a question `paymentToolDetails` is not given."""

    payment_tool_token: str = ""
    payment_session: str = ""
    client_info: ClientInfo | None = None
    contact_info: ContactInfo | None = None
    payment_tool_details: ToolDetails | None = None


class FormField(ShopMessage, frozen=True):
    """A field of a form that the payer's browser sends; `template` is an RFC 6570 template."""

    key: str
    template: str


class BrowserGet(ShopMessage, frozen=True, tag_field="requestType", tag="BrowserGetRequest"):
    """Go to this address."""

    uri_template: str


class BrowserPost(ShopMessage, frozen=True, tag_field="requestType", tag="BrowserPostRequest"):
    """Send this form to this address. `{?termination_uri}` is where the payer comes back to."""

    uri_template: str
    form: list[FormField]


class Redirect(ShopMessage, frozen=True, tag_field="interactionType", tag="Redirect"):
    """The payer's browser goes elsewhere and comes back: 3-D Secure."""

    request: BrowserGet | BrowserPost


class QrCodeDisplay(ShopMessage, frozen=True, tag_field="interactionType", tag="QrCodeDisplayRequest"):
    """Show this text as a QR code."""

    qr_code: str


class OpenApplication(ShopMessage, frozen=True, tag_field="interactionType", tag="OpenApplicationRequest"):
    """Open the bank's application by this link."""

    uri_template: str


class KioskReceipt(ShopMessage, frozen=True, tag_field="interactionType", tag="PaymentTerminalReceipt"):
    """Pay in cash at any kiosk by this short code, until `dueDate`."""

    short_payment_id: str
    due_date: datetime


Interaction = Redirect | QrCodeDisplay | OpenApplication | KioskReceipt


class Problem(ShopMessage, frozen=True, omit_defaults=True):
    """Why something failed: one of six codes that payers are shown, and its words; `message` is the Russian ones."""

    code: str
    message: str = ""
    messages: Words | None = None


class Empty(msgspec.Struct, frozen=True, rename=wire):
    """Nothing to say."""
