"""A payer without a browser: does over HTTP what the checkout page and a payer's fingers would do."""

import re
from base64 import urlsafe_b64decode
from html import unescape
from urllib.parse import urlsplit

import msgspec

from common.clock import Clock
from common.errors import Broken
from common.http_client import Peer
from common.logs import Log
from common.protocol.shop import doors
from common.protocol.shop.events import AskEvents, IntentEvent, PaymentInteractionRequested, PaymentStatusChanged
from common.protocol.shop.intents import AskIntent, Methods
from common.protocol.shop.parts import BrowserPost, ClientInfo, ContactInfo, Interaction, Payer, Redirect
from common.protocol.shop.payments import KioskCode, StartPayment

CODE = "1234"
WAIT_SECONDS, MOST_TURNS = 10, 12
FIELD = re.compile(r'<input type=hidden name="([^"]*)" value="([^"]*)">')
ACTION = re.compile(r'<form method=post action="([^"]*)"')
CLIENT = ClientInfo(fingerprint="demo")
CONTACT = ContactInfo(email="payer@example.org")
BACK = "{?termination_uri}"
"""Where the payer's browser would come back to; this payer has none, and goes nowhere."""


class Tokens(msgspec.Struct, rename="camel"):
    """What the vault makes of a card."""

    payment_tool_token: str
    payment_session: str


class CardPayer:
    """Holds the link that the shop has shown, and nothing else."""

    def __init__(self, link: str, log: Log, clock: Clock) -> None:
        """The token stands behind the `#` of the link."""
        page, _, token = link.partition("#")
        url = page.removesuffix(urlsplit(page).path)
        self._peer = Peer(url, "", "", log, clock, us="payer", them="processing", token=token)
        self._browser = Peer(url, "payer", "none", log, clock, us="payer", them="bank")
        self.intent_id = _intent_of(token)
        self._seen = 0
        self._asked: Interaction | None = None

    def methods(self) -> list[str]:
        """The ways to pay that the page would show."""
        shown: Methods = self._peer.call(doors.METHODS, AskIntent(payment_intent_id=self.intent_id))
        return [one.method for one in shown.methods]

    def pay(self, number: str) -> str:
        """Type the card and pay; what came of it: `failed …`, `captured`, or `redirect` when the bank asks more."""
        tokens = self._tokenised(number)
        payer = Payer(
            payment_tool_token=tokens.payment_tool_token, payment_session=tokens.payment_session, contact_info=CONTACT
        )
        self._peer.call(doors.PAY, StartPayment(payment_intent_id=self.intent_id, payer=payer))
        return self.outcome()

    def outcome(self) -> str:
        """Follow the feed until the attempt has ended or the payer has something to do."""
        for _ in range(MOST_TURNS):
            for event in self._news():
                for change in event.changes:
                    if isinstance(change, PaymentInteractionRequested):
                        self._asked = change.user_interaction
                        return "redirect"
                    if isinstance(change, PaymentStatusChanged) and change.status in ("failed", "captured"):
                        return f"failed {change.error.code}" if change.error else change.status
        raise Broken("not_started", f"{self.intent_id}: no outcome")

    def prove(self) -> str:
        """3-D Secure: send the form to the bank's page, type the code there, carry its answer back; the outcome."""
        asked = self._asked
        assert isinstance(asked, Redirect)
        assert isinstance(asked.request, BrowserPost)
        form = {field.key: field.template.replace(BACK, "") for field in asked.request.form}
        page = self._browser.form(urlsplit(asked.request.uri_template).path, form).decode()
        for typed in ({"code": CODE}, {}):
            action, fields = _form(page)
            page = self._browser.form(urlsplit(action).path, fields | typed).decode()
        return self.outcome()

    def kiosk_code(self) -> str:
        """The code to pay this intent at a kiosk."""
        told: KioskCode = self._peer.call(doors.KIOSK_CODE, AskIntent(payment_intent_id=self.intent_id))
        return told.short_payment_id

    def close(self) -> None:
        """Close the page."""
        self._peer.close()
        self._browser.close()

    def _news(self) -> list[IntentEvent]:
        ask = AskEvents(payment_intent_id=self.intent_id, event_id=self._seen, limit=1, wait=WAIT_SECONDS)
        found: list[IntentEvent] = self._peer.call(doors.EVENTS, ask)
        self._seen = found[-1].id if found else self._seen
        return found

    def _tokenised(self, number: str) -> Tokens:
        """The card goes to the vault's door as it is typed, and only there; the log holds nothing of it."""
        card = {"paymentToolType": "CardData", "cardNumber": number, "expDate": "12/39", "cvv": "123"}
        body = msgspec.json.encode({"paymentTool": card, "clientInfo": CLIENT})
        told = self._peer.send(doors.TOKENISE, doors.TOKENISE.path, body, "application/json")
        if told.status_code != doors.TOKENISE.gives:
            raise Broken("not_started", f"{doors.TOKENISE.path}: {told.status_code}")
        return msgspec.json.decode(told.content, type=Tokens)


def _intent_of(token: str) -> str:
    """Whose token it is: its middle says `intent:<id>`, for its holder to read."""
    middle = token.split(".")[1]
    claims = msgspec.json.decode(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    return str(claims["sub"]).removeprefix("intent:")


def _form(page: str) -> tuple[str, dict[str, str]]:
    """Where a page's form goes, and what it carries along."""
    (action,) = ACTION.findall(page)
    return unescape(action), {name: unescape(value) for name, value in FIELD.findall(page)}
