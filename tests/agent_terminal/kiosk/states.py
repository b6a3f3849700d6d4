"""Every screen that somebody can see, and the way there."""

from typing import NamedTuple

from common.protocol.processing import DirectoryEntry
from common.status import Status
from tests.agent_terminal.kiosk.kiosk import Kiosk, Language
from tests.agent_terminal.kiosk.providers import BILL, FEW, FIXED, FLATS, MANY, MEGAFON, NUMBER, PLAYER, SHOPS
from tests.agent_terminal.kiosk.ways import (
    HUNDRED,
    NOTE,
    TEN,
    Way,
    answered,
    begun,
    broken,
    cash,
    checking,
    checking_long,
    closed,
    confirming,
    fixed,
    found,
    group,
    homeless,
    jammed,
    no_connection,
    not_found,
    not_understood,
    nothing,
    number,
    order,
    order_confirming,
    order_over,
    pending,
    quiet,
    refusing,
    refusing_again,
    regular,
    searching,
    sent,
    staff,
    stopping,
    then,
    to_groups,
    too_little,
    unknown,
    unprinted,
    whose,
    with_cash,
    without_paper,
)


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


K13 = "K13"
STATES = (
    State("K0", "K0", nothing),
    State("K1", "K1", begun, providers=MANY),
    State("K1-regular", "K1", regular, providers=MANY),
    State("K1-with-cash", "K1", with_cash(to_groups), providers=MANY),
    State("K2-few", "K2", begun),
    State("K2-group", "K2", group, providers=MANY),
    State("K2-whose", "K2", whose),
    State("K2-not-understood", "K2", not_understood),
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
    State("K5-order", "K5", order_confirming, providers=SHOPS),
    State("K6-0", "K6", cash()),
    State("K6", "K6", cash(NOTE)),
    State("K6-refused-note", "K6", refusing),
    State("K6-refused-again", "K6", refusing_again),
    State("K6-fixed", "K6", cash(NOTE, provider_id=FIXED, account=BILL)),
    State("K6-order", "K6", order(HUNDRED), providers=SHOPS),
    State("K6-order-enough", "K6", order(HUNDRED, HUNDRED, HUNDRED), providers=SHOPS),
    State("K6s", "K6s", stopping(NOTE), view="K6"),
    State("K6s-jam", "K6s", jammed, view="K6"),
    State("K6s-little", "K6s", stopping(TEN), view="K6"),
    State("K6s-homeless", "K6s", homeless, view="K6"),
    State("K6r", "K6r", fixed),
    State("K6r-order", "K6r", order_over, providers=SHOPS),
    State("K7", "K7", sent),
    State("K8", "K8", answered(Status.CAPTURED)),
    State("K8-unprinted", "K8", unprinted),
    State("K9", "K9", unknown),
    State("K9n", "K9n", no_connection),
    State("K10", "K10", pending),
    State("K10x", "K10x", answered(Status.CANCELLED)),
    State("K10x-slip", "K10x", too_little),
    State("K11", "K2", then(begun, "scan"), view="K11"),
    State("K12", "K2", then(begun, "help"), view="K12"),
    State("K12-fees", "K1", then(begun, "help", "part:fees"), view="K12", providers=MANY),
    State("K12-notes", "K2", then(begun, "help", "part:notes"), view="K12"),
    State("K12-claims", "K2", then(begun, "help", "part:claims"), view="K12"),
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
