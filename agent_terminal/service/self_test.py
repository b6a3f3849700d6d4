"""A self-test of the acceptor: does it answer, does it start, who is it, which notes, which firmware, in what state."""

from collections.abc import Callable

from agent_terminal.ccnet import frames, models
from agent_terminal.ccnet.codes import BROKEN, EMPTY, Command
from agent_terminal.ccnet.happenings import Happening, Identified
from agent_terminal.ccnet.inquiry import Inquiry
from agent_terminal.ccnet.tape import Way
from agent_terminal.service.acceptor_work import Work
from agent_terminal.service.ground import Ground
from agent_terminal.store import sessions
from common import money
from common.words import Words

STEPS = 5
STEP_SECONDS = 0.05
ANSWER_SECONDS = 7.0
RESET_SECONDS = 50.0
"""The slowest model prepares for 40 s."""
INQUIRY_SECONDS = 3.0
LISTENING = Words("ждём ответа", "waiting for an answer")
RESETTING = Words("сбрасываем и ждём готовности", "resetting, waiting until it is ready")
ASKING = Words("спрашиваем прошивку", "asking the firmware")
ANSWERS = Words("Отвечает.", "It answers.")
SILENT = Words(
    "Молчит. Проверьте питание, провода, скорость и переключатели протокола (docs/acceptor.md).",
    "Silent. Check power, wires, rate and the protocol's switches (docs/acceptor.md).",
)
PAYER = Words("У терминала плательщик: без сброса.", "A payer is at the terminal: no reset.")
NOTE_INSIDE = Words("В приёмнике купюра: без сброса.", "A note is inside: no reset.")
RESET_DONE = Words("Сброс принят, готов через {seconds} с.", "Reset taken, ready after {seconds} s.")
RESET_LATE = Words("После сброса не стал готов за {seconds} с.", "Not ready {seconds} s after the reset.")
UNIT = Words("Устройство: {part} · № {serial}{model}", "Unit: {part} · No {serial}{model}")
NAMELESS = Words("Себя не назвало: так делает старая прошивка.", "It does not name itself: old firmware.")
TABLE = Words("Купюры: {notes}", "Notes: {notes}")
NO_TABLE = Words("Таблицы купюр нет: принимать нечего.", "No bill table: nothing can be taken.")
CRC = Words("CRC32 прошивки: {crc}", "CRC32 of the firmware: {crc}")
NO_CRC = Words(
    "CRC32 прошивки не сообщает: у старых прошивок так и бывает.", "It does not tell its CRC32: old firmware does not."
)
CRC_LATER = Words("CRC32 сейчас не спросить: приём открыт.", "The CRC32 cannot be asked now: the mouth is open.")
COUNTER = Words("Счётчик уложенных купюр: {count}", "Counter of stacked notes: {count}")
GARBLED = Words("Кадров с неверной контрольной суммой: {count}", "Frames with a wrong checksum: {count}")
STATE = Words("Состояние: {state}", "State: {state}")


class SelfTest:
    """One run; no note is taken or touched."""

    def __init__(self, ground: Ground) -> None:
        """Nothing is asked yet."""
        self._ground = ground
        self._first = ground.link.tape.last

    def run(self, work: Work) -> None:
        """Step after step; without an answer there is nothing more to find."""
        work.step(LISTENING)
        if not self._until(work, lambda: self._ground.hardware.online, ANSWER_SECONDS):
            work.found(False, self._ground.link.problem or SILENT)
            return
        work.found(True, ANSWERS)
        work.passed()
        self._reset(work)
        work.passed()
        self._identity(work)
        work.passed()
        self._firmware(work)
        work.passed()
        self._state(work)
        work.passed()

    def _reset(self, work: Work) -> None:
        why_not = self._why_no_reset()
        talker = self._ground.link.talker
        if why_not is not None or talker is None:
            work.found(None, why_not or SILENT)
            return
        work.step(RESETTING)
        began, last = self._ground.clock.monotonic(), self._ground.link.last
        talker.reset()
        if self._until(work, lambda: self._heard(Identified, last) and self._at_rest(), RESET_SECONDS):
            took = self._ground.clock.monotonic() - began
            work.found(True, RESET_DONE.format(seconds=f"{took:.1f}"))
        elif not work.stopped:
            work.found(False, RESET_LATE.format(seconds=f"{RESET_SECONDS:.0f}"))

    def _why_no_reset(self) -> Words | None:
        """A reset gives back a note in escrow and closes the mouth: never under a payer's hands."""
        if self._ground.database.read(sessions.active) is not None:
            return PAYER
        return NOTE_INSIDE if self._ground.hardware.note_inside else None

    def _identity(self, work: Work) -> None:
        unit, bills = self._ground.hardware.who, self._ground.hardware.bills
        if unit is None:
            work.found(None, NAMELESS)
        else:
            model = models.model(unit.part)
            known = "" if model is None else f" · {model.name}"
            work.found(True, UNIT.format(part=unit.part, serial=unit.serial, model=known))
        notes = sorted((bill.value, bill.currency) for bill in bills.values() if bill.is_money())
        if notes:
            shown = ", ".join(f"{money.text(value)} {currency}" for value, currency in notes)
            shown_en = ", ".join(f"{money.text(value, english=True)} {currency}" for value, currency in notes)
            work.found(True, Words(TABLE.ru.format(notes=shown), TABLE.en.format(notes=shown_en)))
        else:
            work.found(False, NO_TABLE)

    def _firmware(self, work: Work) -> None:
        work.step(ASKING)
        answer, crc = self._ask(work, Command.GET_CRC32)
        if not answer:
            work.found(None, CRC_LATER)
        elif crc is not None and len(crc) == 4:
            work.found(True, CRC.format(crc=crc.hex().upper()))
        else:
            work.found(None, NO_CRC)
        _, count = self._ask(work, Command.GET_STACKED_COUNT)
        if count is not None and len(count) == 2:
            work.found(None, COUNTER.format(count=int.from_bytes(count, "big")))

    def _ask(self, work: Work, command: Command) -> tuple[bool, bytes | None]:
        """Whether it could be asked, and the data it brought."""
        told: list[bytes | None] = []
        inquiry = Inquiry(command, told.append)
        talker = self._ground.link.talker
        if talker is None or not inquiry.may_be_asked(self._ground.link.status):
            return False, None
        talker.inquire(inquiry)
        answered = self._until(work, lambda: bool(told), INQUIRY_SECONDS)
        payload = told[0] if told else None
        return answered, None if payload is None or frames.Frame(payload).is_receipt() else payload

    def _state(self, work: Work) -> None:
        spoilt = sum(one.way is Way.BROKEN for one in self._ground.link.tape.since(self._first))
        if spoilt:
            work.found(False, GARBLED.format(count=spoilt))
        state, status = self._ground.hardware.state, self._ground.link.status
        said = Words(STATE.ru.format(state=state.ru), STATE.en.format(state=state.en))
        work.found(True if status in EMPTY else False if status in BROKEN else None, said)

    def _heard(self, kind: type[Happening], after: int) -> bool:
        return any(isinstance(one.news, kind) for one in self._ground.link.since(after))

    def _at_rest(self) -> bool:
        return self._ground.link.status in EMPTY | BROKEN

    def _until(self, work: Work, so: Callable[[], bool], seconds: float) -> bool:
        """Whether it came to be in time."""
        last = self._ground.clock.monotonic() + seconds
        while not so():
            if work.stopped or self._ground.clock.monotonic() >= last:
                return False
            self._ground.clock.sleep(STEP_SECONDS)
        return True
