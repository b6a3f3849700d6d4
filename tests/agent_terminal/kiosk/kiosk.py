"""The page as a person has it: what it shows, what can be tapped; and all that its browser complained of."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Request, ViewportSize, expect

from tests.agent_terminal.kiosk.keys import BURST, FAST, in_russian
from tests.agent_terminal.kiosk.terminal import Terminal

Theme = Literal["normal", "contrast"]
Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
THEMES: tuple[Theme, ...] = ("normal", "contrast")
SIZES = ((1024, 768), (1280, 1024), (1920, 1080))
MILLISECONDS = 10_000
ANSWERED = "Failed to load resource"
"""The browser's own line about an answer that is no 200: the page shows it, and tests look there."""
SANDBOXED = "An iframe which has both allow-scripts and allow-same-origin"
"""Its line about a sandbox that a page could leave: ours takes away pop-ups, dialogs and printing, not the page."""
COMPLAINTS = """
  window.complaints = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    window.complaints.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
"""
TOLD = "import('/kiosk/link.js').then((link) => link.server.line)"
"""All that the page has told its terminal so far, its touches too, is answered."""


class Kiosk:
    """`page` is Playwright's own."""

    def __init__(self, page: Page, terminal: Terminal) -> None:
        """Nothing is opened yet."""
        self.page = page
        self.terminal = terminal
        self.root = page.locator("#page")
        self.complaints: list[str] = []
        self.wishes: list[str] = []
        """The bodies of intents, as they were sent."""
        self._panel = page.context.new_cdp_session(page)
        page.on("console", self._heard)
        page.on("pageerror", self._failed)
        page.on("request", self._sent)

    def open(self) -> "Kiosk":
        """As the window does, by a new token; until something is shown."""
        token = self.terminal.operate("open-kiosk").token
        self.page.goto(f"{self.terminal.url}/kiosk#{token}")
        expect(self.root, str(self.complaints)).not_to_have_attribute("data-screen", "")
        self.catches_up()
        return self

    def leave(self) -> None:
        """Nothing of this terminal stays on the screen."""
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.goto("about:blank")
        self.page.remove_listener("console", self._heard)
        self.page.remove_listener("pageerror", self._failed)
        self.page.remove_listener("request", self._sent)
        self._panel.detach()
        self.measures(SIZES[0])

    def demand_no_complaints(self) -> None:
        """Neither an error in a script nor a breach of the page's policy."""
        assert self.complaints + self.page.evaluate("window.complaints") == []

    def shows(self, screen: str, view: str = "") -> "Kiosk":
        """Wait for a screen, and for what is drawn in its place where that is another."""
        expect(self.root).to_have_attribute("data-screen", screen)
        if view:
            expect(self.root).to_have_attribute("data-view", view)
        return self

    def catches_up(self) -> "Kiosk":
        """Wait until what the server has now is drawn."""
        self.terminal.until(lambda: self.root.get_attribute("data-edition") == self.terminal.screen.edition)
        return self

    def rests(self) -> "Kiosk":
        """Wait until every touch was told: one that comes later would begin the screen's time anew."""
        self.page.evaluate(TOLD)
        return self

    def waits_out(self, screen: str) -> None:
        """From now on nobody touches anything for as long as the present screen waits."""
        self.rests()
        self.terminal.waits_out(screen)

    def button(self, act: str) -> Locator:
        """Under a dialog nothing else can be tapped."""
        return self.page.locator(f'#dialog [data-act="{act}"], body:not(:has(#dialog)) [data-act="{act}"]').first

    def tap(self, *acts: str) -> "Kiosk":
        """With a finger, one after another: while an intent is under way, the page takes no other."""
        for act in acts:
            button = self.button(act)
            expect(self.root).not_to_have_attribute("aria-busy", "true")
            button.tap(force=button.get_attribute("aria-disabled") == "true")
        return self

    def fingers(self, kind: str, *points: tuple[float, float]) -> None:
        """As the panel of the screen tells of them: touchStart, touchMove, touchEnd."""
        found = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._panel.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

    def types(self, text: str) -> "Kiosk":
        """On the keyboard of the screen."""
        return self.tap(*(f"key:{one}" for one in text))

    def scans(self, text: str) -> "Kiosk":
        """With a scanner that types, ten milliseconds between keys."""
        self.page.evaluate(BURST, [in_russian(text), FAST])
        return self

    def press(self, *keys: str) -> "Kiosk":
        """On a real keyboard, one after another: while an intent is under way, the page takes no other."""
        for key in keys:
            expect(self.root).not_to_have_attribute("aria-busy", "true")
            self.page.keyboard.press(key)
        return self

    def text(self, place: str) -> str:
        """What stands there, spaces as people read them."""
        return " ".join(self.page.locator(place).first.inner_text().split())

    def number(self) -> str:
        return self.page.locator("#field").get_attribute("data-value") or ""

    def speaks(self, language: Language) -> None:
        """By its button in the header, or by its key when a dialog stands over that."""
        if self.page.locator("html").get_attribute("lang") != language:
            self._choose("language", "F2")
            expect(self.page.locator("html")).to_have_attribute("lang", language)

    def wears(self, theme: Theme) -> None:
        """In the same way."""
        if self.page.locator("html").get_attribute("data-theme") != theme:
            self._choose("contrast", "F3")
            expect(self.page.locator("html")).to_have_attribute("data-theme", theme)

    def _choose(self, act: str, key: str) -> None:
        if self.page.locator("#dialog").count():
            self.press(key)
        else:
            self.tap(act)

    def measures(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))

    def _failed(self, error: Error) -> None:
        self.complaints.append(f"{error}")

    def _sent(self, request: Request) -> None:
        if not request.url.startswith((self.terminal.url, "data:", "about:")):
            self.complaints.append(f"asked elsewhere: {request.url}")
        if request.url.endswith("/kiosk/intent"):
            self.wishes.append(request.post_data or "")

    def _heard(self, message: ConsoleMessage) -> None:
        expected = any(line in message.text for line in (ANSWERED, SANDBOXED))
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(f"{message.type}: {message.text}")


@contextmanager
def screen(browser: Browser, **options: Any) -> Iterator[Page]:
    """A touch panel whose owner wants no motion, unless `options` say otherwise."""
    width, height = SIZES[0]
    chosen: dict[str, Any] = {"has_touch": True, "reduced_motion": "reduce"}
    context = browser.new_context(viewport=ViewportSize(width=width, height=height), **(chosen | options))
    context.set_default_timeout(MILLISECONDS)
    try:
        page = context.new_page()
        page.add_init_script(COMPLAINTS)
        yield page
    finally:
        context.close()


@contextmanager
def kiosk(page: Page, terminal: Terminal) -> Iterator[Kiosk]:
    """A terminal's page on a screen that other terminals' pages may use before and after."""
    made = Kiosk(page, terminal)
    try:
        yield made.open()
    finally:
        made.leave()
