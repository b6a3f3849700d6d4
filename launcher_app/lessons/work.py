"""What a lesson's check looks at: the real state of the roles since the network was prepared, and the answers given."""

from datetime import datetime
from typing import Any

from common.clock import moment
from common.words import Words
from launcher_app.feed.hop import Arrow, Hop
from launcher_app.hands import ALL, CENTRE, CONSUMER, PROVIDER, TERMINAL, Hands
from launcher_app.lessons import answers
from launcher_app.lessons.lesson import Facts, Point, missing

__all__ = ["ALL", "CENTRE", "CONSUMER", "PROVIDER", "TERMINAL", "Row", "Work"]
Row = dict[str, Any]
SINCE = "since_ms"
TO_CENTRE, TO_PROVIDER = Arrow(TERMINAL, CENTRE), Arrow(CENTRE, PROVIDER)
CAPTURED = "captured"
UNANSWERED = missing("ответа ещё нет", "there is no answer yet")
OTHER = missing("выбран не тот ответ: посмотрите подсказки", "another answer is right: look at the hints")


class Work:
    """Every method may ask a role, and raises its errors."""

    def __init__(self, hands: Hands, facts: Facts, given: dict[str, str]) -> None:
        """Nothing is asked yet."""
        self.hands = hands
        self.facts = facts
        self.given = given

    @property
    def since(self) -> datetime:
        """When the network was ready."""
        return moment(self.facts[SINCE])

    def ask(self, seat: str, operation: str, /, **fields: Any) -> Any:
        """An operator's door."""
        return self.hands.ask(seat, operation, **fields)

    def is_later(self, row: Row, field: str) -> bool:
        """Whether a row's moment is after the preparation."""
        return datetime.fromisoformat(row[field]) >= self.since

    def payments(self) -> list[Row]:
        """Payments accepted since then, the newest first."""
        found: list[Row] = self.ask(CENTRE, "payments", since=self.since.isoformat())["payments"]
        return found

    def credited(self, *, account: str = "") -> list[Row]:
        """Those that are credited, to this account or to any."""
        return [one for one in self.payments() if one["status"] == CAPTURED and account in ("", one["account"])]

    def credits_of(self, payment: Row) -> list[Row]:
        """How the provider has booked a payment: each time it credited it."""
        rows: list[Row] = self.ask(PROVIDER, "operations", payment_id=payment["payment_id"])["rows"]
        return [row for row in rows if row["kind"] == "credit"]

    def uses(self) -> list[Row]:
        """Uses of services since then, as the consumer knows them."""
        return [one for one in self.ask(CONSUMER, "uses")["uses"] if self.is_later(one, "made_at")]

    def hops(self, arrow: Arrow | None = None, *, path: str = "", fault: str = "", trace: str = "") -> list[Hop]:
        """Exchanges since then, in order."""
        return [
            hop
            for hop in self.hands.launcher.feed.hops()
            if hop.at_ms >= self.facts[SINCE]
            and arrow in (None, hop.arrow)
            and path in ("", hop.path)
            and fault in ("", hop.fault)
            and trace in ("", hop.trace)
        ]

    def payment_with(self, fault: str) -> Row | None:
        """The newest payment that met this fault."""
        traces = {hop.trace for hop in self.hops(fault=fault)}
        return next((one for one in self.payments() if one["code"] in traces), None)

    def says_sum(self, name: str, words: Words, amount: int) -> Point:
        """The answer is this sum."""
        return self._says(name, words, answers.kopecks(self.given.get(name, "")) == amount)

    def says_number(self, name: str, words: Words, value: int) -> Point:
        """The answer is this whole number."""
        return self._says(name, words, answers.number(self.given.get(name, "")) == value)

    def says_code(self, name: str, words: Words, code: str) -> Point:
        """The answer is this code."""
        return self._says(name, words, answers.same_code(self.given.get(name, ""), code))

    def chose(self, name: str, words: Words, value: str) -> Point:
        """This answer was chosen; what was chosen instead is seen beside it."""
        given = self.given.get(name, "")
        return Point(words, given == value, OTHER if given else UNANSWERED)

    def _says(self, name: str, words: Words, so: bool) -> Point:
        given = self.given.get(name, "").strip()
        if not given:
            return Point(words, False, UNANSWERED)
        return Point(words, so, _wrong(given))


def _wrong(given: str) -> Words:
    shown = given[:40]
    return missing(
        f"ответ «{shown}» не сходится с тем, что в сети", f"the answer “{shown}” does not agree with the network"
    )
