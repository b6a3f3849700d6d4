"""An exchange sent again by a person: its body as it was or edited, through the same proxy, in the sender's name."""

import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

import msgspec

from common import spawn
from common.errors import Unavailable
from common.exchange import MASK
from common.protocol import provider
from common.protocol.dialects.osmp import table
from common.protocol.shop.signature import HEADER as SIGNATURE
from common.protocol.wallets.doors import LOOK
from common.words import Words
from launcher_app.body_mistakes import BodyMistake, kind_of, mistake
from launcher_app.feed.doors import Part, door_path, known
from launcher_app.feed.hop import Hop
from launcher_app.proxy.messages import Reply, Request

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher
    from launcher_app.proxy import Proxy

OWN = frozenset({"authorization", "x-span-id", "x-attempt", "content-length", "connection", "host", "accept-encoding"})
"""Headers that the copy gets anew."""
KEY = "idempotency-key"
IN_QUERY = "%!$&'()*+,;=:@/?-._~"
"""What a person may have typed there as it goes; anything else is escaped, as a browser does."""
MOVING = frozenset({Part.MONEY, Part.CREDIT, Part.USE})
ASKING = (provider.STATUS.path, LOOK.path)
"""Doors beside those that move money: what became of a payment."""
IDS = ("reversal_id", "use_id", "payment_id")
OSMP_RESULT = re.compile(r"<result>\s*(\d{1,9})\s*</result>")
REUSED = 409
GOOD = 200
CUT_SHORT = "…"
NOT_WHOLE = Words(
    "Тело сохранено не целиком: повторить можно только то, что показано полностью.",
    "The body was not kept whole: only what is shown in full can be sent again.",
)
HIDDEN = Words(
    "В теле есть скрытое значение ***: замените его настоящим.",
    "There is a hidden value *** in the body: put the real one in its place.",
)
NOT_RUNNING = Words(
    "Получатель сейчас не работает: запустите его и повторите.", "The receiver is not running: start it and try again."
)
NO_LOGIN = Words(
    "Под каким логином шёл этот обмен, неизвестно: с запуска получателя отправитель сюда не входил или входил под "
    "разными логинами. Дождитесь любого его запроса и повторите тот.",
    "Nobody knows with which login this exchange came: since the receiver was started its sender has not logged in "
    "here, or has with several logins. Wait for any request of it and send that one again.",
)


class Meaning(StrEnum):
    """What became of the copy, as idempotency sees it."""

    ONLY_ASKED = "only_asked"
    SAME_ANSWER = "same_answer"
    OTHER_ANSWER = "other_answer"
    DONE_NOW = "done_now"
    NEW_OPERATION = "new_operation"
    REUSED = "reused"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    TOLD = "told"


SIGNED = Words(
    "Это подписанное извещение, денег оно не двигает. Неизменённое получатель примет ещё 300 секунд и пропустит, если "
    "уже видел его номер; изменённому или старому ответит: 401, подпись не принята.",
    "This is a signed notice, it moves no money. Unchanged it is taken for another 300 seconds, and passed over if its "
    "number was seen; a changed or an old one is answered 401: the signature is not accepted.",
)
MEANINGS: dict[Meaning, Words] = {
    Meaning.ONLY_ASKED: Words(
        "Это вопрос: он ничего не меняет, сколько его ни задавай.",
        "This is a question: it changes nothing, however often it is asked.",
    ),
    Meaning.SAME_ANSWER: Words(
        "Тот же номер и то же содержание — тот же ответ: так отвечают на узнанный повтор. Деньги второй раз двигаться "
        "не должны; двинулись ли, видно по проводкам.",
        "The same id with the same content gets the same answer, as a repeat does that was recognised. No money may "
        "move a second time; the postings show whether it did.",
    ),
    Meaning.OTHER_ANSWER: Words(
        "Номер и содержание прежние, а ответ другой. Сравните оба ответа: второй раз деньги двигаться не должны.",
        "The id and the content are the same, the answer is not. Compare the two: no money may move a second time.",
    ),
    Meaning.DONE_NOW: Words(
        "В прошлый раз этот запрос не удался или остался без ответа. Под этим номером он выполнен один раз.",
        "Last time this request failed or got no answer. Under this id it is carried out once.",
    ),
    Meaning.NEW_OPERATION: Words(
        "Номер новый, поэтому для получателя это новая операция: она выполнена ещё раз.",
        "The id is new, so to the receiver this is a new operation: it was carried out once more.",
    ),
    Meaning.REUSED: Words(
        "Номер прежний, а содержание другое: payment_id_reused. Получатель отказался, деньги не двинулись.",
        "The id is the same, the content is not: payment_id_reused. The receiver refused, no money moved.",
    ),
    Meaning.REFUSED: Words(
        "Получатель не принял этот запрос; почему, сказано в ответе. Деньги не двинулись.",
        "The receiver did not accept this request; the answer says why. No money moved.",
    ),
    Meaning.TOLD: Words(
        "Подпись принята. Номер, который уже видел, получатель пропускает, новый записывает; деньги не двигаются.",
        "The signature was accepted. A number that was seen is passed over, a new one is stored; no money moves.",
    ),
    Meaning.NO_ANSWER: Words(
        "Ответа нет или сбой: никто не знает, выполнено ли. Безопасно повторить с тем же номером.",
        "No answer, or a failure: nobody knows whether it was done. It is safe to repeat it with the same id.",
    ),
}


class Sent(NamedTuple):
    """The copy's answer; `reply` as it may be shown, empty with `status` 0 where none came."""

    status: int
    reply: str
    ms: int
    meaning: Meaning
    span: str


def editable(hop: Hop) -> str:
    """What a person may change: the body, laid out if it is JSON; of a GET, what stands after the question mark."""
    if not hop.request:
        return urlsplit(hop.path).query
    if kind_of(hop.request) != "json":
        return hop.request
    try:
        return json.dumps(json.loads(hop.request), ensure_ascii=False, indent=2)
    except (ValueError, RecursionError):
        return hop.request


def wrong(hop: Hop, text: str) -> BodyMistake | None:
    """What is wrong with an edited body; it is told before anything is sent."""
    if hop.request.endswith(CUT_SHORT) or list(_fields(hop.request)) == ["bytes"]:
        return BodyMistake(0, 0, NOT_WHOLE)
    if MASK in text:
        return BodyMistake.at(text, text.index(MASK), HIDDEN)
    return mistake(text, kind_of(hop.request or editable(hop)))


def public_url(launcher: "Launcher", hop: Hop) -> str:
    """Where the receiver of a hop is called; empty when its seat is gone."""
    return launcher.board.public_url(_seat(hop)) if _seat(hop) in launcher.board.looks else ""


def login(launcher: "Launcher", hop: Hop) -> str:
    """Under which name the sender of a hop asks, without its password; empty when nobody knows."""
    proxy = _proxy(launcher, hop)
    return proxy.login(hop.sender, hop.span) if proxy is not None else ""


def why_not(launcher: "Launcher", hop: Hop) -> Words | None:
    """What is in the way of sending anything at all."""
    proxy = _proxy(launcher, hop)
    if proxy is None:
        return NOT_RUNNING
    needs = any(name.lower() == "authorization" for name in hop.request_headers)
    return NO_LOGIN if needs and not proxy.knows_login(hop.sender, hop.span) else None


def is_signed(hop: Hop) -> bool:
    """Whether its sender signed the very bytes, and when."""
    return any(name.lower() == SIGNATURE.lower() for name in hop.request_headers)


def moves_money(hop: Hop, text: str = "") -> bool:
    """Whether a copy may move money, if its receiver takes it for a new one."""
    door = known(hop.receiver, hop.path)
    if door is None:
        return hop.method == "POST"
    if door.part not in MOVING or door_path(hop.path) in ASKING:
        return False
    return "command=check" not in f"{hop.path} {text or hop.request}"


def request_of(hop: Hop, text: str, span: str) -> Request:
    """The copy: the same headers, an id of its own, and the key of the operation that the body names now."""
    body, path = _body(hop, text), hop.path
    if not hop.request and text:
        path, body = f"{urlsplit(hop.path).path}?{quote(text, safe=IN_QUERY)}", ""
    headers = [(name, _key(hop, body) if name.lower() == KEY else value) for name, value in hop.request_headers.items()]
    kept = tuple((name, value) for name, value in headers if name.lower() not in OWN)
    return Request(hop.method, path, (*kept, ("X-Span-Id", span)), body.encode())


def send(launcher: "Launcher", hop: Hop, text: str) -> Sent:
    """Ask, wait for the answer, and say what it means; Unavailable when the receiver went away meanwhile."""
    proxy = _proxy(launcher, hop)
    if proxy is None:
        raise Unavailable("no_connection", _seat(hop))
    span = launcher.feed.by_hand()
    try:
        seen, reply = proxy.ask_again(request_of(hop, text, span), hop.sender, hop.span)
    except (spawn.Cancelled, TimeoutError, RuntimeError) as stopped:  # its proxy was closed meanwhile
        raise Unavailable("no_answer", _seat(hop)) from stopped
    return Sent(reply.status if reply else 0, seen.reply, seen.ms, meaning(hop, text, reply), span)


def meaning(hop: Hop, text: str, reply: Reply | None) -> Meaning:
    """What the answer says of the operation: was it done before, now, or not at all."""
    if reply is None or reply.status >= 500 or reply.status in (408, 429):
        return Meaning.NO_ANSWER
    if reply.status == REUSED:
        return Meaning.REUSED
    if reply.status != GOOD:
        return Meaning.REFUSED
    code = osmp_code(reply.body.decode("utf-8", "replace"))
    if code:
        return _of_osmp(code)
    if not moves_money(hop, text):
        return Meaning.TOLD if is_signed(hop) else Meaning.ONLY_ASKED
    if _operation(hop, hop.request or urlsplit(hop.path).query) != _operation(hop, text):
        return Meaning.NEW_OPERATION
    if hop.status != GOOD:
        return Meaning.DONE_NOW
    return Meaning.SAME_ANSWER if _same(hop.reply, reply.body) else Meaning.OTHER_ANSWER


def osmp_code(reply: str) -> int:
    """The code of a reply in OSMP's words; 0 is success, and every reply that is not in them."""
    found = OSMP_RESULT.search(reply) if "<result>" in reply else None
    return int(found.group(1)) if found else 0


def _of_osmp(code: int) -> Meaning:
    """By the dialect's own table; a number that nobody agreed on says nothing."""
    row = table.STANDARD.meaning(code)
    if row is None or not row.fatal:
        return Meaning.NO_ANSWER
    return Meaning.REUSED if row.result is table.Result.REUSED else Meaning.REFUSED


def _seat(hop: Hop) -> str:
    return hop.receiver_seat or hop.receiver


def _proxy(launcher: "Launcher", hop: Hop) -> "Proxy | None":
    return launcher.board.proxy(_seat(hop)) if _seat(hop) in launcher.board.looks else None


def _body(hop: Hop, text: str) -> str:
    """Left as it was, it goes byte for byte as it went."""
    return hop.request if text == editable(hop) else text


def _key(hop: Hop, body: str) -> str:
    """The Idempotency-Key of the body as it is now: the receiver refuses one that names another operation."""
    name = next((name for name in hop.request_headers if name.lower() == KEY), "")
    old = hop.request_headers[name]
    field = next((field for field, value in _fields(hop.request).items() if str(value) == unquote(old)), "")
    return quote(str(_fields(body).get(field, unquote(old)))) if field else old


def _operation(hop: Hop, text: str) -> str:
    """The id that a body names its operation by."""
    fields = _fields(text)
    if fields:
        return next((str(fields[name]) for name in IDS if name in fields), "")
    pairs = (pair.partition("=") for pair in text.split("&"))
    return next((value for name, _, value in pairs if name == "txn_id"), "")


def _same(before: str, now: bytes) -> bool:
    told = _fields(before)
    return told == _fields(now.decode("utf-8", "replace")) if told else before.encode() == now


def _fields(text: str) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
