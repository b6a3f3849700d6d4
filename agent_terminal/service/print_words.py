"""Papers in words: what they are, what became of them, and why nobody holds them in hands."""

from agent_terminal.store.prints import PrintKind, PrintState
from common.protocol import codes
from common.words import Words

LATE, DIED, BUG = "late", "died", "internal_error"
"""Why a paper is in nobody's hands, beside the codes of errors."""
MEANS = {
    PrintKind.RECEIPT: Words("Чек", "Receipt"),
    PrintKind.SLIP: Words("Квитанция на возврат", "Claim slip"),
    PrintKind.TEST: Words("Пробный чек", "Test paper"),
}
TOLD = {
    PrintState.WAITING: Words("Ждёт принтера", "Waits for the printer"),
    PrintState.PRINTING: Words("Печатается", "Being printed"),
    PrintState.PRINTED: Words("Напечатан", "Printed"),
    PrintState.DOUBTFUL: Words("Мог напечататься не целиком", "May be incomplete"),
    PrintState.FAILED: Words("Не напечатан", "Not printed"),
}
WHY = {
    LATE: Words(
        "Принтер был недоступен слишком долго: плательщик ушёл", "The printer was away too long: the payer left"
    ),
    DIED: Words("Программа закрылась во время печати", "The program ended while it was being printed"),
    BUG: Words(
        "Внутренний сбой, запись есть в журнале программы", "An internal failure, the program's log has a record"
    ),
}
FIRST = Words("{means} {code}, {who}", "{means} {code}, {who}")
COPY = Words("{means} {code}, копия {number}, {who}", "{means} {code}, copy {number}, {who}")


def why(reason: str, detail: str) -> Words:
    """A stored reason in words."""
    return WHY.get(reason) or codes.words(reason, detail)


def failed(kind: PrintKind, code: str, reason: str, detail: str) -> Words:
    """A line of the journal."""
    means, said = MEANS[kind], why(reason, detail)
    return Words(
        f"{means.ru} {code}: {said.ru}".replace(" : ", ": "), f"{means.en} {code}: {said.en}".replace(" : ", ": ")
    )


def again(kind: PrintKind, code: str, number: int, who: str) -> Words:
    """A line of the journal: a document was printed once more."""
    means, line = MEANS[kind], COPY if number else FIRST
    parts = {"code": code, "number": number, "who": who}
    return Words(line.ru.format(means=means.ru, **parts), line.en.format(means=means.en, **parts))
