"""The printing itself: one paper after another, each written down before its bytes go out and after."""

from datetime import datetime
from pathlib import Path

from agent_terminal.printer.files import Folder
from agent_terminal.printer.lines import Sheet
from agent_terminal.service import documents, print_words, printer_set, sheets
from agent_terminal.service.ground import Ground
from agent_terminal.service.print_words import BUG, DIED, LATE
from agent_terminal.service.printer_set import DRAWN, Printer
from agent_terminal.service.printing import PAYER
from agent_terminal.service.sheets import Copy, Voice
from agent_terminal.store import papers, prints
from agent_terminal.store.prints import Print, PrintKind, PrintState
from common import spawn
from common.clock import moment
from common.database import Connection
from common.errors import OplataError, Rejected, Unavailable
from common.protocol import codes
from common.words import Words

LATE_MS = 10 * 60_000
"""A paper that waited longer is nobody's any more: whoever comes next must not find it."""
AGAIN_MS = 30_000
"""So long a printer that does not answer is tried again: until the payer's last screen closes."""
AGAIN_SECONDS, SENSE_SECONDS = 3.0, 15.0
MAY_BE_OUT = "printer_silent"
"""After this error something may have come out."""
PASSING = ("printer_absent", "file_not_written")


class Press:
    """Turned by its own thread; a member of the staff who waits for a paper turns it, too."""

    def __init__(self, ground: Ground) -> None:
        """What the printer is, is known from the beginning; what was left half-way is looked at in the first turn."""
        self._ground = ground
        self._one_at_a_time = spawn.Lock()
        self._seen = -1
        self._again_at = self._sense_at = 0.0
        self._recovered = False
        self.use(*ground.database.read(lambda db: (printer_set.read(db), printer_set.has_roll(db))))

    def use(self, printer: Printer, roll: bool) -> None:
        """This printer from now on. A place that is none on this system is no reason not to start."""
        self._printer, self._outlet = printer, None
        problem: Words | None = None
        try:
            self._outlet = None if printer.kind == "none" else printer.outlet(self.beside)
        except Rejected as wrong:
            problem = codes.words_of(wrong)
        self._again_at = self._sense_at = 0.0
        configured, paper = self._outlet is not None, roll or printer.kind not in DRAWN
        self._ground.printer.forget(configured=configured, paper=paper, problem=problem)

    @property
    def folder(self) -> str:
        """Where its papers lie as files, each one its own; empty for a printer of metal."""
        return str(self._outlet.path) if isinstance(self._outlet, Folder) else ""

    @property
    def beside(self) -> Path:
        """The terminal's own folder."""
        return self._ground.database.path.parent

    def turn(self) -> None:
        """Print what waits; then ask the printer about its paper, if it is one that answers."""
        with self._one_at_a_time:
            self._recover()
            now = self._ground.clock.monotonic()
            if now >= self._again_at and self._seen != self._ground.database.commits:
                self._seen = self._ground.database.commits
                while self._print_next():
                    pass
            if now >= self._sense_at:
                self._sense_at = now + SENSE_SECONDS
                self._sense()

    def print_now(self, print_id: int) -> Print:
        """Print this paper before all others and say what became of it."""
        with self._one_at_a_time:
            self._recover()
            self._print(print_id)
        after = self._ground.database.read(lambda db: prints.find(db, print_id))
        assert after is not None
        return after

    def _print_next(self) -> bool:
        """Whether there was one, and the printer took it or never will."""
        first = self._ground.database.read(prints.next_waiting)
        return first is not None and self._print(first.id)

    def _print(self, print_id: int) -> bool:
        paper = self._ground.write(lambda db: self._take(db, print_id), "print")
        if paper is None:
            return True
        try:
            file = self._put_out(paper)
        except OplataError as problem:
            return self._failed(paper, problem)
        except Exception as bug:  # noqa: BLE001 - a paper that cannot be made must not keep all others waiting
            self._ground.log.error("a bug in a paper", error=f"{type(bug).__name__}: {bug}", id=paper.id)
            self._end(paper, PrintState.FAILED, BUG, type(bug).__name__)
            return True
        self._ground.printer.say(paper=True, problem=None)
        self._end(paper, PrintState.PRINTED, file=file)
        return True

    def _take(self, db: Connection, print_id: int) -> Print | None:
        """Written down as being printed before a byte is sent; None if it must not be printed any more."""
        paper, now = prints.find(db, print_id), self._ground.now()
        if paper is None or paper.state is not PrintState.WAITING:
            return None
        if now - paper.made > LATE_MS:
            prints.save(db, paper._replace(state=PrintState.FAILED, changed=now, reason=LATE))
            return None
        number = prints.out(db, paper.kind, paper.document) if paper.kind is not PrintKind.TEST else 0
        paper = paper._replace(state=PrintState.PRINTING, changed=now, copy=number)
        prints.save(db, paper)
        return paper

    def _put_out(self, paper: Print) -> str:
        """Make its bytes and send them; where they are now."""
        printer, outlet = self._printer, self._outlet
        if outlet is None:
            raise Rejected("no_printer")
        if printer.kind in DRAWN and not self._ground.printer.paper:
            raise Unavailable("no_paper")
        at = moment(paper.changed)
        sheet, code = self._ground.database.read(lambda db: _sheet(db, paper, printer))
        data, suffix = _encoded(sheet, printer, at)
        name = f"{at.astimezone():%Y-%m-%d_%H-%M-%S}_{paper.kind}_{code}"
        return outlet.send(data, (f"{name}_copy-{paper.copy}" if paper.copy else name) + suffix)

    def _failed(self, paper: Print, problem: OplataError) -> bool:
        """Whether another one may be tried: not while the printer is away and this one is tried again soon."""
        ground, now = self._ground, self._ground.now()
        if isinstance(problem, Rejected):
            self._end(paper, PrintState.FAILED, problem.code, problem.detail)
            return True
        roll = ground.printer.paper and problem.code != "no_paper"
        ground.printer.say(paper=roll, problem=codes.words_of(problem))
        ground.log.warning("not printed", code=problem.code, detail=problem.detail, id=paper.id)
        payers = paper.wanted_by in ("", PAYER)
        if problem.code in PASSING and payers and now - paper.made < AGAIN_MS:
            self._again_at = ground.clock.monotonic() + AGAIN_SECONDS
            self._seen = -1
            self._end(paper._replace(copy=0), PrintState.WAITING, problem.code, problem.detail)
            return False
        state = PrintState.DOUBTFUL if problem.code == MAY_BE_OUT else PrintState.FAILED
        self._end(paper, state, problem.code, problem.detail)
        return True

    def _end(self, paper: Print, state: PrintState, reason: str = "", detail: str = "", file: str = "") -> None:
        after = paper._replace(state=state, changed=self._ground.now(), reason=reason, detail=detail, file=file)

        def keep(db: Connection) -> None:
            prints.save(db, after)
            if state in (PrintState.FAILED, PrintState.DOUBTFUL) and reason != "slip_closed":
                told = print_words.failed(paper.kind, _code(db, paper), reason, detail)
                papers.note(db, after.changed, "not_printed", told, paper.session_id)

        self._ground.write(keep, "printed")

    def _recover(self) -> None:
        """What was being printed when the program ended may have come out: once more, and marked as a copy."""
        if self._recovered:
            return
        _load(self._printer)
        if self._ground.database.read(lambda db: prints.in_state(db, PrintState.PRINTING)):
            self._ground.write(self._repeat_unfinished, "print")
        self._recovered = True

    def _repeat_unfinished(self, db: Connection) -> None:
        now = self._ground.now()
        for one in prints.in_state(db, PrintState.PRINTING):
            prints.save(db, one._replace(state=PrintState.DOUBTFUL, changed=now, reason=DIED))
            if one.kind is not PrintKind.TEST and now - one.made <= LATE_MS:
                prints.add(db, one.kind, one.document, session_id=one.session_id, now=now, wanted_by=one.wanted_by)

    def _sense(self) -> None:
        """Only what a printer says by itself is news; of one that is never heard the last paper tells."""
        outlet, printer = self._outlet, self._ground.printer
        if outlet is None or not outlet.answers:
            return
        roll, problem = printer.paper, None
        try:
            roll = outlet.has_paper() is not False
        except OplataError as error:
            problem = codes.words_of(error)
        if (roll, problem) != (printer.paper, printer.problem):
            printer.say(paper=roll, problem=problem)
            kind = "paper_out" if not roll else "printer_ready" if problem is None else "printer_lost"
            self._ground.write(lambda db: papers.note(db, self._ground.now(), kind, problem or ""), "paper")


def _load(printer: Printer) -> None:
    """Either library takes a third of a second to load: before a payer comes, and only the one that is used."""
    if printer.kind in DRAWN:
        import agent_terminal.printer.pdf
    elif printer.kind == "escpos":
        import agent_terminal.printer.escpos  # noqa: F401


def _sheet(db: Connection, paper: Print, printer: Printer) -> tuple[Sheet, str]:
    """What stands on it, in its payer's language, and the code it goes by."""
    at = moment(paper.changed)
    voice = Voice(printer.languages(documents.language(db, paper.session_id)))
    if paper.kind is PrintKind.TEST:
        columns = 0 if printer.kind in DRAWN else printer.columns
        return documents.trial(db, columns, at, voice), sheets.TRIAL_CODE
    found = documents.of(db, paper.kind, paper.document)
    return documents.sheet(db, found, voice, Copy(paper.copy, at) if paper.copy else None), found.code


def _encoded(sheet: Sheet, printer: Printer, at: datetime) -> tuple[bytes, str]:
    """The bytes, and what their file is called after."""
    if printer.kind in DRAWN:
        from agent_terminal.printer import pdf

        return pdf.drawn(sheet, pdf.A4 if printer.kind == "pdf-a4" else pdf.ROLL, at=at), ".pdf"
    from agent_terminal.printer import escpos

    encoding, code_page = printer.encoding, printer.code_page
    return escpos.encoded(sheet, columns=printer.columns, encoding=encoding, code_page=code_page), ".bin"


def _code(db: Connection, paper: Print) -> str:
    return "" if paper.kind is PrintKind.TEST else documents.of(db, paper.kind, paper.document).code
