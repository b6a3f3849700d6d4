"""A provider that keeps its books in a file and provides a service; `--mistake NAME` makes it wrong in one way."""

from datetime import UTC, datetime

from tests.strangers.door import Ask, Door, No, Shape, serve
from tests.strangers.graded.kept import Kept, given
from tests.strangers.right_provider import Books, doors

LOGINS = {"centre": "a long password", "subscriber": "another long password"}
PRICE = 250
MANNERS = {
    "no_auth": "no-login",
    "answers_200": "always-200",
    "float_money": "loose-types",
    "prints_secrets": "tells-login",
}


class Lasting(Books):
    """The right books, kept."""

    def __init__(self, kept: Kept, mistake: str) -> None:
        super().__init__()
        self.uses: dict[str, Ask] = {}
        self._mistake = mistake
        self._kept = kept
        self.__dict__.update(kept.read())

    def keep(self) -> None:
        self._kept.write({name: value for name, value in self.__dict__.items() if not name.startswith("_")})

    def check(self, login: str, ask: Ask) -> Ask:
        if self._mistake == "accepts_unknown" and ask["account"].isdecimal():
            self.balances.setdefault(ask["account"], 0)
        return super().check(login, ask)

    def credit(self, login: str, ask: Ask) -> Ask:
        print("credit", ask["payment_id"], flush=True)
        if self._mistake == "credits_twice":
            self.first.pop(("credit", ask["payment_id"]), None)
            self.payments.pop(ask["payment_id"], None)
        if self._mistake == "compares_nothing":
            known = self.first.get(("credit", ask["payment_id"]))
            if known is not None and not isinstance(known[1], No):
                return known[1]
        if self._mistake == "no_fence" and self.payments.get(ask["payment_id"], {}).get("status") == "voided":
            del self.payments[ask["payment_id"]]
            self.first.pop(("credit", ask["payment_id"]), None)
        try:
            return super().credit(login, ask)
        finally:
            self.keep()

    def void(self, login: str, ask: Ask) -> Ask:
        done = super().void(login, ask)
        self.keep()
        return done

    def reverse(self, login: str, ask: Ask) -> Ask:
        try:
            return super().reverse(login, ask)
        finally:
            self.keep()

    def register(self, login: str, ask: Ask) -> Ask:
        page = super().register(login, ask)
        if self._mistake == "register_in_one_page":
            page["more"] = False
            page["rows"] = self.rows
        return page

    def use(self, login: str, ask: Ask) -> Ask:
        if login != "subscriber":
            raise No("wrong_password")
        if ask["service"] != "call":
            raise No("unknown_service")
        if ask["use_id"] not in self.uses or self._mistake == "charges_twice":
            cost = PRICE * ask["quantity"]
            if self.balances[ask["number"]] < cost:
                raise No("not_enough_balance")
            self.balances[ask["number"]] -= cost
            self.uses[ask["use_id"]] = {
                **{name: ask[name] for name in ("use_id", "service", "quantity")}, "price": PRICE, "cost": cost,
                "unit": {"ru": "минута", "en": "minute"}, "balance": self.balances[ask["number"]], "currency": "RUB",
                "used_at": datetime.now(UTC).isoformat(),
            }  # fmt: skip
            self.keep()
        return self.uses[ask["use_id"]]

    def subscriber(self, login: str, ask: Ask) -> Ask:
        if login != "subscriber":
            raise No("wrong_password")
        return {"number": ask["number"], "balance": self.balances[ask["number"]], "currency": "RUB"}


def all_doors(books: Lasting) -> dict[str, Door]:
    """The doors of a right provider and those of its subscriber."""
    used: Shape = {"use_id": str, "number": str, "service": str, "quantity": int}
    return doors(books) | {
        "/v1/use": Door(books.use, used, {}),
        "/v1/subscriber": Door(books.subscriber, {"number": str}, {}),
    }


if __name__ == "__main__":
    chosen = given()
    print("started", flush=True)
    kept = Kept(chosen.folder, forgets=chosen.mistake == "forgets")
    slips = [MANNERS[chosen.mistake]] if chosen.mistake in MANNERS else []
    serve(all_doors(Lasting(kept, chosen.mistake)), LOGINS, slips=slips)
