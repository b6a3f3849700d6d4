"""A processing centre with good manners and bad books: adds nothing up, holds twice, shows everybody everything."""

from datetime import UTC, datetime

from tests.strangers.door import Ask, Door, No, Shape, serve

PROVIDER = {
    "provider_id": 1,
    "name": {"ru": "Мегафон", "en": "Megafon"},
    "group": {"ru": "Связь", "en": "Communication"},
    "fields": [{"name": "account", "label": {"ru": "Номер", "en": "Number"}, "regex": "9[0-9]{9}"}],
    "minimum": 100,
    "maximum": 1_500_000,
    "currency": "RUB",
}
LOGINS = {"agent": "a long password", "another": "another long password"}
NUMBERS = {"9161234567"}


class Books:
    """One deposit for all, one list of payments for all."""

    def __init__(self) -> None:
        self.available = 100_000_000
        self.payments: dict[str, Ask] = {}

    def providers(self, login: str, ask: Ask) -> Ask:
        unchanged = ask.get("version") == 1
        return {"version": 1, "unchanged": unchanged, "providers": [] if unchanged else [PROVIDER]}

    def deposit(self, login: str, ask: Ask) -> Ask:
        money = {"balance": self.available, "credit_limit": 0, "available": self.available, "currency": "RUB"}
        return money | {"blocked": False, "at": datetime.now(UTC).isoformat()}

    def check(self, login: str, ask: Ask) -> Ask:
        if ask["provider_id"] != 1:
            raise No("unknown_provider")
        if ask.get("fields"):
            raise No("unknown_field")
        if not (ask["account"].isdecimal() and len(ask["account"]) == 10):
            raise No("wrong_field")
        if ask["account"] not in NUMBERS:
            raise No("unknown_account")
        return {"payment_id": ask["payment_id"], "account": ask["account"], "currency": "RUB"}

    def pay(self, login: str, ask: Ask) -> Ask:
        self.check(login, ask)
        if ask.get("currency", "RUB") != "RUB":
            raise No("wrong_currency")
        self.available -= ask["amount"]
        first = self.payments.setdefault(ask["payment_id"], ask | {"number": len(self.payments) + 1})
        return {"status": "authorized"} | {name: first[name] for name in ("payment_id", "number", "accepted_at")}

    def states(self, login: str, ask: Ask) -> Ask:
        asked = ask["payment_ids"]
        known = [{"payment_id": one, "status": "authorized"} for one in asked if one in self.payments]
        return {"payments": known, "unknown": [one for one in asked if one not in self.payments]}

    def register(self, login: str, ask: Ask) -> Ask:
        after = int(ask.get("after") or 0)
        rows = list(self.payments.values())[after : after + ask.get("limit", 500)]
        shown = [row | {"processing_fee": 0, "status": "authorized"} for row in rows]
        end = after + len(rows)
        return {"rows": shown, "position": str(end), "more": end < len(self.payments)}


def doors(books: Books) -> dict[str, Door]:
    """The centre's doors with the fields of their questions."""
    number: Shape = {"payment_id": str, "terminal": str, "provider_id": int, "account": str, "directory_version": int}
    money: Shape = {"session_id": str, "inserted": int, "agent_fee": int, "amount": int, "accepted_at": str}
    return {
        "/v1/providers": Door(books.providers, {"terminal": str}, {"version": int}),
        "/v1/deposit": Door(books.deposit, {"terminal": str}, {}),
        "/v1/check": Door(books.check, number, {"fields": dict}),
        "/v1/payments": Door(books.pay, number | money, {"fields": dict, "currency": str}),
        "/v1/payments/status": Door(books.states, {"payment_ids": list}, {}),
        "/v1/register": Door(books.register, {}, {"after": str, "limit": int}),
    }


if __name__ == "__main__":
    serve(doors(Books()), LOGINS)
