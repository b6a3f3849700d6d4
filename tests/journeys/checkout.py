"""A payer at the checkout page: a real centre whose workers work, its shop, and a tab of Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect

from common.clock import SystemClock
from common.spawn import Signal
from processing_app.service.asks.domain import EditPos
from tests.intents.centre import Platform, Shop

PHONE, SMALL, DESKTOP = (
    {"width": 360, "height": 740},
    {"width": 320, "height": 640},
    {"width": 1280, "height": 800},
)
MILLISECONDS = 10_000
ANSWERED = "Failed to load resource"
"""The browser's own line about an answer that is no 200: the page says it in words."""
CODE = "1234"
DATE, CVV = "1239", "737"


class Order(NamedTuple):
    """What the shop sends its customer to."""

    id: str
    payer: Shop
    link: str


class Centre:
    """The centre with the shop of the example, on the real clock."""

    def __init__(self, folder: Path) -> None:
        """Everything is started."""
        self.platform = Platform(folder, SystemClock())  # type: ignore[arg-type]
        self.platform.training()
        self.shop = self.platform.shop()
        self.url = f"http://127.0.0.1:{self.platform.port}"
        self.thanks = f"{self.url}/health"
        edit = EditPos(id="TEST", return_urls=[self.thanks], reason="test")
        self.platform.do(self.platform.service.platform.shops.edit_pos, edit)
        self._stop = Signal()
        self.platform.program.start(self._stop)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self.platform.program.worker.look_again()
        self.platform.__exit__(None, None, None)

    def order(self, **changed: Any) -> Order:
        """A new order of 255.00, and its link."""
        intent_id, payer = self.platform.create(self.shop, **changed)
        return Order(intent_id, payer, f"{self.url}/checkout#{payer.token}")

    def payments(self, order: Order) -> list[str]:
        """The statuses of its attempts."""
        found = self.shop.yes("GET", f"/payment-intents/{order.id}/payments")
        return [one["status"] for one in found["payments"]]

    def status(self, order: Order) -> str:
        """The order's own."""
        return self.platform.status(self.shop, order.id)

    def logs(self) -> str:
        """Every line of every log."""
        files = (self.platform.folder / "logs").rglob("*")
        return "\n".join(path.read_text("utf-8") for path in files if path.is_file())


class Tab:
    """A tab of a payer's browser."""

    def __init__(self, page: Page, complaints: list[str]) -> None:
        """Nothing is opened yet."""
        self.page = page
        self.complaints = complaints
        page.on("console", self._heard)
        page.on("pageerror", self._failed)

    def open(self, link: str) -> Self:
        """As a click on the shop's button does."""
        self.page.goto(link)
        return self

    def shows(self, view: str) -> Self:
        """Wait for a view."""
        expect(self.page.locator("#page")).to_have_attribute("data-view", view)
        return self

    def types(self, number: str, date: str = DATE, code: str = CVV) -> Self:
        """A card, key by key."""
        for name, text in (("number", number), ("date", date), ("code", code)):
            self.page.locator(f"#{name}").fill("")
            self.page.locator(f"#{name}").press_sequentially(text)
        return self

    def does(self, act: str) -> Self:
        """Press a button."""
        self.page.locator(f'[data-act="{act}"]').click()
        return self

    def chooses(self, way: str) -> Self:
        """A way to pay."""
        self.page.locator(f'[name=way][value="{way}"]').check()
        return self

    def at_bank(self) -> Self:
        """Wait for the bank's own page."""
        self.page.wait_for_url("**/bank/acs*")
        return self

    def confirms(self, code: str = CODE) -> Self:
        """Type the code on the bank's page."""
        self.page.locator("[name=code]").fill(code)
        self.page.locator("button:not(.no)").click()
        return self

    def text(self, place: str) -> str:
        """What stands there, spaces as people read them."""
        return " ".join(self.page.locator(place).first.inner_text().split())

    def focus(self) -> str:
        """The id of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(ANSWERED):
            self.complaints.append(message.text)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))


class Payer:
    """A browser of one payer: its tabs share what it remembers, and complain here."""

    def __init__(self, context: BrowserContext) -> None:
        """No tab yet."""
        self.context = context
        self.complaints: list[str] = []

    def tab(self) -> Tab:
        """A new one."""
        return Tab(self.context.new_page(), self.complaints)


@contextmanager
def payer(browser: Browser, **options: Any) -> Iterator[Payer]:
    """Somebody with a telephone, or with what the options say; in the end his browser complains of nothing."""
    context = browser.new_context(**{"viewport": PHONE, "locale": "ru-RU"} | options)
    context.set_default_timeout(MILLISECONDS)
    one = Payer(context)
    try:
        yield one
    finally:
        context.close()
    assert one.complaints == []
