"""Every state of the checkout page, told to it by answers of the test's own: what no simulated bank would do, too."""

import json
from base64 import urlsafe_b64encode
from typing import Any, NamedTuple

from playwright.sync_api import Page, Route

INTENT = "1UgsXGlvcGW"
QR = "https://bank.example/pay?challenge=1"
DUE = "2031-06-24T13:25:06Z"
METHODS: list[dict[str, Any]] = [
    {"method": "BankCard", "paymentSystems": ["visa", "mastercard", "mir"]},
    {"method": "BankLink", "bank": "simulated"},
    {"method": "Kiosk"},
]
Event = list[dict[str, Any]]
SHOP = {"shopName": "The Cup", "returnUrl": "https://shop.example/thanks"}
BIG_SHOP = {"shopName": "The very best and only shop of extraordinarily well-made cups, Ltd"}
CARD = {
    "detailsType": "PaymentToolDetailsBankCard", "cardNumberMask": "424242******4242", "first6": "424242",
    "last4": "4242", "paymentSystem": "visa",
}  # fmt: skip
PICTURE = {"size": 21, "path": "M0 0h7v1h-7zM0 6h7v1h-7zM0 0h1v7h-1zM6 0h1v7h-1zM14 0h7v7h-7zM0 14h7v7h-7z"}


def token(intent_id: str = INTENT) -> str:
    """What the page takes for a token: it reads the scopes, and only the centre knows whether it is genuine."""
    claims = json.dumps({"scopes": [f"paymentIntents.{intent_id}:read", "payment_methods:write"]}).encode()
    return f"h.{urlsafe_b64encode(claims).decode().rstrip('=')}.s"


def created(**changed: Any) -> Event:
    """The order."""
    line = {"product": "A cup", "price": 25000, "quantity": 1, "cost": 25000}
    tax = {"taxMode": {"type": "PaymentIntentLineTaxVAT", "rate": "20%"}}
    part = {"product": "Delivery", "price": 15000, "quantity": {"share": {"p": 1, "q": 30}}, "cost": 500}
    intent = {
        "id": INTENT, "shopID": "TEST", "status": "unpaid", "amount": 25500, "currency": "RUB",
        "cart": [line | tax, part], "createdAt": DUE, "dueDate": DUE, "product": "order", "metadata": {},
    }  # fmt: skip
    return [{"changeType": "PaymentIntentCreated", "paymentIntent": intent | changed}]


def started(details: dict[str, Any] | None = None, flow: str = "PaymentFlowInstant", number: str = "1") -> Event:
    """An attempt."""
    payer: dict[str, Any] = {"payerType": "PaymentResourcePayer", "paymentToolDetails": details or CARD}
    payment = {
        "id": number, "paymentIntentID": INTENT, "createdAt": DUE, "amount": 25500, "currency": "RUB",
        "flow": {"type": flow}, "payer": payer, "status": "pending",
    }  # fmt: skip
    return [{"changeType": "PaymentStarted", "payment": payment}]


def ended(status: str, code: str = "", number: str = "1") -> Event:
    """What became of it."""
    change: dict[str, Any] = {"changeType": "PaymentStatusChanged", "paymentID": number, "status": status}
    return [change | ({"error": {"code": code, "message": "По-русски"}} if code else {})]


def asked(**interaction: Any) -> Event:
    """The payer has something to do."""
    return [{"changeType": "PaymentInteractionRequested", "paymentID": "1", "userInteraction": interaction}]


def order(status: str, reason: str = "") -> Event:
    """The order's own end."""
    return [{"changeType": "PaymentIntentStatusChanged", "status": status, "reason": reason}]


def redirect(to: str) -> Event:
    """To the bank's page, by a form."""
    form = [{"key": "TermUrl", "template": "https://bank.example/back{?termination_uri}"}]
    return asked(
        interactionType="Redirect", request={"requestType": "BrowserPostRequest", "uriTemplate": to, "form": form}
    )


class State(NamedTuple):
    """What is answered, which view that is, and what is pressed there."""

    name: str
    view: str
    events: tuple[Event, ...] = ()
    press: tuple[str, ...] = ()
    methods: list[dict[str, Any]] = METHODS
    shop: dict[str, Any] = SHOP
    refuses: tuple[int, str] = (0, "")
    link: bool = True


CODE: Event = [{"changeType": "KioskCodeIssued", "shortPaymentID": "861860625", "dueDate": DUE}]
REFUND: Event = [
    {"changeType": "RefundStarted", "paymentID": "1", "refund": {"id": "1", "amount": 5000, "status": "pending"}},
    {"changeType": "RefundStatusChanged", "paymentID": "1", "refundID": "1", "status": "succeeded"},
]
CASH = {"detailsType": "PaymentToolDetailsCash", "paymentCode": "7F3K-92QD"}
PAID = (created(), started(), ended("authorized"), ended("captured") + order("paid"))
LONG = {"product": "Extraordinarily" * 8, "price": 1_234_567_890, "quantity": 100, "cost": 123_456_789_000}
STATES = (
    State("choose", "choose", (created(),)),
    State("choose-faults", "choose", (created(),), ("[data-act=pay]",)),
    State("choose-card-only", "choose", (created(description="For Anna"),), methods=METHODS[:1], shop=BIG_SHOP),
    State("choose-none", "choose", (created(),), methods=[]),
    State("choose-long", "choose", (created(cart=[LONG], amount=123_456_789_000),), shop=BIG_SHOP),
    State("choose-link", "choose", (created(),), ("[value=link]",)),
    State("choose-kiosk", "choose", (created(),), ("[value=kiosk]",)),
    State("kiosk-code", "choose", (created(), CODE)),
    State("failed", "choose", (created(), started(), ended("failed", "InsufficientFunds"))),
    State("failed-unheard", "choose", (created(), started(), ended("failed", "Unheard"))),
    State("given-back", "choose", (created(), started(), ended("authorized"), ended("cancelled"))),
    State("pending", "pending", (created(), started())),
    State("redirect", "redirect", (created(), started(), redirect("javascript:alert(1)"))),
    State("qr", "qr", (created(), started(), asked(interactionType="QrCodeDisplayRequest", qrCode=QR))),
    State("app", "app", (created(), started(), asked(interactionType="OpenApplicationRequest", uriTemplate="bank://1"))),
    State(
        "receipt", "receipt",
        (
            created(), started(),
            asked(interactionType="PaymentTerminalReceipt", shortPaymentID="123456789", dueDate=DUE),
        ),
    ),
    State("held", "held", (created(), started(flow="PaymentFlowHold"), ended("authorized"))),
    State("paid", "paid", PAID),
    State("paid-cash", "paid", (created(), started(CASH), ended("captured") + order("paid"), REFUND), shop=BIG_SHOP),
    State("cancelled", "cancelled", (created(), order("cancelled", "none left"))),
    State("overdue", "overdue", (created(), order("overdue"))),
    State("stopped", "stopped", refuses=(500, "intent_stopped")),
    State("bad-link", "bad_link", refuses=(401, "wrong_token")),
    State("no-link", "no_link", link=False),
    State("lost-first", "lost_first", refuses=(503, "busy")),
)  # fmt: skip


def tell(page: Page, state: State) -> None:
    """Answer the page's questions by a state, from now on."""
    events: list[dict[str, Any]] = [
        {"id": at + 1, "createdAt": DUE, "changes": one} for at, one in enumerate(state.events)
    ]

    def answer(route: Route) -> None:
        path, _, query = route.request.url.partition("?")
        if state.refuses[0]:
            words = {"ru": "Так решил центр.", "en": "The centre decided so."}
            refusal = {"code": state.refuses[1], "message": words["ru"], "messages": words, "retryable": False}
            route.fulfill(status=state.refuses[0], json=refusal)
        elif path.endswith("/events"):
            after = int(query.partition("eventID=")[2].partition("&")[0])
            route.fulfill(json=[one for one in events if one["id"] > after])
        elif path.endswith("/payment-methods"):
            route.fulfill(json={"methods": state.methods})
        elif path.endswith("/qr-code"):
            route.fulfill(json=PICTURE)
        else:
            route.fulfill(json=state.shop)

    page.route("**/v2/**", answer)


def reached(page: Page, url: str, state: State) -> None:
    """Open the page, and press what leads there."""
    tell(page, state)
    page.goto(f"{url}/checkout#{token()}" if state.link else f"{url}/checkout")
    page.locator(f'#page[data-view="{state.view}"]').wait_for()
    if state.view == "choose":
        page.locator("#way, p.note.warning").first.wait_for()
    for place in state.press:
        page.locator(place).click()
    if state.view == "qr":
        page.locator("#qr").wait_for()
    if state.link and not state.refuses[0]:
        page.locator("header .shop:not(:empty)").wait_for()
