"""A terminal's side of the money for a probe: shows what happens, gives every note back, and credits nothing."""

from collections.abc import Callable

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet import probe_words
from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.happenings import Decision, Happening, Place
from common import spawn
from common.words import Words


class MoneyWaits(BaseException):
    """The device keeps a receipt that belongs to a terminal's books.

    No word more may be said to it: an ACK would make it forget the receipt, and so would, on some, a RESET. This is no
    `Exception`, so that the driver, which answers those by asking again, ends at once.
    """

    def __init__(self, note: Words) -> None:
        super().__init__(note.en)
        self.note = note


class Watch:
    """Told by the line's thread; `show` prints, `accept` lets notes of these values in."""

    def __init__(self, show: Callable[[Words], None], *, lets_in: bool = True) -> None:
        """Nothing is known of the device yet; without `lets_in` it is asked who it is, and no more."""
        self._show = show
        self._lets_in = lets_in
        self.accept: Callable[[frozenset[int]], None] = lambda _values: None
        self.decided = spawn.Signal()
        """Set when the device has answered, or has been silent for as long as one may be."""
        self.online = False
        self.identified = False
        self.news: h.Identified | None = None
        """What it told of itself."""
        self.echoes = False
        self.notes_returned = 0
        self._watching = False

    def escrowed(self, bill: BillType) -> Decision:
        """Back it goes."""
        return Decision.RETURN

    def stacked(self, type_number: int, bill: BillType | None) -> None:
        """The probe stacks nothing, so this note is a terminal's."""
        if bill is not None:
            worth = probe_words.value(bill)
            raise MoneyWaits(Words(f" ({worth.ru})", f" ({worth.en})"))
        raise MoneyWaits(Words(f" (тип {type_number})", f" (type {type_number})"))

    def returned(self, type_number: int, bill: BillType | None) -> None:
        """It left through the mouth."""
        self.notes_returned += 1

    def cheated(self) -> None:
        """Shown as a state."""

    def nothing_inside(self) -> None:
        """All is well."""

    def happened(self, happening: Happening) -> None:
        """Show it, and go on to the next step."""
        match happening:
            case h.PoweredUp(note=Place.STACKER):
                raise MoneyWaits(Words("", ""))
            case h.Online():
                self.online = True
                self.decided.set()
            case h.Offline():
                self.decided.set()
            case h.LineEchoes():
                self.echoes = True
            case h.Identified():
                self._identified(happening)
            case h.Enabled(types=types) if types and not self._watching:
                self._watching = True
                self._show(probe_words.WATCHING)
        said = probe_words.of(happening)
        if said is not None and self.online:
            self._show(said)

    def _identified(self, news: h.Identified) -> None:
        """Told after every reset; the table may be another then."""
        self.identified, self.news = True, news
        who = news.who
        self._show(
            probe_words.NAMELESS
            if who is None
            else probe_words.UNIT.format(part=who.part, serial=who.serial, asset=who.asset)
        )
        known = sorted(news.bills.values(), key=lambda bill: bill.type)
        self._show(probe_words.TABLE.format(count=len(known)) if known else probe_words.NO_NOTES)
        for bill in known:
            self._show(probe_words.row(bill))
        if self._lets_in:
            self.accept(frozenset(bill.value for bill in known if bill.is_money()))
