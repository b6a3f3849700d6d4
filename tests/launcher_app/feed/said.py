"""What roles and proxies say of requests, written as they write it: lines of their logs, records of a proxy."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from common import ids
from common.clock import stamp
from common.exchange import Exchange as Line
from common.exchange import Raw
from launcher_app.network.seat import Seat
from launcher_app.proxy.recorder import Exchange

START_MS = 1_900_000_000_000
NAMES = {
    "terminal": "agent:1",
    "processing": "processing:1",
    "consumer": "subscriber:9123456789",
    "provider": "provider:1",
}
SEATS = tuple(Seat(role=role, network="lesson") for role in ("provider", "processing", "terminal", "consumer"))


class Question:
    """One request with its reply, and what each of those who saw it says."""

    def __init__(
        self,
        sender: str,
        receiver: str,
        path: str,
        asked: Mapping[str, Any] | str,
        answered: Mapping[str, Any] | str = "",
        *,
        at: int = 0,
        trace: str = "",
        span: str = "",
        status: int = 200,
        attempt: int = 0,
        key: str = "",
    ) -> None:
        self.sender, self.receiver, self.path = sender, receiver, path
        self.asked, self.answered = _raw(asked), _raw(answered)
        self.at, self.trace, self.status, self.attempt = START_MS + at, trace, status, attempt
        self.span = span or ids.uuid7(self.at)[-12:]
        self.headers = {"Idempotency-Key": key} if key else {}

    def client(self, *, status: int | None = None, error: str = "", ms: float = 4.0, parent: str = "") -> Line:
        got = self.status if status is None else status
        return self._line("client", f"{self.sender}:lesson", f"{self.receiver}:1", got, error, ms, parent)

    def server(self, *, ms: float = 2.0) -> Line:
        return self._line("server", NAMES[self.sender], f"{self.receiver}:lesson", self.status, "", ms, "")

    def record(
        self, number: int = 1, *, fault: str = "", error: str = "", ended: bool = True, status: int | None = None
    ) -> Exchange:
        return Exchange(
            number=number,
            at_ms=self.at,
            sender=self.sender,
            receiver=self.receiver,
            method="POST",
            path=self.path,
            request_headers={"X-Trace-Id": self.trace, "X-Span-Id": self.span, **self.headers},
            request=_text(self.asked),
            status=(self.status if status is None else status) if ended else 0,
            reply_headers={"Content-Type": "application/json"} if ended else {},
            reply=_text(self.answered) if ended else "",
            ms=3 if ended else 0,
            fault=fault,
            error=error,
            span=self.span,
            ended=ended,
        )

    def _line(self, side: str, sender: str, receiver: str, status: int, error: str, ms: float, parent: str) -> Line:
        return Line(
            ts=stamp(self.at + int(ms)),
            mono_ms=0,
            trace=self.trace or self.span,
            span=self.span,
            parent=parent,
            sender=sender,
            receiver=receiver,
            side=side,
            verb=self.path.rpartition("/v1/")[2],
            method="POST",
            path=self.path,
            status=status,
            ms=ms,
            attempt=self.attempt,
            request=self.asked,
            answer=self.answered if status or side == "server" else Raw(b"null"),
            req_headers=self.headers,
            error=error,
        )


def payment(at: int = 0, account: str = "9123456789", payment_id: str = "", amount: int = 48_500) -> list[Question]:
    """A payment that went well: check, pay, credit, news."""
    payment_id = payment_id or ids.uuid7(START_MS + at)
    code, number = ids.payment_code(payment_id), ids.number(START_MS + at)
    to = {"payment_id": payment_id, "account": account}
    paid = {**to, "provider_id": 1, "inserted": amount + 1_500, "amount": amount, "currency": "RUB"}
    accepted = {"payment_id": payment_id, "number": number, "status": "authorized"}
    credited = {"payment_id": payment_id, "reference": "1", "amount": amount, "currency": "RUB"}
    news = {"news_id": f"n-{at}", "kind": "credited", "number": account, "amount": amount, "payment_id": payment_id}

    def one(sender: str, receiver: str, path: str, asked: Any, answered: Any, after: int, **more: Any) -> Question:
        return Question(sender, receiver, path, asked, answered, at=at + after, trace=code, **more)

    found = {"account": account, "subscriber": "Иванов И*** И."}
    return [
        one("terminal", "processing", "/v1/check", {**to, "provider_id": 1}, {**to, **found}, 0),
        one("processing", "provider", "/v1/check", to, found, 2),
        one("terminal", "processing", "/v1/payments", paid, accepted, 500, key=payment_id),
        one("processing", "provider", "/v1/credit", {**to, "number": number, "amount": amount}, credited, 520,
            key=payment_id, attempt=1),
        one("provider", "consumer", "/v1/notify", news, {"news_id": f"n-{at}"}, 700, key=f"n-{at}"),
    ]  # fmt: skip


def poll(at: int) -> Question:
    """A terminal asks for its deposit."""
    return Question("terminal", "processing", "/v1/deposit", {"terminal": "T-1"}, {"available": 100_000}, at=at)


def written(folder: Path, questions: Iterable[Question], seats: Iterable[Seat] = SEATS) -> None:
    """Both sides' lines of all of them, at the ends of their logs."""
    lines: dict[str, list[Line]] = {}
    for one in questions:
        lines.setdefault(one.sender, []).append(one.client())
        lines.setdefault(one.receiver, []).append(one.server())
    for seat in seats:
        if seat.role in lines:
            append(folder, seat, lines[seat.role])


def append(folder: Path, seat: Seat, lines: Iterable[Line]) -> None:
    """Lines at the end of a seat's log."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{seat.role}-{seat.profile}.exchanges.jsonl").open("ab") as file:
        file.write(msgspec.json.Encoder().encode_lines(list(lines)))


def _raw(body: Mapping[str, Any] | str) -> Raw:
    if isinstance(body, str):
        return Raw(msgspec.json.encode({"type": "text/xml", "text": body})) if body else Raw(b"null")
    return Raw(msgspec.json.encode(body))


def _text(body: Raw) -> str:
    data = bytes(body)
    if data == b"null":
        return ""
    value = msgspec.json.decode(data)
    return str(value["text"]) if set(value) == {"type", "text"} else data.decode()
