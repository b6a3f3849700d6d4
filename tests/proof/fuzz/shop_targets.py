"""What strangers may send about shops' payments: signatures of notifications, tokens of cards, forms of 3-D Secure."""

from functools import cache
from urllib.parse import parse_qsl, urlencode

from common.errors import Rejected
from common.protocol.shop import signature
from processing_app.bank.simulated import secure
from processing_app.bank.simulated.store import Heard
from processing_app.vault.tokens import Session, Signer, Tool

INTENT, NOW = "1UgsXGlvcGW", 1_900_000_000
SECRET, BODY = "s" * 40, b'{"eventID":1}'
HEARD = Heard(
    id=f"{INTENT}.1", bank="simulated", means="card", amount=25_500, currency="RUB", shop="TEST", verdict="pending",
    secure="code", challenge="c" * 40, tag=f"{INTENT}.1.t", until=NOW * 1000, proof="p" * 40, proven=True,
)  # fmt: skip


def signed(data: bytes) -> None:
    """A notification that is not ours: its header, and its body behind a line's end."""
    header, _, body = data.partition(b"\n")
    signature.verify(SECRET, header.decode("latin-1"), body, NOW)
    assert body == BODY, "a forged notification"


def card_token(data: bytes) -> None:
    """A card's token, and a session's: none that is made up was made by our vault, and none is of another order."""
    text = data.decode("latin-1")
    for read in (_signer().tool_of, _signer().session_of):
        try:
            read(text, "another")
        except Rejected:
            continue
        raise AssertionError("a forged token of a card")


def secure_form(data: bytes) -> None:
    """A form from a payer's browser: only the bank's own page proves anything, and no PaReq is half read."""
    form = dict(parse_qsl(data.decode("latin-1")))
    asked = secure.unpacked(form.get("PaReq", ""), secure.PaReq)
    assert asked is None or secure.unpacked(secure.packed(asked), secure.PaReq) == asked
    if secure.proves(HEARD, form):
        assert form["MD"] == secure.MD + HEARD.id
        assert secure.unpacked(form["PaRes"], secure.PaRes) == secure.unpacked(secure.answer(HEARD), secure.PaRes)


def notifications() -> list[bytes]:
    """A good one, and one whose body is another."""
    header = signature.signed([SECRET], BODY, NOW).encode()
    return [header + b"\n" + BODY, header + b"\n{}", b"t=1,v1=" + b"0" * 64 + b"\n"]


def card_tokens() -> list[bytes]:
    """Sound ones, of an order that is not asked about."""
    tool = _signer().tool(Tool("k" * 40, INTENT, "424242", "4242", "visa"))
    session = _signer().session(Session("k" * 40, INTENT, "123", "127.0.0.1"))
    return [tool.encode(), session.encode(), tool.encode()[:-9]]


def secure_forms() -> list[bytes]:
    """The way out, and the way back."""
    asked = secure.PaReq(HEARD.challenge, HEARD.id, HEARD.amount, HEARD.currency, HEARD.shop)
    out = {"PaReq": secure.packed(asked), "MD": secure.MD + HEARD.id, "TermUrl": "http://127.0.0.1/v2/callbacks/x"}
    back = {"PaRes": secure.answer(HEARD), "MD": secure.MD + HEARD.id}
    return [urlencode(out).encode(), urlencode(back).encode(), urlencode({**back, "PaRes": "x"}).encode()]


@cache
def _signer() -> Signer:
    return Signer(b"k" * 32)
