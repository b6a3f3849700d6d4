"""How a role's look is said and signed: state, address, the port that somebody else has."""

from common.qt.theme import Token
from common.qt.wording import BREAK
from common.words import Words, same
from launcher_app.watched import WORDS, Look, State

SIGNS: dict[State, tuple[str, Token]] = {
    State.STOPPED: ("stopped", Token.NEUTRAL),
    State.STARTING: ("waiting", Token.WAITING),
    State.RUNNING: ("ok", Token.OK),
    State.SILENT: ("attention", Token.ERROR),
    State.STOPPING: ("waiting", Token.WAITING),
    State.FELL: ("attention", Token.ERROR),
    State.ELSEWHERE: ("ok", Token.OK),
}
SECONDS = Words("{n} с", "{n} s")
FELL = Words("упал, код {code}", "fell, code {code}")
BUSY = Words(
    "Порт {port} занят другой программой ({holder}). Сервер не запущен.",
    "Port {port} is used by another program ({holder}). The server was not started.",
)
NOBODY = Words("не видно, кем", "the system does not say by whom")
HERE = "127.0.0.1"
COUNTED = (State.STARTING, State.SILENT)


def state_words(look: Look) -> Words:
    """«работает», «запускается 2 с», «упал, код 1»."""
    words = WORDS[look.state]
    if look.state is State.FELL and look.code is not None:
        return FELL.format(code=look.code)
    if look.state in COUNTED and look.seconds:
        time = SECONDS.format(n=look.seconds)
        return Words(f"{words.ru} {time.ru}", f"{words.en} {time.en}")
    return words


def place_words(look: Look) -> str:
    """The port at which others reach it, and its process; the whole address where it is another computer's."""
    address = (look.public_url or look.url).removeprefix("http://").removeprefix(HERE)
    return "   ".join(part for part in (address, f"PID{BREAK}{look.process_id}" if look.process_id else "") if part)


def busy_words(look: Look) -> Words:
    """Who has its port."""
    holder = same(look.holder) if look.holder else NOBODY
    return Words(BUSY.ru.format(port=look.port, holder=holder.ru), BUSY.en.format(port=look.port, holder=holder.en))
