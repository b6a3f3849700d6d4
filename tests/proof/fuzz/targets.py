"""The readers of strangers' bytes, each with a few sound inputs to begin from and the refusals that it may raise."""

import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from agent_terminal.ccnet import frames
from common import fields
from common.card_text import card_from_text, card_text
from common.errors import Broken, ContractFault, OplataError, Rejected
from common.http_server import deadline
from common.http_server.reading import FORM, JSON, Request, Served, basic, decoded, parts_of, raw_request
from common.http_server.routes import Routes
from common.protocol import card
from common.protocol.card import Card, CardKind
from common.protocol.dialects.osmp import centre, provider
from common.protocol.endpoint import LONGEST_PART
from common.registers import reading
from common.words import Words
from processing_app import tokens as form
from processing_app.tokens import Claims
from tests.proof.fuzz import shop_targets

WORDS = Words("Имя", "Name")
CARD = Card(
    kind=CardKind.AGENT, version=1, issuer="1", name=WORDS, url="http://127.0.0.1:8102", dialect="json", login="a",
    password="b", number="А-00001",
)  # fmt: skip
KEY = b"k" * 32
SIGNED = form.sign(
    Claims(
        iss="oplata:1", aud="oplata:v2", sub="intent:i", typ="intent", iat=1, nbf=1, exp=2, jti="j", scopes=["x"],
    ),
    "k1",
    b"s" * 32,
)  # fmt: skip
"""A sound token of another key."""
DEEP = b"[" * 3_000
REGISTER = b"1\t20260102\t101500\t9161234567\t100.00\nTotal: 1 100.00\n"
HEADED = "Номер;Дата;Счёт;Сумма\n17;02.01.2026;9161234567;100,00\nИтого;;;100,00\n".encode("cp1251")
ANSWER = (
    b"<?xml version='1.0'?><response><osmp_txn_id>1</osmp_txn_id><result>0</result><sum>1.00</sum>"
    b"<comment>ok</comment><fields><field1 name='balance'>1.00</field1></fields></response>"
)


class Target(NamedTuple):
    """`feed` returns for a sound input, raises one of `refusals` for another; anything else is a fault."""

    feed: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]
    refusals: tuple[type[Exception], ...]


@cache
def served() -> list[Served]:
    """Every door that is asked in JSON; the tables of all roles are read for this target only."""
    from tests.docs.served import TABLES

    return [
        Served(endpoint, door)
        for table in TABLES.values()
        for endpoint, door in table.items()
        if door.way not in ("raw", "file") and endpoint.method == "POST"
    ]


def questions() -> list[bytes]:
    """An example for each door between roles, behind the number that chooses the door, and two that go deep."""
    from tests.docs.examples import example

    return [
        b"\0\0" + DEEP,
        b'\0\0{"fields":' + DEEP,
        *(
            number.to_bytes(2, "big") + _without_parts(one, msgspec.json.encode(example(one.endpoint.ask)))
            for number, one in enumerate(served())
            if not one.endpoint.path.startswith("/v1/operator")
        ),
    ]


def paths() -> list[bytes]:
    """Two that lead somewhere; the tables are read before the clock runs."""
    assert routes().methods("/v2/webhooks", "/v2/webhooks")
    return [b"/v2/payment-intents/1UgsXGlvcGW/payments/%31", b"/v2/payment-intents/%D0%B0"]


def ccnet(data: bytes) -> None:
    """However a stream is cut into pieces, the same frames come out of it, and a good one is what was packed."""
    whole = frames.Decoder().feed(data)
    cut = frames.Decoder()
    at = len(data) // 2
    assert cut.feed(data[:at]) + cut.feed(data[at:]) == whole
    frames.Decoder(commands=True).feed(data)
    if data:
        (framed,) = frames.Decoder().feed(frames.pack(data[: frames.LONGEST_SHORT - frames.OVERHEAD]))
        assert isinstance(framed, frames.Frame)


def osmp_answer(data: bytes) -> None:
    """A provider's XML."""
    centre.read_answer(data)


def json_message(data: bytes) -> None:
    """A question at one of all doors, as JSON, as a form, as parameters of a dialect."""
    one = served()[int.from_bytes(data[:2], "big") % len(served())]
    request = Request(0.0)
    request.body = data[2:]
    request.parts = ("1UgsXGlvcGW",) * len(one.parts)
    request.content_type = JSON if not one.endpoint.form or data[:1] < b"\x80" else FORM
    found = decoded(one, request)
    assert msgspec.json.decode(msgspec.json.encode(found), type=one.endpoint.ask) == found


def path(data: bytes) -> None:
    """A path that somebody asks for: the door it leads to, and its parts as fields."""
    found, parts = routes().find(data.decode("latin-1"), "GET")
    if found is not None:
        request = Request(0.0)
        request.parts = parts
        assert all(0 < len(value) <= LONGEST_PART for value in parts_of(found, request).values())


def token(data: bytes) -> None:
    """A token that begins as ours do, or not: nothing that is made up is signed by our key."""
    text = data.decode("latin-1")
    form.key_named(text)
    form.read(text, KEY, "oplata:1")
    raise AssertionError("a forged token")


def deadline_header(data: bytes) -> None:
    """An X-Request-Deadline header."""
    assert deadline.left_ms(data, 0, 0) > 0


def osmp_question(data: bytes) -> None:
    """A centre's form or query."""
    query, _, body = data.partition(b"\n")
    request = Request(0.0)
    request.body, request.content_type = body, FORM
    asked = raw_request({"method": "POST", "path": "/osmp", "query_string": query}, request)
    provider.read_request(asked.parameters, ("field1",))


def basic_header(data: bytes) -> None:
    """An Authorization header."""
    login, password = basic(data)
    assert isinstance(login + password, str)


def connection_card(data: bytes) -> None:
    """A card's file, and the text that a QR code holds."""
    text = data.decode("utf-8", "replace")
    if data[:1] == b"O":
        found = card_from_text(text)
        assert card_from_text(card_text(found)) == found
    else:
        card.decode(data)


def register(data: bytes) -> None:
    """A counterparty's file of payments: text by its bytes, a workbook when it begins as an archive does."""
    suffix = ".xlsx" if data[:2] == b"PK" else ".csv"
    with tempfile.TemporaryDirectory(dir=_memory()) as folder:
        path = Path(folder) / f"register{suffix}"
        path.write_bytes(data)
        assert all(line.amount > 0 for line in reading.read(path))


def field_rule(data: bytes) -> None:
    """A provider's expression and what a payer typed."""
    rule, _, typed = data.decode("utf-8", "replace").partition("\n")
    assert fields.matches(rule, typed) in (True, False)


def broken(data: bytes) -> None:
    """A reader with a bug."""
    if data[:1] > b"\x7f":
        raise ZeroDivisionError


@cache
def routes() -> Routes:
    """All doors of shops."""
    from tests.docs.served import TABLES

    return Routes([Served(endpoint, door) for endpoint, door in TABLES["shops"].items()])


def _without_parts(one: Served, body: bytes) -> bytes:
    """A question's body: what stands in the path is not said again."""
    if not one.parts:
        return body
    return msgspec.json.encode(
        {name: value for name, value in msgspec.json.decode(body).items() if name not in one.parts}
    )


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


REFUSED = (OplataError,)
TARGETS: dict[str, Target] = {
    "ccnet": Target(
        ccnet, lambda: (frames.pack(b"\x81\x05"), frames.pack(bytes(300)), b"\x02\x03\x06\x33\xda\x81" * 2), ()
    ),
    "osmp-answer": Target(osmp_answer, lambda: (ANSWER, b"<a>" * 1_000), REFUSED),
    "osmp-question": Target(osmp_question, lambda: (b"command=check&txn_id=1&account=9161234567&sum=1.00\n",), REFUSED),
    "json": Target(json_message, questions, (Broken,)),
    "path": Target(path, paths, (ContractFault,)),
    "token": Target(token, lambda: (SIGNED.encode(), SIGNED.encode()[:-9]), (ContractFault,)),
    "notification": Target(shop_targets.signed, shop_targets.notifications, (ContractFault,)),
    "card-token": Target(shop_targets.card_token, shop_targets.card_tokens, ()),
    "secure-form": Target(shop_targets.secure_form, shop_targets.secure_forms, ()),
    "deadline": Target(deadline_header, lambda: (b"150000ms", b"3.5m", b"2099-01-01T00:00:00Z"), (Broken,)),
    "basic": Target(basic_header, lambda: (b"Basic YWdlbnQ6cGFzc3dvcmQ=", b"basic OmE6Yg=="), ()),
    "card": Target(
        connection_card, lambda: (card.encode(CARD), card_text(CARD).encode(), b'{"fields":' + DEEP), (Rejected,)
    ),
    "register": Target(register, lambda: (REGISTER, HEADED), (Rejected,)),
    "field": Target(field_rule, lambda: (b"9\\d{9}\n9161234567", b"^(a+)+$\naaaaaaaaaaaaaaaaaaaaaaaa!"), (Rejected,)),
}
LYING = Target(broken, lambda: (b"\x06" * 4,), REFUSED)
"""Fed to see that the fuzzer sees it."""
