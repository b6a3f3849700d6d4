"""A provider in one screen that does all that a provider must: start from it to replace ours with your own.

    python3 run_all.py test tests/protocol --target tests/strangers/right_provider.toml

Its books are in memory, so they end with it: a real one keeps every line of them in a database before it answers.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from tests.strangers.door import Ask, Door, No, Shape, serve

MOST = 1_500_000
LOGINS = {"centre": "a long password"}


class Books:
    """Accounts, what was done under each id, and the register."""

    def __init__(self) -> None:
        self.balances = {"9161234567": 0, "9160000001": 0}
        self.blocked = {"9160000001"}
        self.first: dict[tuple[str, str], tuple[Ask, Ask | No]] = {}
        self.payments: dict[str, Ask] = {}
        self.rows: list[Ask] = []

    def once(self, kind: str, key: str, ask: Ask, decide: Callable[[Ask], Ask]) -> Ask:
        """An id belongs to its first question: the same gets the same answer, a no included; another is refused."""
        if (kind, key) not in self.first:
            try:
                self.first[kind, key] = ask, decide(ask)
            except No as no:
                self.first[kind, key] = ask, no
        asked, answer = self.first[kind, key]
        if asked != ask:
            raise No("payment_id_reused")
        if isinstance(answer, No):
            raise answer
        return answer

    def book(self, kind: str, payment_id: str, account: str, amount: int) -> Ask:
        """One line of the register; its number is the reference."""
        row = {
            "payment_id": payment_id, "kind": kind, "account": account, "amount": amount, "currency": "RUB",
            "reference": str(len(self.rows) + 1), "at": datetime.now(UTC).isoformat(),
        }  # fmt: skip
        self.rows.append(row)
        return row

    def check(self, login: str, ask: Ask) -> Ask:
        account = ask["account"]
        if ask.get("fields"):
            raise No("unknown_field")
        if ask.get("currency", "RUB") != "RUB":
            raise No("wrong_currency")
        if account not in self.balances:
            raise No("unknown_account", f"Номера {account} нет", f"There is no {account}")
        if account in self.blocked:
            raise No("account_blocked")
        return {"account": account, "balance": self.balances[account], "currency": "RUB"}

    def credit(self, login: str, ask: Ask) -> Ask:
        return self.once("credit", ask["payment_id"], ask, self._credit)

    def _credit(self, ask: Ask) -> Ask:
        payment_id, account, amount = ask["payment_id"], ask["account"], ask["amount"]
        if payment_id in self.payments:
            raise No("voided")
        if not 1 <= amount <= MOST:
            raise No("amount_out_of_range")
        self.check("", ask)
        self.balances[account] += amount
        row = self.book("credit", payment_id, account, amount)
        self.payments[payment_id] = {"status": "credited", **row}
        done = {name: row[name] for name in ("payment_id", "reference", "amount", "currency")}
        return done | {"credited_at": row["at"]}

    def status(self, login: str, ask: Ask) -> Ask:
        known = self.payments.get(ask["payment_id"], {"status": "unknown", "reference": ""})
        shown = ("status", "reference", "amount", "currency", "at")
        return {"payment_id": ask["payment_id"]} | {name: known[name] for name in shown if name in known}

    def void(self, login: str, ask: Ask) -> Ask:
        payment_id = ask["payment_id"]
        if payment_id not in self.payments:
            self.payments[payment_id] = {"status": "voided", **self.book("void", payment_id, "", 0)}
        known = self.payments[payment_id]
        status = "voided" if known["status"] == "voided" else "credited"
        return {"payment_id": payment_id, "status": status, "reference": known["reference"]}

    def reverse(self, login: str, ask: Ask) -> Ask:
        return self.once("reverse", ask["reversal_id"], ask, self._reverse)

    def _reverse(self, ask: Ask) -> Ask:
        known = self.payments.get(ask["payment_id"], {"status": "unknown"})
        if known["status"] != "credited":
            raise No("not_credited")
        if self.balances[known["account"]] < known["amount"]:
            raise No("spent")
        self.balances[known["account"]] -= known["amount"]
        row = self.book("reverse", ask["payment_id"], known["account"], known["amount"])
        known["status"] = "reversed"
        done = {name: row[name] for name in ("payment_id", "reference", "amount", "currency")}
        return done | {"reversal_id": ask["reversal_id"], "reversed_at": row["at"]}

    def register(self, login: str, ask: Ask) -> Ask:
        after = int(ask.get("after") or 0)
        rows = self.rows[after : after + ask.get("limit", 500)]
        end = after + len(rows)
        return {"rows": rows, "position": str(end), "more": end < len(self.rows)}


def doors(books: Any) -> dict[str, Door]:
    """The provider's doors with the fields of their questions."""
    checked: Shape = {"payment_id": str, "account": str}
    money: Shape = {"number": int, "amount": int, "accepted_at": str}
    free: Shape = {"fields": dict, "currency": str}
    by_id: Shape = {"payment_id": str}
    return {
        "/v1/check": Door(books.check, checked, free),
        "/v1/credit": Door(books.credit, checked | money, free),
        "/v1/status": Door(books.status, by_id, {}),
        "/v1/void": Door(books.void, by_id, {}),
        "/v1/reverse": Door(books.reverse, by_id | {"reversal_id": str}, {"reason": str}),
        "/v1/register": Door(books.register, {}, {"after": str, "limit": int}),
    }


if __name__ == "__main__":
    serve(doors(Books()), LOGINS)
