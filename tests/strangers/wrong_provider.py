"""A provider that is right but for four faults of the kind that only a conformance test finds."""

from tests.strangers.door import Ask, Door, No, serve
from tests.strangers.right_provider import LOGINS, Books, doors


class WrongBooks(Books):
    """Compares nothing, fences nothing, forgets a no, and reverses as often as it is asked."""

    def credit(self, login: str, ask: Ask) -> Ask:
        known = self.first.get(("credit", ask["payment_id"]))
        if known is not None and not isinstance(known[1], No):
            return known[1]
        self.first.pop(("credit", ask["payment_id"]), None)
        if self.payments.get(ask["payment_id"], {}).get("status") == "voided":
            del self.payments[ask["payment_id"]]
        return super().credit(login, ask)

    def _reverse(self, ask: Ask) -> Ask:
        done = super()._reverse(ask)
        self.payments[ask["payment_id"]]["status"] = "credited"
        return done


def wrong_doors() -> dict[str, Door]:
    """The doors of a right provider before wrong books."""
    return doors(WrongBooks())


if __name__ == "__main__":
    serve(wrong_doors(), LOGINS)
