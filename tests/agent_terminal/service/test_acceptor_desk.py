"""The acceptor from the operator's side: ports, notes, a search that spares the port in use, a self-test."""

import sys
from collections.abc import Callable

import pytest

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.bills import Identification
from agent_terminal.ccnet.codes import Command
from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.finder import Attempt
from agent_terminal.ccnet.happenings import Decision, Identified, PortLost, PortOpened, StateChanged
from agent_terminal.ccnet.inquiry import Inquiry
from agent_terminal.ccnet.port import SerialPort
from agent_terminal.service import kept, printer_set
from agent_terminal.service.acceptor_desk import AcceptorDesk
from agent_terminal.service.kept import Acceptor
from agent_terminal.service.messages import hardware as m
from agent_terminal.service.messages.journal import FindJournal
from common import spawn
from common.errors import Rejected, Unavailable
from common.protocol.endpoint import Nothing
from common.words import Words
from tests.agent_terminal.stand import BILLS, OPERATOR, Stand

WHO = Identification("SM-RU1353", "21KC08003412", "41")
PORTS = [SerialPort("COM1", "Modem", "ACME"), SerialPort("COM3", "USB Serial Port (COM3)", "FTDI")]


def desk(stand: Stand, found: Callable[[str, int], bool] = lambda *_: False) -> AcceptorDesk:
    def look(line: str, baud: int, *_: object) -> Attempt:
        problem = Words("тишина", "silence")
        return Attempt(line, baud, found=found(line, baud), news=Identified(WHO, BILLS), problem=problem)

    return AcceptorDesk(stand.ground, lambda: PORTS, look)


def use(stand: Stand, line: str) -> None:
    made = Acceptor(line, 19200, True)
    stand.database.write(lambda db: kept.keep(db, "acceptor", made))
    stand.ground.link.forget(made)


def shown(stand: Stand) -> m.AcceptorShown:
    return stand.database.read(lambda db: desk(stand).acceptor(db, OPERATOR, Nothing()))


def words(work: m.AcceptorWork) -> list[str]:
    return [one.words.en for one in work.findings]


class Line:
    """A driver that answers as a device in good health would, or as the test wants."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.resets = 0
        self.answers = {
            Command.GET_CRC32: bytes.fromhex("12345678"),
            Command.GET_STACKED_COUNT: (312).to_bytes(2, "big"),
        }
        self.becomes: Device | None = Device.DISABLED
        stand.ground.link.talker = self

    def inquire(self, inquiry: Inquiry) -> None:
        inquiry.told(self.answers.get(inquiry.command))

    def reset(self) -> None:
        self.resets += 1
        self.stand.cash.happened(StateChanged(Device.INITIALIZE, None))
        self.stand.clock.advance(3.0)
        if self.becomes is not None:
            self.stand.cash.happened(Identified(WHO, BILLS))
            self.stand.cash.happened(StateChanged(self.becomes, None))


def test_ports_are_listed_with_what_they_are_and_which_one_is_in_use(stand: Stand) -> None:
    use(stand, "com3")

    listed = desk(stand).serial_ports(OPERATOR, Nothing()).ports

    assert [(one.name, one.description, one.maker, one.used) for one in listed] == [
        ("COM1", "Modem", "ACME", False),
        ("COM3", "USB Serial Port (COM3)", "FTDI", True),
    ]


def test_an_acceptor_that_nobody_has_met_is_shown_as_it_is_set(stand: Stand) -> None:
    use(stand, "COM3")
    stand.cash.happened(PortLost("COM3", "why", Words("Нет такого порта", "No such port")))

    one = shown(stand)

    assert (one.line, one.speed, one.rts, one.simulated, one.online) == ("COM3", 19200, True, False, False)
    assert one.problem == Words("Нет такого порта", "No such port")
    assert (one.part, one.model, one.notes) == ("", "", [])
    stand.cash.happened(PortOpened("COM3"))
    assert shown(stand).problem is None


def test_a_device_is_shown_with_its_model_and_the_notes_it_knows_and_those_that_are_taken(ready: Stand) -> None:
    ready.cash.happened(Identified(WHO, BILLS))
    ready.database.write(lambda db: desk(ready).set_notes(db, OPERATOR, m.SetNotes(notes=[50_000, 10_000, 10_000])))

    one = shown(ready)

    assert (one.part, one.serial, one.model) == ("SM-RU1353", "21KC08003412", "SM / SME")
    assert [note.value for note in one.notes] == [1_000, 5_000, 10_000, 50_000, 100_000, 500_000]
    assert [note.value for note in one.notes if note.taken] == [10_000, 50_000]
    assert one.taken == [10_000, 50_000]


def test_choosing_notes_leaves_the_rest_of_the_agent_as_it_is(stand: Stand) -> None:
    stand.database.write(lambda db: kept.keep(db, "agent", kept.Agent("Киоск", "590", "Пермь", "8-800", patience=3)))

    stand.database.write(lambda db: desk(stand).set_notes(db, OPERATOR, m.SetNotes(notes=[10_000])))

    assert stand.database.read(kept.agent) == kept.Agent("Киоск", "590", "Пермь", "8-800", (10_000,), 3)


@pytest.mark.parametrize("notes", [[], [0], [-100, 10_000]])
def test_a_terminal_that_takes_no_notes_is_refused(stand: Stand, notes: list[int]) -> None:
    with pytest.raises(Rejected) as refusal:
        stand.database.write(lambda db: desk(stand).set_notes(db, OPERATOR, m.SetNotes(notes=notes)))

    assert refusal.value.code == "wrong_value"
    assert stand.database.read(kept.agent).notes == kept.NOTES


def test_a_payer_at_the_terminal_gets_a_note_back_that_is_not_taken_any_more(ready: Stand) -> None:
    ready.to_cash()
    ready.database.write(lambda db: desk(ready).set_notes(db, OPERATOR, m.SetNotes(notes=[10_000])))

    assert ready.insert(50_000, 10_000) == [Decision.RETURN, Decision.STACK]
    assert ready.screen().data["inserted"] == 10_000


def test_the_journal_tells_which_notes_are_taken_and_who_said_so(ready: Stand) -> None:
    ready.database.write(lambda db: desk(ready).set_notes(db, OPERATOR, m.SetNotes(notes=[50_000, 10_000])))

    line = ready.database.read(lambda db: ready.service.staff_journal.list_journal(db, OPERATOR, FindJournal())).lines[
        0
    ]
    assert (line.kind, line.detail) == ("notes", Words("100,00 ₽; 500,00 ₽; operator", "100.00 ₽; 500.00 ₽; operator"))


def test_notes_that_are_not_taken_are_not_let_in(ready: Stand) -> None:
    ready.database.write(lambda db: desk(ready).set_notes(db, OPERATOR, m.SetNotes(notes=[10_000, 50_000])))
    ready.to_cash()

    assert ready.slot.values == {10_000, 50_000}


def test_the_port_in_use_is_never_touched(stand: Stand) -> None:
    use(stand, "COM3")
    tried: list[str] = []

    def found(line: str, _baud: int) -> bool:
        tried.append(line)
        return False

    work = desk(stand, found).find_acceptor(OPERATOR, m.FindAcceptor())

    assert set(tried) == {"COM1"}
    assert words(work)[0] == "COM3: in use by the terminal, left alone"
    assert (work.running, work.done, work.of) == (False, 2, 2)


def test_the_receipt_printers_port_is_not_asked_either(stand: Stand) -> None:
    printer = printer_set.Printer("escpos", "COM1:19200")
    stand.database.write(lambda db: printer_set.keep(db, printer))
    tried: set[str] = set()

    def found(line: str, _baud: int) -> bool:
        tried.add(line)
        return False

    desk(stand, found).find_acceptor(OPERATOR, m.FindAcceptor())

    assert tried == {"COM3"}


@pytest.mark.skipif(sys.platform == "win32", reason="имена портов без ссылок | port names have no links")
def test_a_port_in_use_is_known_by_all_its_names(stand: Stand) -> None:
    link = stand.folder / "by-id"
    link.symlink_to("/dev/null")
    use(stand, str(link))

    listed = AcceptorDesk(stand.ground, lambda: [SerialPort("/dev/null", "", "")]).serial_ports(OPERATOR, Nothing())

    assert listed.ports[0].used


def test_a_found_acceptor_is_told_with_its_port_its_rate_and_its_model(stand: Stand) -> None:
    work = desk(stand, lambda line, baud: (line, baud) == ("COM3", 19200)).find_acceptor(OPERATOR, m.FindAcceptor())

    (found,) = [one for one in work.findings if one.ok]
    assert (found.line, found.speed) == ("COM3", 19200)
    assert found.words.en == "COM3, 19200 baud: SM / SME · SM-RU1353"
    assert [one.line for one in work.findings if not one.ok] == ["", "", ""]


def test_a_search_in_vain_says_what_to_look_at(stand: Stand) -> None:
    work = desk(stand).find_acceptor(OPERATOR, m.FindAcceptor())

    assert work.findings[-1].ok is False
    assert "docs/acceptor.md" in work.findings[-1].words.ru
    assert words(work)[0] == "COM1, 9600: silence"


def test_a_computer_without_ports_says_so(stand: Stand) -> None:
    work = AcceptorDesk(stand.ground, list).find_acceptor(OPERATOR, m.FindAcceptor())

    assert (work.of, work.findings[-1].ok) == (0, False)
    assert "no serial ports" in words(work)[-1]


def test_only_one_long_work_goes_on_and_it_ends_when_asked(stand: Stand) -> None:
    going, go = spawn.Signal(), spawn.Signal()

    def found(*_: object) -> bool:
        going.set()
        assert go.wait(20)
        return False

    one = desk(stand, found)
    one.find_acceptor(OPERATOR, m.FindAcceptor(wait=False))
    assert going.wait(20)
    running = one.acceptor_work(OPERATOR, Nothing())
    with pytest.raises(Rejected) as refusal:
        one.find_acceptor(OPERATOR, m.FindAcceptor())
    one.stop_acceptor_work(OPERATOR, Nothing())
    go.set()
    while (ended := one.acceptor_work(OPERATOR, Nothing())).running:
        going.wait(0.01)

    assert (running.running, running.now.en) == (True, "COM1, 9600 baud")
    assert refusal.value.code == "too_early"
    assert words(ended) == ["The search was ended."]


def test_a_work_that_fails_says_why_and_another_one_may_begin(stand: Stand) -> None:
    def broken(*_: object) -> bool:
        raise Unavailable("not_now", "x")

    failed = desk(stand, broken).find_acceptor(OPERATOR, m.FindAcceptor())
    again = desk(stand).find_acceptor(OPERATOR, m.FindAcceptor())

    assert (failed.findings[-1].ok, failed.running) == (False, False)
    assert again.done == 4


def test_a_work_that_breaks_off_is_over_and_says_so(stand: Stand) -> None:
    def broken(*_: object) -> bool:
        raise ValueError("unforeseen")

    failed = desk(stand, broken).find_acceptor(OPERATOR, m.FindAcceptor())

    assert (failed.findings[-1].ok, failed.running) == (False, False)
    assert words(failed)[-1] == "It broke off: ValueError: unforeseen"


def test_a_self_test_between_payers_resets_the_device_and_tells_all_it_says(ready: Stand) -> None:
    line = Line(ready)

    work = desk(ready).self_test(OPERATOR, m.SelfTest())

    assert line.resets == 1
    assert [one.ok for one in work.findings] == [True, True, True, True, True, None, True]
    assert "Reset taken, ready after 3.0 s." in words(work)
    assert "Unit: SM-RU1353 · No 21KC08003412 · SM / SME" in words(work)
    assert "CRC32 of the firmware: 12345678" in words(work)
    assert "Counter of stacked notes: 312" in words(work)
    assert work.done == work.of


def test_a_self_test_under_a_payers_hands_resets_nothing(ready: Stand) -> None:
    line = Line(ready)
    ready.to_cash()

    work = desk(ready).self_test(OPERATOR, m.SelfTest())

    assert line.resets == 0
    assert "A payer is at the terminal: no reset." in words(work)


def test_a_self_test_of_a_silent_device_tells_what_to_look_at(ready: Stand) -> None:
    line = Line(ready)
    ready.unplug()

    work = desk(ready).self_test(OPERATOR, m.SelfTest())

    assert line.resets == 0
    assert [one.ok for one in work.findings] == [False]
    assert "docs/acceptor.md" in work.findings[0].words.ru


def test_a_device_that_does_not_become_ready_is_told(ready: Stand) -> None:
    Line(ready).becomes = None

    work = desk(ready).self_test(OPERATOR, m.SelfTest())

    assert "Not ready 50 s after the reset." in words(work)
    assert not work.running


@pytest.mark.parametrize("answer", [frames.ILLEGAL, None, b"\x01"])
def test_old_firmware_that_keeps_its_checksum_to_itself_is_no_fault(ready: Stand, answer: bytes | None) -> None:
    line = Line(ready)
    line.answers = {} if answer is None else {Command.GET_CRC32: answer, Command.GET_STACKED_COUNT: answer}

    work = desk(ready).self_test(OPERATOR, m.SelfTest())

    assert all(one.ok is not False for one in work.findings)
    assert any("old firmware" in one for one in words(work))


def test_a_terminal_without_an_acceptor_has_nothing_to_test(stand: Stand) -> None:
    with pytest.raises(Rejected) as refusal:
        desk(stand).self_test(OPERATOR, m.SelfTest())

    assert refusal.value.code == "too_early"


def test_a_jam_found_by_the_self_test_is_no_success(ready: Stand) -> None:
    Line(ready).becomes = Device.JAMMED

    work = desk(ready).self_test(OPERATOR, m.SelfTest())

    assert (work.findings[-1].ok, work.findings[-1].words.en) == (False, "State: validator jammed")


def test_frames_are_told_from_where_they_were_read(stand: Stand) -> None:
    tape = stand.ground.link.tape
    for _ in range(3):
        tape.host(frames.pack(bytes((Command.POLL,))))
        tape.device(frames.Frame(bytes((Device.IDLING,))))

    every = desk(stand).acceptor_frames(OPERATOR, m.AskFrames())
    later = desk(stand).acceptor_frames(OPERATOR, m.AskFrames(after=5))
    news = desk(stand).acceptor_frames(OPERATOR, m.AskFrames(news=True))

    assert [one.number for one in every.frames] == [1, 2, 3, 4, 5, 6]
    assert [(one.number, one.way, one.hex, one.words.en) for one in later.frames] == [
        (6, "device", "02 03 06 14 67 D4", "idling")
    ]
    assert [one.number for one in news.frames] == [1, 2]
