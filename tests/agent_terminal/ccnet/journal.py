"""A terminal's books in memory: the reference of the rule «one credit per STACK» that the real service keeps in SQL."""

from collections.abc import Callable

from agent_terminal.ccnet.bills import BillType
from agent_terminal.ccnet.happenings import Decision, Happening


class Crash(Exception):
    """The terminal's process dies here."""


class CashJournal:
    """One open note at a time; a method either does all it does or, when it crashes before its commit, nothing."""

    def __init__(self, decide: Callable[[BillType], Decision] = lambda _bill: Decision.STACK) -> None:
        self.decide = decide
        self.open: BillType | None = None
        self.credited: list[int] = []
        self.returned_types: list[int] = []
        self.in_doubt: list[int] = []
        self.surplus: list[int] = []
        self.frauds = 0
        self.happenings: list[Happening] = []
        self.asked: list[int] = []
        self.crash_at = ""
        """«before …» or «after …» the commit of a method: crashes once, there."""

    def escrowed(self, bill: BillType) -> Decision:
        self.asked.append(bill.type)
        decision = self.decide(bill)
        if decision is Decision.STACK:
            self._crash("before escrowed")
            self.open = bill
            self._crash("after escrowed")
        return decision

    def stacked(self, type_number: int, bill: BillType | None) -> None:
        self._crash("before stacked")
        if self.open is not None and self.open.type == type_number:
            self.credited.append(type_number)
            self.open = None
        else:
            self.surplus.append(type_number)
        self._crash("after stacked")

    def returned(self, type_number: int, bill: BillType | None) -> None:
        self._crash("before returned")
        self.returned_types.append(type_number)
        self.open = None
        self._crash("after returned")

    def cheated(self) -> None:
        self._crash("before cheated")
        self.frauds += 1
        self._crash("after cheated")

    def nothing_inside(self) -> None:
        if self.open is not None:
            self.in_doubt.append(self.open.type)
            self.open = None

    def happened(self, happening: Happening) -> None:
        self.happenings.append(happening)

    def _crash(self, where: str) -> None:
        if self.crash_at == where:
            self.crash_at = ""
            raise Crash(where)
