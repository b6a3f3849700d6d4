"""The acceptor from the operator's side: ports, who the device is, its notes, its frames, a search, a self-test."""

import os
from collections.abc import Callable

from msgspec.structs import replace

from agent_terminal.ccnet import finder, models, port, probe_words
from agent_terminal.ccnet.finder import Attempt
from agent_terminal.service import kept, printer_set, self_test
from agent_terminal.service.acceptor_work import Work
from agent_terminal.service.ground import Ground
from agent_terminal.service.messages import hardware as messages
from agent_terminal.service.wording import sum_words
from agent_terminal.store import papers
from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.words import Words, same

NO_ACCEPTOR = Words("нет купюроприёмника", "no acceptor")
TRYING = Words("{line}, {speed} бод", "{line}, {speed} baud")
FOUND = Words("{line}, {speed} бод: {who}", "{line}, {speed} baud: {who}")
NAMELESS = Words("приёмник CCNET, о себе ещё не рассказал", "a CCNET acceptor, it has not told of itself yet")
WITH_MONEY = Words(
    "приёмник CCNET хранит квитанцию о деньгах; терминал на этом порту зачислит её",
    "a CCNET acceptor keeps a receipt for money; the terminal will credit it once it works on this port",
)
IN_USE = Words(
    "{line}: занят приёмником или принтером терминала, не трогали", "{line}: in use by the terminal, left alone"
)
NO_PORTS = Words(
    "На этом компьютере нет последовательных портов. Подключите адаптер и повторите.",
    "This computer has no serial ports. Plug an adapter in and repeat.",
)
NOT_FOUND = Words(
    "Приёмника не нашлось. Проверьте питание, провода и переключатели (docs/acceptor.md).",
    "No acceptor was found. Check power, wires and switches (docs/acceptor.md).",
)
SILENCE = Words("тишина", "silence")
ENDED = Words("Поиск прерван.", "The search was ended.")


class AcceptorDesk:
    """Nothing here opens a note's way in; a search takes no port that the terminal works with."""

    def __init__(
        self,
        ground: Ground,
        ports: Callable[[], list[port.SerialPort]] = port.serial_ports,
        look: Callable[..., Attempt] = finder.look,
    ) -> None:
        """`ports` and `look` are what a computer without ports is played with."""
        self._ground = ground
        self._ports = ports
        self._look = look

    def serial_ports(self, who: Principal, ask: object) -> messages.Ports:
        """The serial ports that are there now."""
        used = self._used()
        return messages.Ports(
            ports=[
                messages.PortRow(
                    name=one.name, description=one.description, maker=one.maker, used=_real(one.name) == used
                )
                for one in self._ports()
            ]
        )

    def acceptor(self, db: Connection, who: Principal, ask: object) -> messages.AcceptorShown:
        """What is set, and what the device has told of itself."""
        hardware, link, acceptor = self._ground.hardware, self._ground.link, kept.acceptor(db)
        unit, taken = hardware.who, kept.agent(db).notes
        model = None if unit is None else models.model(unit.part)
        return messages.AcceptorShown(
            line=acceptor.line,
            speed=acceptor.speed,
            rts=acceptor.rts,
            simulated=acceptor.line == kept.SIMULATOR,
            online=hardware.online,
            state=hardware.state,
            status=link.status,
            problem=link.problem,
            part="" if unit is None else unit.part,
            serial="" if unit is None else unit.serial,
            asset="" if unit is None else unit.asset,
            model="" if model is None else model.name,
            about=None if model is None else model.about,
            notes=[
                messages.NoteRow(
                    type=bill.type,
                    value=bill.value,
                    letters=bill.letters,
                    currency=bill.currency,
                    money=bill.is_money(),
                    taken=bill.is_money() and bill.value in taken,
                )
                for bill in sorted(hardware.bills.values(), key=lambda bill: (bill.value, bill.type))
            ],
            taken=list(taken),
        )

    def set_notes(self, db: Connection, who: Principal, ask: messages.SetNotes) -> messages.NotesSet:
        """Which notes are taken; at least one."""
        notes = tuple(sorted(set(ask.notes)))
        if not notes or notes[0] <= 0:
            raise Rejected("wrong_value", "notes: хотя бы одна / at least one")
        kept.keep(db, "agent", replace(kept.agent(db), notes=notes))
        papers.note(db, self._ground.now(), "notes", _taken(notes, who.id))
        return messages.NotesSet(notes=list(notes))

    def acceptor_frames(self, who: Principal, ask: messages.AskFrames) -> messages.Frames:
        """The last words on the line."""
        return messages.Frames(
            frames=[
                messages.FrameRow(
                    number=one.number,
                    at=moment(one.at_ms),
                    way=one.way.value,
                    hex=one.raw.hex(" ").upper(),
                    words=one.words,
                )
                for one in self._ground.link.tape.since(ask.after, news=ask.news)
            ]
        )

    def find_acceptor(self, who: Principal, ask: messages.FindAcceptor) -> messages.AcceptorWork:
        """Try every port but the one in use at both rates."""
        spared = {self._used(), *self._ground.database.read(_printers_port)}
        ports = [one.name for one in self._ports()]
        lines = [name for name in ports if _real(name) not in spared]
        skipped = [name for name in ports if _real(name) in spared]
        count = len(lines) * len(port.BAUDS)
        return self._ground.link.work.begin("find", count, lambda work: self._find(work, lines, skipped), wait=ask.wait)

    def self_test(self, who: Principal, ask: messages.SelfTest) -> messages.AcceptorWork:
        """Ask the device about itself, and reset it if nobody is at the terminal."""
        if not self._ground.hardware.configured or self._ground.link.talker is None:
            raise Rejected("too_early", f"{NO_ACCEPTOR.ru} / {NO_ACCEPTOR.en}")
        test = self_test.SelfTest(self._ground)
        return self._ground.link.work.begin("test", self_test.STEPS, test.run, wait=ask.wait)

    def acceptor_work(self, who: Principal, ask: object) -> messages.AcceptorWork:
        """How far the search or the self-test is."""
        return self._ground.link.work.seen

    def stop_acceptor_work(self, who: Principal, ask: object) -> messages.AcceptorWork:
        """Let it end."""
        self._ground.link.work.stop()
        return self._ground.link.work.seen

    def _find(self, work: Work, lines: list[str], skipped: list[str]) -> None:
        for line in skipped:
            work.found(None, IN_USE.format(line=line))
        if not lines:
            work.found(None if skipped else False, NO_PORTS)
            return
        found = False
        for attempt in finder.search(lines, self._ground.clock, lambda: work.stopped, self._looked_at(work)):
            found = found or attempt.found
            speed = attempt.baud if attempt.found else 0
            work.found(attempt.found or None, _said(attempt), attempt.line if attempt.found else "", speed)
        if work.stopped:
            work.found(None, ENDED)
        elif not found:
            work.found(False, NOT_FOUND)

    def _looked_at(self, work: Work) -> Callable[..., Attempt]:
        """Told before each try, and counted after it."""

        def look(line: str, baud: int, *rest: object) -> Attempt:
            work.step(TRYING.format(line=line, speed=baud))
            try:
                return self._look(line, baud, *rest)
            finally:
                work.passed()

        return look

    def _used(self) -> str:
        return _real(self._ground.database.read(kept.acceptor).line)


def _printers_port(db: Connection) -> tuple[str, ...]:
    """A receipt printer on a serial line would print what is asked of an acceptor."""
    printer = printer_set.read(db)
    return (_real(printer.target.partition(":")[0]),) if printer.kind == "escpos" else ()


def _taken(notes: tuple[int, ...], who: str) -> Words:
    """«100,00 ₽; 500,00 ₽; operator»."""
    values = [sum_words(value) for value in notes]
    return Words("; ".join([*(one.ru for one in values), who]), "; ".join([*(one.en for one in values), who]))


def _real(name: str) -> str:
    """A port may go by several names: /dev/serial/by-id/… is /dev/ttyUSB0; Windows knows COM3 as com3, too."""
    return os.path.realpath(name) if name.startswith("/") else name.upper()


def _said(attempt: Attempt) -> Words:
    if not attempt.found:
        problem = SILENCE if attempt.problem in (None, probe_words.SILENT) else attempt.problem
        assert problem is not None
        return Words(f"{attempt.line}, {attempt.baud}: {problem.ru}", f"{attempt.line}, {attempt.baud}: {problem.en}")
    who = NAMELESS
    if attempt.money_waits:
        who = WITH_MONEY
    elif attempt.news is not None and attempt.news.who is not None:
        model = models.model(attempt.news.who.part)
        who = same(" · ".join(part for part in (model.name if model else "", attempt.news.who.part) if part))
    ru = FOUND.ru.format(line=attempt.line, speed=attempt.baud, who=who.ru)
    return Words(ru, FOUND.en.format(line=attempt.line, speed=attempt.baud, who=who.en))
