"""Every screen a payer can see, and the way there: real intents, real notes, time put forward."""

from collections.abc import Callable
from typing import NamedTuple

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import Jammed, Rejecting, StateChanged
from agent_terminal.service.messages.printing import Paper
from common.protocol.processing import DirectoryEntry
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT
from tests.agent_terminal.kiosk.kiosk import Kiosk, Language
from tests.agent_terminal.kiosk.providers import BILL, FEW, FIXED, FLATS, MANY, MEGAFON, MOBILE, MTS, NUMBER, PLAYER
from tests.agent_terminal.kiosk.terminal import PIN

Way = Callable[[Kiosk, Language], object]
TEN, HUNDRED, NOTE, THOUSAND = 1_000, 10_000, 50_000, 100_000
NOT_RECOGNISED = 0x61


class State(NamedTuple):
    """`screen` is the server's, `view` what is drawn; a `firm` one stays when language and theme are changed."""

    name: str
    screen: str
    way: Way
    view: str = ""
    providers: list[DirectoryEntry] = FEW
    firm: bool = True

    def reach(self, kiosk: Kiosk, language: Language = "ru") -> Kiosk:
        """Go there, and wait until it is drawn."""
        self.way(kiosk, language)
        return kiosk.shows(self.screen, self.view or self.screen).catches_up()


def nothing(kiosk: Kiosk, language: Language) -> None:
    """The page has just been opened."""


def begun(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.do("touch", language=language)
    kiosk.catches_up()


def regular(kiosk: Kiosk, language: Language) -> None:
    """Others have paid here today."""
    for provider_id in (MEGAFON, MTS):
        kiosk.terminal.pays(NOTE, provider_id=provider_id)
    begun(kiosk, language)


def group(kiosk: Kiosk, language: Language) -> None:
    begun(kiosk, language)
    kiosk.terminal.do("group", group=MOBILE.ru)


def searching(kiosk: Kiosk, language: Language) -> None:
    begun(kiosk, language)
    kiosk.terminal.do("search")
    kiosk.shows("K2s")


def found(kiosk: Kiosk, language: Language) -> None:
    searching(kiosk, language)
    kiosk.types("ро" if language == "ru" else "ro")


def not_found(kiosk: Kiosk, language: Language) -> None:
    searching(kiosk, language)
    kiosk.types("ъъъ" if language == "ru" else "qqq")


def number(provider_id: int, *typed: str) -> Way:
    """At the provider's field, after typing; `→` is the button for the next one."""

    def way(kiosk: Kiosk, language: Language) -> None:
        begun(kiosk, language)
        kiosk.terminal.do("provider", provider_id=provider_id)
        kiosk.shows("K3").catches_up()
        for one in typed:
            kiosk.tap(one) if one in ("next", "layer:en", "layer:123") else kiosk.types(one)

    return way


def checking(kiosk: Kiosk, language: Language) -> None:
    begun(kiosk, language)
    kiosk.terminal.do("provider", provider_id=MEGAFON)
    kiosk.terminal.hold()
    kiosk.terminal.do("fields", account=NUMBER)


def checking_long(kiosk: Kiosk, language: Language) -> None:
    """Reloaded, so that the page hears of the time that has passed."""
    checking(kiosk, language)
    kiosk.shows("K4")
    kiosk.terminal.hands.forward(6)
    kiosk.page.reload()


def confirming(provider_id: int = MEGAFON, account: str = NUMBER, **fields: str) -> Way:
    def way(kiosk: Kiosk, language: Language) -> None:
        begun(kiosk, language)
        kiosk.terminal.to_confirm(provider_id, account, **fields)

    return way


def without_paper(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.operate("paper", Paper(inside=False))
    confirming()(kiosk, language)
    kiosk.shows("K5").catches_up()
    kiosk.tap("confirm")


def cash(*values: int, provider_id: int = MEGAFON, account: str = NUMBER) -> Way:
    def way(kiosk: Kiosk, language: Language) -> None:
        begun(kiosk, language)
        kiosk.terminal.to_cash(*values, provider_id=provider_id, account=account)

    return way


def refusing(kiosk: Kiosk, language: Language) -> None:
    cash(NOTE)(kiosk, language)
    kiosk.terminal.happens(Rejecting(NOT_RECOGNISED))
    kiosk.terminal.do("touch")


def stopping(*values: int) -> Way:
    def way(kiosk: Kiosk, language: Language) -> None:
        cash(*values)(kiosk, language)
        kiosk.terminal.do("stop")

    return way


def jammed(kiosk: Kiosk, language: Language) -> None:
    cash(NOTE)(kiosk, language)
    kiosk.terminal.happens(StateChanged(Device.JAMMED, None), Jammed(in_cassette=False))


def with_cash(then: Way) -> Way:
    """Another number for the cash inside: the way to it again."""

    def way(kiosk: Kiosk, language: Language) -> None:
        stopping(NOTE)(kiosk, language)
        kiosk.terminal.do("other_number")
        kiosk.catches_up()
        then(kiosk, language)

    return way


def to_groups(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.do("back")


def fixed(kiosk: Kiosk, language: Language) -> None:
    """500.00 for a bill of 437.50 with its fee."""
    cash(NOTE, provider_id=FIXED, account=BILL)(kiosk, language)
    kiosk.terminal.do("pay")


def sent(kiosk: Kiosk, language: Language) -> None:
    cash(NOTE)(kiosk, language)
    kiosk.terminal.do("pay")
    kiosk.shows("K7")


def answered(status: Status) -> Way:
    def way(kiosk: Kiosk, language: Language) -> None:
        sent(kiosk, language)
        kiosk.terminal.becomes(status)

    return way


def pending(kiosk: Kiosk, language: Language) -> None:
    sent(kiosk, language)
    kiosk.terminal.waits_out("K10")


def unknown(kiosk: Kiosk, language: Language) -> None:
    begun(kiosk, language)
    kiosk.terminal.do("provider", provider_id=MEGAFON)
    kiosk.terminal.do("fields", account=UNKNOWN_ACCOUNT)


def no_connection(kiosk: Kiosk, language: Language) -> None:
    begun(kiosk, language)
    kiosk.terminal.do("provider", provider_id=MEGAFON)
    kiosk.terminal.centre.cut_off()
    kiosk.terminal.do("fields", account=NUMBER)


def too_little(kiosk: Kiosk, language: Language) -> None:
    """10.00 with a fee of 10.00 is no payment: a claim slip."""
    stopping(TEN)(kiosk, language)
    kiosk.terminal.do("cancel")


def then(way: Way, *acts: str) -> Way:
    """By the page's own buttons from there."""

    def whole(kiosk: Kiosk, language: Language) -> None:
        way(kiosk, language)
        kiosk.catches_up().tap(*acts)

    return whole


def quiet(way: Way) -> Way:
    """And then nobody touches anything."""

    def whole(kiosk: Kiosk, language: Language) -> None:
        way(kiosk, language)
        kiosk.terminal.waits_out("K13")

    return whole


def closed(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.operate("stop-taking")


def broken(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.unplug()
    closed(kiosk, language)


def staff(*acts: str) -> Way:
    """Five taps on the terminal's number, and the PIN."""

    def way(kiosk: Kiosk, language: Language) -> None:
        for _ in range(5):
            kiosk.page.locator("#terminal").tap()
        for act in acts:
            kiosk.types(PIN).tap("pin_enter") if act == "pin" else kiosk.tap(act)

    return way


K13 = "K13"
STATES = (
    State("K0", "K0", nothing),
    State("K1", "K1", begun, providers=MANY),
    State("K1-regular", "K1", regular, providers=MANY),
    State("K1-with-cash", "K1", with_cash(to_groups), providers=MANY),
    State("K2-few", "K2", begun),
    State("K2-group", "K2", group, providers=MANY),
    State("K2-with-cash", "K2", with_cash(nothing)),
    State("K2s", "K2s", searching, providers=MANY),
    State("K2s-found", "K2s", found, providers=MANY),
    State("K2s-nothing", "K2s", not_found, providers=MANY),
    State("K3-phone", "K3", number(MEGAFON)),
    State("K3-typed", "K3", number(MEGAFON, NUMBER)),
    State("K3-short", "K3", number(MEGAFON, "912345", "next")),
    State("K3-error", "K3", number(MEGAFON, "8123456789", "next")),
    State("K3-two", "K3", number(FLATS)),
    State("K3-second", "K3", number(FLATS, BILL, "next", "12")),
    State("K3-letters", "K3", number(PLAYER, "орел")),
    State("K3-latin", "K3", number(PLAYER, "layer:en", "orel")),
    State("K3-signs", "K3", number(PLAYER, "layer:123", "2000")),
    State("K4", "K4", checking),
    State("K4-long", "K4", checking_long),
    State("K5", "K5", confirming()),
    State("K5-two", "K5", confirming(FLATS, BILL, flat="12")),
    State("K5-fixed", "K5", confirming(FIXED, BILL)),
    State("K5-no-paper", "K5", without_paper),
    State("K6-0", "K6", cash()),
    State("K6", "K6", cash(NOTE)),
    State("K6-refused-note", "K6", refusing),
    State("K6-fixed", "K6", cash(NOTE, provider_id=FIXED, account=BILL)),
    State("K6s", "K6s", stopping(NOTE), view="K6"),
    State("K6s-jam", "K6s", jammed, view="K6"),
    State("K6s-little", "K6s", stopping(TEN), view="K6"),
    State("K6r", "K6r", fixed),
    State("K7", "K7", sent),
    State("K8", "K8", answered(Status.CAPTURED)),
    State("K9", "K9", unknown),
    State("K9n", "K9n", no_connection),
    State("K10", "K10", pending),
    State("K10x", "K10x", answered(Status.CANCELLED)),
    State("K10x-slip", "K10x", too_little),
    State("K11", "K2", then(begun, "scan"), view="K11"),
    State("K12", "K2", then(begun, "help"), view="K12"),
    State("K12-idle", "K0", then(nothing, "help"), view="K12"),
    State("K12-cash", "K6", then(cash(NOTE), "help"), view="K12"),
    State("K13-K2", K13, quiet(begun), view="K2", firm=False),
    State("K13-K3", K13, quiet(number(MEGAFON, "912")), view="K3", firm=False),
    State("K13-K5", K13, quiet(confirming()), view="K5", firm=False),
    State("K13-K6-0", K13, quiet(cash()), view="K6", firm=False),
    State("K13-K6", K13, quiet(cash(NOTE)), view="K6", firm=False),
    State("K13-K6-little", K13, quiet(cash(TEN)), view="K6", firm=False),
    State("K13-K6s", K13, quiet(stopping(NOTE)), view="K6", firm=False),
    State("K14", "K14", closed),
    State("K14-broken", "K14", broken),
    State("K15-pin", "K0", staff(), view="K15"),
    State("K15", "K0", staff("pin"), view="K15"),
    State("K15-answer", "K0", staff("pin", "act:state"), view="K15"),
    State("K15-sure", "K0", staff("pin", "act:encash"), view="K15"),
)
