"""What came back, as a fact, and what that means at this door."""

from common.protocol import codes
from common.protocol.dialects.osmp import OK, STANDARD
from common.words import Words
from launcher_app.diagram.wording import took
from launcher_app.explaining import replies
from launcher_app.explaining.door import Door
from launcher_app.explaining.people import person
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.hop import Hop, Outcome
from launcher_app.proxy.faults import FaultKind

CONTRACT, LATER = (401, 403, 404, 405), (408, 429)
MISSING = 404
BROKEN = (400, 409, 413, 415, 431)
INSTEAD = (FaultKind.SERVER_ERROR, FaultKind.WRONG_LOGIN)
WAITING = Words(
    "Ответа ещё нет: вопрос в пути, или над ним работают.", "There is no reply yet: it is on its way or worked on."
)
ANSWERED = Words("{who} ответил {status}{word} за {took}.", "{who} answered {status}{word} in {took}.")
SAID = Words("{who} ответил {status}{word}: «{told}».", "{who} answered {status}{word}: “{told}”.")
SHORT = Words("{who} ответил {status}{word}.", "{who} answered {status}{word}.")
MADE_UP = Words("Пришёл ответ {status}, но дал его не {name}.", "A {status} came, but not from {name}.")
LOST = Words(
    "{who} ответил {status}, но ответ потерялся в пути.", "{who} answered {status}, but the reply was lost on its way."
)
DONE = Words("Дело сделано, но тот, кто просил, этого не знает.", "It is done, but who asked for it cannot know.")
NO_ANSWER = Words("Ответа не дождались.", "No reply came in time.")
NO_CONNECTION = Words(
    "Связи нет: на той стороне никто не отвечает, запрос не отправлен.",
    "There is no connection: nobody answers on the other side, the request was not sent.",
)
STRANGE_NO = Words(
    "Такого кода в протоколе нет, поэтому этому «нет» не верят: исход считается неизвестным.",
    "The protocol has no such code, so this no is not believed: the outcome counts as unknown.",
)
STRANGE = Words(
    "Такого ответа протокол не знает: исход считается неизвестным.",
    "The protocol knows no such answer: the outcome counts as unknown.",
)
OF_CONTRACT = Words(
    "Дело не в платеже, а в договоре: логине, адресе или правах. Деньги не двигались. {who} останавливает обмен по "
    "этому договору, поднимает тревогу и попытку не считает; после правки договора всё продолжится.",
    "It is not about the payment but about the contract: login, address or rights. No money moved. {who} stops what "
    "goes under this contract, raises an alarm and counts no attempt; it goes on once the contract is corrected.",
)
STOPPED = Words(
    "Повторять бесполезно: такого быть не может. Платёж остановлен, деньги остаются на месте, нужен человек.",
    "There is no use in repeating: this cannot be. The payment is stopped, its money stays where it is, a person must "
    "decide.",
)
USELESS = Words("Повторять бесполезно: такой запрос не примут никогда.", "Repeating is of no use: it is never taken.")
RESULT = Words("В ответе код {number}: «{told}».", "The answer has code {number}: “{told}”.")
RESULT_OK = Words("В ответе код 0, то есть «сделано».", "The answer has code 0, which means done.")
RESULT_STRANGE = Words(
    "В ответе код {number}, которого в таблице договора нет: такому «нет» не верят.",
    "The answer has code {number}, which the contract's table lacks: such a no is not believed.",
)


def answered(hop: Hop, door: Door) -> list[Words]:
    """The fact, then its meaning."""
    match hop.outcome:
        case Outcome.WAITING:
            return [WAITING]
        case Outcome.NO_CONNECTION:
            return [NO_CONNECTION, door.unreached]
        case Outcome.NO_ANSWER:
            return [NO_ANSWER, door.unknown]
        case Outcome.LOST:
            return [_by(LOST, hop), *([DONE] if hop.answered == 200 else []), door.unknown]
        case Outcome.OK:
            return _good(hop, door)
        case Outcome.REFUSED:
            known = replies.code_of(hop) in codes.REJECTED
            return [_fact(hop), door.refused] if known else [_fact(hop), STRANGE_NO, door.unknown]
        case Outcome.TROUBLE:
            return [_fact(hop), door.unknown]
        case Outcome.MISTAKE:
            return [_fact(hop), *_mistake(hop, door)]


def _good(hop: Hop, door: Door) -> list[Words]:
    number = replies.osmp_result(hop)
    if number is not None:
        return [_by(ANSWERED, hop), *_osmp(number, door)]
    return [_by(ANSWERED, hop), door.said.get(replies.status_word(hop), door.good)]


def _osmp(number: int, door: Door) -> list[Words]:
    """OSMP says its «no» with HTTP 200 and a number; only a fatal one is final."""
    if number == OK:
        return [RESULT_OK, door.good]
    meaning = STANDARD.meaning(number)
    if meaning is None:
        return [RESULT_STRANGE.format(number=number), door.unknown]
    told = codes.words(meaning.error, f"{number}")
    fact = _quoting(RESULT.format(number=number, told="{told}"), told)
    if meaning.error in codes.BROKEN:
        return [fact, STOPPED]
    return [fact, door.refused if meaning.fatal else door.unknown]


def _mistake(hop: Hop, door: Door) -> list[Words]:
    if hop.status in LATER:
        return [door.unknown]
    if hop.status == MISSING and door.missing is not None:
        return [door.missing]
    if hop.status in CONTRACT:
        return [_by(OF_CONTRACT, hop, who=hop.sender)]
    if hop.status in BROKEN:
        return [STOPPED if part_of(hop) in (Part.MONEY, Part.CREDIT) else USELESS]
    return [STRANGE, door.unknown]


def _fact(hop: Hop) -> Words:
    """Who answered what; of an answer that was made on the way, that it was."""
    if hop.fault in INSTEAD and not hop.answered:
        return _by(MADE_UP, hop)
    told = replies.told(hop)
    if told is None:
        return _by(SHORT, hop)
    return _quoting(_by(SAID, hop), told)


def _quoting(words: Words, told: Words) -> Words:
    """What somebody said, in quotes, its last dot outside of them."""
    ru, en = told.ru.rstrip(". "), told.en.rstrip(". ")
    return Words(words.ru.replace("{told}", ru), words.en.replace("{told}", en))


def _by(words: Words, hop: Hop, who: str = "") -> Words:
    """Filled with who answered, the status, its word and how long it took."""
    named = person(who or hop.receiver).named
    word = replies.code_of(hop) or ("" if hop.outcome is not Outcome.OK else replies.status_word(hop))
    values = {"status": hop.status or hop.answered, "word": f" ({word})" if word else "", "told": "{told}"}
    ru, en, long = named.ru, named.en, took(hop.ms)
    return Words(
        words.ru.format(who=ru, name=ru.lower(), took=long.ru, **values),
        words.en.format(who=en, name=f"{en[0].lower()}{en[1:]}", took=long.en, **values),
    )
