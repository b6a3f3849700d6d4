"""What the service menu tells, line by line, in words for whoever stands before the kiosk."""

from agent_terminal.service import messages
from agent_terminal.service.messages import hardware, printing
from agent_terminal.service.wording import sum_words
from common.words import Words, same

Lines = list[Words]
OPEN = Words("Принимает платежи.", "Taking payments.")
NO_CONTRACT = Words("Договора с ПЦ нет.", "There is no contract with a centre.")
UNKNOWN = Words("неизвестен", "not known")
STILL = Words("Проверка ещё идёт. Нажмите ещё раз.", "The test is still running. Press once more.")
BAD = Words("Плохо: {what}", "Bad: {what}")
READY = Words("готов", "ready")
NO_PRINTER = Words("не выбран", "none is chosen")
NO_PAPER = Words("нет бумаги", "out of paper")


def state(state: messages.State, cassette: messages.Cassette, printer: printing.PrinterShown) -> Lines:
    """The terminal at a glance."""
    return [
        *blocked(state),
        *contract(state),
        _pair(Words("Купюроприёмник", "Acceptor"), state.acceptor_state),
        _pair(Words("Принтер", "Printer"), _printer(printer)),
        _pair(Words("В кассете", "In the cassette"), _notes(cassette.notes, cassette.total)),
        _pair(Words("Не отправлено платежей", "Unsent payments"), same(state.unsent)),
        _pair(Words("Ждут разбора", "To be reviewed"), same(state.in_review)),
    ]


def blocked(state: messages.State) -> Lines:
    """Whether payments are taken, and what is in the way."""
    reasons = zip(state.blocked, state.why, strict=True)
    return [Words(f"{code}: {why.ru}", f"{code}: {why.en}") for code, why in reasons] or [OPEN]


def contract(state: messages.State) -> Lines:
    """The agent's money at the centre, and the directory."""
    if state.centre is None:
        return [NO_CONTRACT]
    available = UNKNOWN if state.available is None else sum_words(state.available)
    count, version = state.providers, state.directory_version
    return [
        _pair(Words("ПЦ", "Centre"), state.centre),
        _pair(Words("Остаток депозита", "Deposit left"), available),
        Words(f"Справочник: версия {version}, поставщиков {count}", f"Directory: version {version}, {count} providers"),
    ]


def sent(told: messages.SentNow) -> Lines:
    """What sending brought."""
    lines = [
        _pair(Words("Отправлено", "Sent"), same(told.sent)),
        _pair(Words("Осталось", "Left"), same(told.left)),
    ]
    return lines if not told.left else [*lines, told.problem]


def tested(work: hardware.AcceptorWork) -> Lines:
    """Each step of an acceptor's test, and whether it still runs."""
    lines = [BAD.format(what=one.words) if one.ok is False else one.words for one in work.findings]
    return [*lines, STILL] if work.running else lines


def printed(row: printing.PrintRow) -> Lines:
    """A paper that came out."""
    return [_pair(row.means, row.told), *([same(row.file)] if row.file else [])]


def encashed(made: messages.Encashed) -> Lines:
    """What the cassette must hold by the books; it is counted in the office."""
    rows = [
        Words(f"{value.ru} × {one.notes} = {total.ru}", f"{value.en} × {one.notes} = {total.en}")
        for one in made.denominations
        if one.notes
        for value, total in [(sum_words(one.value), sum_words(one.total))]
    ]
    doubtful = _pair(Words("Под вопросом", "In doubt"), same(len(made.in_doubt)))
    whole = _pair(Words(f"Инкассация № {made.number}", f"Encashment No. {made.number}"), _notes(made.notes, made.total))
    return [whole, *rows, *([doubtful] if made.in_doubt else [])]


def _printer(printer: printing.PrinterShown) -> Words:
    if not printer.configured:
        return NO_PRINTER
    return printer.problem or (READY if printer.paper else NO_PAPER)


def _notes(notes: int, total: int) -> Words:
    whole = sum_words(total)
    return Words(f"купюр {notes}, {whole.ru}", f"notes {notes}, {whole.en}")


def _pair(name: Words, value: Words) -> Words:
    return Words(f"{name.ru}: {value.ru}", f"{name.en}: {value.en}")
