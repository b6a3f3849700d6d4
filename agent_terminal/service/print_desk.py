"""The printer from the operator's side: which one, whether it prints, what it printed, a paper once more."""

from agent_terminal.printer import lines
from agent_terminal.service import documents, print_words, printer_set, receipt
from agent_terminal.service.ground import Ground
from agent_terminal.service.messages import printing as m
from agent_terminal.service.press import Press
from agent_terminal.service.printer_set import DRAWN
from agent_terminal.service.sheets import Voice
from agent_terminal.store import papers, prints
from agent_terminal.store.prints import Print, PrintKind, PrintState
from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol import codes
from common.protocol.endpoint import Nothing
from common.words import Words

MOST_ROWS = 1_000
COLUMNS = 42
"""How wide a document is shown to the staff, whatever the printer."""


class PrintDesk:
    """Operations of the printer; `press` does the printing."""

    def __init__(self, ground: Ground) -> None:
        """The printer is the one that was set last."""
        self._ground = ground
        self.press = Press(ground)

    def set_printer(self, who: Principal, ask: m.SetPrinter) -> m.PrinterShown:
        """Another printer from the next paper on."""
        made = printer_set.sane(ask)
        self._ground.write(lambda db: printer_set.keep(db, made), "set_printer")
        return self._taken()

    def paper(self, who: Principal, ask: m.Paper) -> m.PrinterShown:
        """A student puts a roll into the training printer or takes it out; real printers say it themselves."""
        if self._ground.database.read(printer_set.read).kind not in DRAWN:
            raise Rejected("too_early", "бумага не в учебном принтере / the paper is not in a training printer")
        self._ground.write(lambda db: printer_set.keep_roll(db, ask.inside), "paper")
        return self._taken()

    def printer(self, db: Connection, who: Principal, ask: Nothing) -> m.PrinterShown:
        """How it is set, and what is known of it."""
        printer, state = printer_set.read(db), self._ground.printer
        folder = self.press.folder
        return m.PrinterShown(
            kind=printer.kind,
            target=printer.target,
            columns=printer.columns,
            encoding=printer.encoding,
            code_page=printer.code_page,
            language=printer.language,
            configured=state.configured,
            paper=state.paper,
            problem=state.problem,
            waiting=len(prints.in_state(db, PrintState.WAITING)),
            place=folder or printer.target,
            folder=folder,
        )

    def print_test(self, who: Principal, ask: Nothing) -> m.PrintRow:
        """Print a paper now; whatever is wrong is raised in words."""
        self._demand_printer()
        now = self._ground.now()
        return self._printed(self._ground.write(lambda db: _wanted(db, PrintKind.TEST, "", "", now, who), "print"))

    def prints(self, db: Connection, who: Principal, ask: m.AskPrints) -> m.Prints:
        """The latest papers."""
        if not 1 <= ask.limit <= MOST_ROWS:
            raise Rejected("wrong_value", f"limit: 1–{MOST_ROWS}")
        return m.Prints(prints=[_row(db, one) for one in prints.last(db, ask.limit)])

    def reprint(self, who: Principal, ask: m.Reprint) -> m.PrintRow:
        """A document once more: a copy with the next number, unless no paper of it ever came out."""
        self._demand_printer()
        return self._printed(self._ground.write(lambda db: self._again(db, who, ask), "reprint"))

    def show_receipt(self, db: Connection, who: Principal, ask: m.ShowReceipt) -> m.ReceiptShown:
        """What stands on its paper."""
        found = documents.named(db, ask.code, ask.kind)
        ru, en = (documents.sheet(db, found, Voice((one,)), None) for one in ("ru", "en"))
        return m.ReceiptShown(
            kind="slip" if found.kind is PrintKind.SLIP else "receipt",
            code=found.code,
            text=Words(lines.plain(ru, COLUMNS), lines.plain(en, COLUMNS)),
            qr=list(receipt.squares(found.code)),
            papers=prints.out(db, found.kind, found.id),
        )

    def _taken(self) -> m.PrinterShown:
        self.press.use(*self._ground.database.read(lambda db: (printer_set.read(db), printer_set.has_roll(db))))
        return self._ground.database.read(lambda db: self.printer(db, Principal("", ""), Nothing()))

    def _again(self, db: Connection, who: Principal, ask: m.Reprint) -> int:
        found, now = documents.named(db, ask.code, ask.kind), self._ground.now()
        documents.sheet(db, found, Voice(("ru",)), None)
        number = prints.out(db, found.kind, found.id)
        papers.note(db, now, "reprint", print_words.again(found.kind, found.code, number, who.id), found.session_id)
        return _wanted(db, found.kind, found.id, found.session_id, now, who)

    def _demand_printer(self) -> None:
        if self._ground.database.read(printer_set.read).kind == "none":
            raise Rejected("no_printer")

    def _printed(self, print_id: int) -> m.PrintRow:
        """What became of it; raises why it did not come out."""
        after = self.press.print_now(print_id)
        if after.state is not PrintState.PRINTED:
            raise codes.KINDS[after.reason](after.reason, after.detail)
        return self._ground.database.read(lambda db: _row(db, after))


def _wanted(db: Connection, kind: PrintKind, document: str, session_id: str, now: int, who: Principal) -> int:
    prints.add(db, kind, document, session_id=session_id, now=now, wanted_by=who.id)
    return prints.newest(db).id


def _row(db: Connection, one: Print) -> m.PrintRow:
    return m.PrintRow(
        id=one.id,
        at=moment(one.changed),
        kind=one.kind.value,
        means=print_words.MEANS[one.kind],
        code=_code(db, one),
        copy=one.copy,
        state=one.state.value,
        told=print_words.TOLD[one.state],
        why=print_words.why(one.reason, one.detail) if one.reason else None,
        file=one.file,
        wanted_by=one.wanted_by,
    )


def _code(db: Connection, one: Print) -> str:
    return "" if one.kind is PrintKind.TEST else documents.of(db, one.kind, one.document).code
