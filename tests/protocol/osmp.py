"""A provider in the dialect of OSMP: parameters in a form or a query, answers in XML, a result code in each."""

from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

from common import ids
from common.clock import SystemClock
from tests.protocol.target import Target
from tests.protocol.wire import Answer, Wire

OK, FORMAT, UNKNOWN = "0", "4", "5"
BLOCKED = ("7", "8", "79", "243")
REUSED = ("215", "300")
FORM = "application/x-www-form-urlencoded"
Parameters = dict[str, str]


class Osmp(Wire):
    """The provider of a target, dialect osmp."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.url, target.login, target.password)
        self.target = target

    def check_ask(self, **changed: str) -> Parameters:
        """May this account be credited?"""
        ask = {"command": "check", "txn_id": new_number(), "account": self.target.known, "sum": self.sum()}
        return ask | self.target.fields | changed

    def pay_ask(self, **changed: str) -> Parameters:
        """A new payment."""
        return self.check_ask(command="pay", txn_date="20300131235959") | changed

    def sum(self, more: int = 0) -> str:
        """The target's amount as the dialect writes it."""
        major, minor = divmod(self.target.amount + more, 100)
        return f"{major}.{minor:02d}"

    def raw(self, ask: Parameters | str, *, method: str = "POST", **how: Any) -> Answer:
        """Ask by a form or by a query; a text is sent as it is."""
        sent = ask if isinstance(ask, str) else urlencode(ask)
        path = self.target.path
        if method == "GET":
            return self.send("GET", f"{path}?{sent}", **how)
        return self.send("POST", path, sent.encode(), {"Content-Type": FORM}, **how)

    def ask(self, ask: Parameters, *, method: str = "POST") -> Parameters:
        """The answer's elements by name."""
        answer = self.raw(ask, method=method)
        assert answer.status == 200, answer
        return elements(answer)


def elements(answer: Answer) -> Parameters:
    """The children of `response`, each at most once."""
    try:
        root = ElementTree.fromstring(answer.content)
    except ElementTree.ParseError as problem:
        raise AssertionError(f"not XML: {problem}: {answer}") from problem
    assert root.tag == "response", answer
    names = [child.tag for child in root]
    assert len(names) == len(set(names)), answer
    return {child.tag: (child.text or "").strip() for child in root}


def new_number() -> str:
    """A new txn_id: digits, at most 20."""
    return str(ids.number(SystemClock().now_ms()))
