"""What letters say besides their report's own words, and what the outbox says of a letter."""

import re

from common.clock import moment
from common.mail.forms import Saying
from common.protocol import codes
from common.reporting.asks import LetterRow, LetterState
from common.reporting.mail_settings import Halt
from common.reporting.order import Kept
from common.reporting.store.letters import Body, Letter
from common.words import Language, Words

TRAINING = Words("УЧЕБНЫЙ РЕЖИМ. Деньги не настоящие.", "TRAINING MODE. The money is not real.")
FILES = Words("Во вложении:", "Attached:")
FROM = Words("Письмо отправила программа «Оплата» от имени: {issuer}.", "Sent by Oplata on behalf of {issuer}.")
WHY = Words(
    "Вы получили его, потому что ваш адрес указан среди получателей этого отчёта. Отвечать на него не нужно.",
    "You received it because your address is among this report's recipients. There is no need to answer.",
)
WHY_TRIAL = Words(
    "Вы получили его, потому что ваш адрес вписали в пробное письмо. Отвечать на него не нужно.",
    "You received it because your address was typed for a trial letter. There is no need to answer.",
)
TRIAL_SUBJECT = Words("Пробное письмо: {issuer}", "A trial letter: {issuer}")
TRIAL_LINES = (
    Words(
        "Это пробное письмо: письма от этого отправителя доходят.", "This is a trial: letters from this sender arrive."
    ),
    Words("Отчёты придут так же, файлом Excel во вложении.", "Reports will come likewise, as an attached Excel file."),
)
UNITS = (Words("байт", "bytes"), Words("КБ", "KB"), Words("МБ", "MB"))
THOUSAND = 1024
STATES = {
    LetterState.WAITING: Words("ждёт отправки", "waiting to be sent"),
    LetterState.SENT: Words("отправлено", "sent"),
    LetterState.FAILED: Words("не ушло", "not sent"),
    LetterState.CANCELLED: Words("отменено", "cancelled"),
}
AGAIN = Words("ждёт повтора", "waiting for another try")
IN_FOLDER = Words("лежит в папке писем", "in the folder of letters")
PUT = Words(
    "Писем в «Исходящих» прибавилось: {number}. Их отправит программа, пока она работает.",
    "Letters added to the Outbox: {number}. The program sends them while it runs.",
)
THERE = Words(
    "Такие же письма ещё ждут отправки ({waiting}), второй раз они не поставлены.",
    "The same letters still wait to be sent ({waiting}) and were not added again.",
)
NOT_SAFE = re.compile(r"[^A-Za-z0-9-]")


def trial(issuer: str, language: Language) -> tuple[str, Body]:
    """The subject and the text of a trial letter."""
    lines = [line.of(language) for line in TRIAL_LINES]
    return TRIAL_SUBJECT.of(language).format(issuer=issuer), Body(issuer, lines, trial=True)


def message_id(number: int, made: int, uid: str) -> str:
    """Made once, when the letter is put: a letter that is repeated is known by it."""
    return f"<{number}.{made}@{NOT_SAFE.sub('-', uid) or 'oplata'}>"


def put(number: int, wanted: int) -> Words:
    """How many letters were put, and why not as many as were wanted."""
    parts = [PUT.format(number=number)] if number else []
    if number < wanted:
        parts.append(THERE.format(waiting=wanted - number))
    return Words(" ".join(part.ru for part in parts), " ".join(part.en for part in parts))


def saying(subject: str, language: Language, body: Body, files: list[Kept]) -> Saying:
    """A letter's text with what every letter says: that it is a training, who wrote it and why."""
    why = body.why or (WHY_TRIAL if body.trial else WHY).of(language)
    return Saying(
        language=language,
        subject=subject,
        training=TRAINING.of(language),
        lines=body.lines,
        files_title=FILES.of(language),
        files=[f"{file.name} ({size(file.size, language)})" for file in files],
        footer=[FROM.of(language).format(issuer=body.issuer), why, TRAINING.of(language)],
    )


def size(count: int, language: Language) -> str:
    """«12 КБ»."""
    place = 0
    while count >= THOUSAND and place < len(UNITS) - 1:
        count = -(-count // THOUSAND)
        place += 1
    return f"{count}\u00a0{UNITS[place].of(language)}"


def row(letter: Letter, due: int | None, halt: Halt | None) -> LetterRow:
    """A letter as the outbox shows it; `halt` is what keeps all that wait."""
    waits = letter.state is LetterState.WAITING
    held = halt if waits else None
    code, detail = _parted(letter.reason) if held is None else (held.code, held.detail)
    when = max(due, held.until if held is not None else 0) if due is not None and waits else None
    return LetterRow(
        id=letter.id,
        message_id=letter.message_id,
        recipient=letter.recipient,
        subject=letter.subject,
        report=letter.report,
        state=letter.state,
        words=_words(letter, tried=bool(code)),
        attempts=letter.attempts,
        reason=detail,
        way=letter.way,
        made=moment(letter.made),
        due=moment(when) if when is not None else None,
        ended=moment(letter.ended) if letter.ended is not None else None,
        problem=codes.words(code, detail) if code else None,
    )


def _words(letter: Letter, *, tried: bool) -> Words:
    if letter.state is LetterState.WAITING and tried:
        return AGAIN
    if letter.state is LetterState.SENT and letter.way.endswith(".eml"):
        return IN_FOLDER
    return STATES[letter.state]


def _parted(reason: str) -> tuple[str, str]:
    """A reason is kept as `code: detail`."""
    code, _, detail = reason.partition(": ")
    return code, detail
