"""The ways of a payer, as far as a screen: real intents, real notes, time put forward."""

from collections.abc import Callable

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import Jammed, Rejecting, StateChanged
from agent_terminal.service.messages.printing import Paper, SetPrinter
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT
from tests.agent_terminal.kiosk.kiosk import Kiosk, Language
from tests.agent_terminal.kiosk.providers import (
    BILL,
    FIXED,
    MEGAFON,
    MOBILE,
    MTS,
    NUMBER,
    ORDER,
    ORDER_CODE,
    ORDER_SUM,
)
from tests.agent_terminal.kiosk.terminal import PIN

Way = Callable[[Kiosk, Language], object]
TEN, HUNDRED, NOTE, THOUSAND = 1_000, 10_000, 50_000, 100_000
NOT_RECOGNISED = 0x61


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


def order(*values: int) -> Way:
    """An order of 255.00 before the cash, with these notes inside."""

    def way(kiosk: Kiosk, language: Language) -> None:
        kiosk.terminal.centre.orders[ORDER_CODE] = ORDER_SUM
        cash(*values, provider_id=ORDER, account=ORDER_CODE)(kiosk, language)

    return way


def order_confirming(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.centre.orders[ORDER_CODE] = ORDER_SUM
    confirming(ORDER, ORDER_CODE)(kiosk, language)


def order_over(kiosk: Kiosk, language: Language) -> None:
    """300.00 for an order of 255.00 and its fee: the rest is no more of the order's."""
    order(HUNDRED, HUNDRED, HUNDRED)(kiosk, language)
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


def homeless(kiosk: Kiosk, language: Language) -> None:
    """Cash that came back from a claim slip has no number yet; its payer stops before choosing one."""
    too_little(kiosk, language)
    kiosk.terminal.do("other_number")
    kiosk.terminal.do("stop")


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
        kiosk.waits_out("K13")

    return whole


def closed(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.operate("stop-taking")


def broken(kiosk: Kiosk, language: Language) -> None:
    kiosk.terminal.unplug()
    closed(kiosk, language)


def staff(*acts: str) -> Way:
    """Five taps on the terminal's number, and the PIN; a screen that changes under the taps would end their series."""

    def way(kiosk: Kiosk, language: Language) -> None:
        kiosk.catches_up()
        for _ in range(5):
            kiosk.page.locator("#terminal").tap()
        for act in acts:
            kiosk.types(PIN).tap("pin_enter") if act == "pin" else kiosk.tap(act)

    return way


def whose(kiosk: Kiosk, language: Language) -> None:
    """A number that several providers could take was scanned."""
    begun(kiosk, language)
    kiosk.terminal.do("scan", text=NUMBER)


def not_understood(kiosk: Kiosk, language: Language) -> None:
    begun(kiosk, language)
    kiosk.terminal.do("scan", text="ST-????")


def refusing_again(kiosk: Kiosk, language: Language) -> None:
    refusing(kiosk, language)
    kiosk.terminal.happens(*[Rejecting(NOT_RECOGNISED)] * 3)


def unprinted(kiosk: Kiosk, language: Language) -> None:
    """A receipt on the screen only."""
    kiosk.terminal.operate("set-printer", SetPrinter(kind="none"))
    answered(Status.CAPTURED)(kiosk, language)
