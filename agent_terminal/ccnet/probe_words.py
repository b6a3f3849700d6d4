"""What the probe of an acceptor says, in Russian and in English."""

from agent_terminal.ccnet import happenings as h
from agent_terminal.ccnet import words
from agent_terminal.ccnet.bills import BillType
from common import money
from common.words import Words

OPENED = Words("Линия: {line}, {speed} бод", "Line: {line}, {speed} baud")
UNIT = Words("Устройство: {part} · № {serial} · номер учёта {asset}", "Unit: {part} · No {serial} · asset {asset}")
NAMELESS = Words("Устройство не назвало себя.", "The unit does not name itself.")
NO_NOTES = Words("Таблица купюр пуста.", "The bill table is empty.")
TABLE = Words("Таблица купюр: типов {count}", "Bill table: {count} types")
ROW = Words("  тип {type:>2}  {value:>14}  {letters}{note}", "  type {type:>2}  {value:>14}  {letters}{note}")
WORTHLESS = Words(" · деньгами не считается", " · not money")
WATCHING = Words(
    "Вставляйте купюры: каждая вернётся, деньги не зачисляются. Закончить — Ctrl+C.",
    "Push notes in: each comes back, nothing is credited. Ctrl+C ends it.",
)
LEAVING = Words("Закрываю приём и отпускаю линию.", "Closing the mouth and letting the line go.")
SEEN = Words(
    "Возвращено купюр: {returned}; принято: 0; кадров с неверной контрольной суммой: {garbled}",
    "Notes returned: {returned}; taken: 0; frames with a wrong checksum: {garbled}",
)
NOT_IN_TIME = Words(
    "За это время устройство не рассказало о себе. Дайте ему больше времени: --seconds 60.",
    "The unit did not tell of itself in this time. Give it longer: --seconds 60.",
)

SILENT = Words(
    "Устройство молчит. Проверьте питание, провода и переключатели:"
    " протокол CCNET (не PULSE и не ID003), скорость 9600 или 19200.",
    "The unit is silent. Check power, wires and switches: protocol CCNET (not PULSE, not ID003), rate 9600 or 19200.",
)
WRONG_CHECKSUM = Words(
    "Ответы приходят с неверной контрольной суммой ({count}): помехи, плохой контакт или плохой адаптер.",
    "Answers come with a wrong checksum ({count}): noise, a bad contact or a bad adapter.",
)
NOISE = Words(
    "Байты приходят ({count}), но кадров CCNET в них нет: другая скорость, другой протокол или помехи.",
    "Bytes come ({count}), but no CCNET frames: another rate, another protocol, or noise.",
)
ECHO = Words(
    "Линия слышит только саму себя: двухпроводный адаптер или перемычка вместо устройства.",
    "The line hears only itself: a two-wire adapter, or a plug in the unit's place.",
)
MONEY_WAITS = Words(
    "Устройство хранит квитанцию о купюре в кассете, которую терминал ещё не записал{note}."
    " Проверка её не трогает и уходит: запустите терминал с этим портом, он зачислит её. Потом повторите проверку.",
    "The unit keeps a receipt for a note in its cassette that the terminal has not stored yet{note}."
    " The probe leaves it untouched: start the terminal on this port, it will credit the note. Then probe again.",
)
BAD_FRAME = Words("неверная контрольная сумма", "a wrong checksum")
ADVICE = Words("Подробнее: docs/acceptor.md", "More: docs/acceptor.md")


def value(bill: BillType) -> Words:
    """What a note is worth, in its own money."""
    return Words(f"{money.text(bill.value)} {bill.currency}", f"{money.text(bill.value, english=True)} {bill.currency}")


def row(bill: BillType) -> Words:
    """A note's line of the table."""
    worth, note = value(bill), Words("", "") if bill.is_money() else WORTHLESS
    return Words(
        ROW.ru.format(type=bill.type, value=worth.ru, letters=bill.letters, note=note.ru),
        ROW.en.format(type=bill.type, value=worth.en, letters=bill.letters, note=note.en),
    )


def money_waits(note: Words) -> Words:
    """A receipt of the terminal's was found; `note` says for what, if it is known."""
    return Words(MONEY_WAITS.ru.format(note=note.ru), MONEY_WAITS.en.format(note=note.en))


def of(news: h.Happening) -> Words | None:
    """News in words; None for what another piece of news says already."""
    match news:
        case h.StateChanged(status=status, detail=detail):
            return words.status(status, detail)
        case h.Escrowed(type=number, bill=bill):
            return _escrowed(number, bill)
        case h.Refused(command=command):
            name = words.command(bytes((command,)))
            return Words(f"отказ на команду «{name.ru}»", f"refuses the command {name.en}")
        case h.Offline(silent_seconds=seconds):
            return Words(f"молчит {seconds:.0f} с", f"silent for {seconds:.0f} s")
        case h.PortLost(reason=reason):
            return Words(f"порт пропал: {reason}", f"the port is gone: {reason}")
        case _:
            return SIMPLE.get(type(news))


SIMPLE: dict[type, Words] = {
    h.Online: Words("отвечает", "answers"),
    h.LineEchoes: Words("на линии слышно эхо своих слов", "the line echoes our own words"),
    h.InitializeOverdue: Words("слишком долго готовится, сброс", "prepares for too long, reset"),
    h.ReturnOverdue: Words(
        "возврат купюры не подтверждён: её не забрали или она застряла", "the return is not confirmed"
    ),
    h.CassetteBack: Words("кассета на месте", "the cassette is back"),
}


def _escrowed(number: int | None, bill: BillType | None) -> Words:
    if bill is None:
        return Words(f"купюра неизвестного типа {number}: возвращаю", f"a note of unknown type {number}: back it goes")
    worth = value(bill)
    return Words(f"{worth.ru} (тип {bill.type}): возвращаю", f"{worth.en} (type {bill.type}): back it goes")
