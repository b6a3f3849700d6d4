"""Each sees his own payments and nobody else's, page by page, in order."""

from typing import Any

from common.database import Statement
from processing_app.store import wallet_payments
from tests.wallets.centre import Holder, Town


def pages(holder: Holder, path: str, name: str, limit: int) -> list[dict[str, Any]]:
    """All of a list, asked for page by page."""
    found, position = [], ""
    while True:
        page = holder.yes("POST", path, {name: position, "limit": limit})
        found += page["payments"]
        position = page["position"]
        if not page["more"]:
            return found


def test_what_is_anothers_is_the_same_as_what_is_not(town: Town) -> None:
    ivan, pyotr, stranger, shop = town.holder(), town.holder(), town.holder(), town.provider()
    other = town.provider()
    sent = ivan.send(pyotr, 500).body["payment_id"]
    paid = ivan.pay(shop.yes("POST", "/qr", {})["text"], 500).body["payment_id"]
    kiosks = town.taken(ivan)[0]
    town.run()

    def bare(said: Any) -> tuple[int, dict[str, Any]]:
        return said.status, {name: value for name, value in said.body.items() if name != "trace_id"}

    nothing = bare(stranger.look(ivan.new_id()))
    assert nothing[0] == 404
    for who, name in ((stranger, sent), (shop, sent), (stranger, paid), (other, paid), (pyotr, paid), (ivan, kiosks)):
        assert bare(who.look(name)) == nothing
    assert bare(ivan.look("not-an-id")) == nothing
    assert bare(ivan.ask("POST", f"/{kiosks}/confirm", {"accept": True, "shown": ""})) == nothing
    assert [one.look(sent).status for one in (ivan, pyotr)] == [200, 200]
    assert [one.look(paid).status for one in (ivan, shop)] == [200, 200]


def test_own_payments_come_newest_first_whichever_side_one_is_on(town: Town) -> None:
    ivan, pyotr = town.holder(), town.holder()
    made = []
    for amount in range(1, 12):
        payer, payee = (ivan, pyotr) if amount % 3 else (pyotr, ivan)
        made.append((payer, payer.send(payee, amount).body["payment_id"], amount))
        town.run()
    late = pyotr.send(ivan, 12).body["payment_id"]

    own = pages(ivan, "/own", "before", 4)

    assert [one["amount"] for one in own] == list(range(11, 0, -1))
    assert [one["payment_id"] for one in own] == [name for _, name, _ in reversed(made)]
    assert late not in {one["payment_id"] for one in own}
    assert pages(pyotr, "/own", "before", 5)[0]["payment_id"] == late


def test_a_provider_reads_on_what_was_done_since(town: Town) -> None:
    ivan, shop = town.holder(), town.provider()
    code = shop.yes("POST", "/qr", {})["text"]
    first = [ivan.pay(code, amount).body["payment_id"] for amount in range(1, 6)]
    assert shop.yes("POST", "/accepted", {}) == {"payments": [], "position": "", "more": False}
    town.run()

    done = pages(shop, "/accepted", "after", 2)
    position = shop.yes("POST", "/accepted", {})["position"]
    ivan.pay(code, 6)
    town.run()

    assert [one["payment_id"] for one in done] == first
    assert [one["amount"] for one in shop.yes("POST", "/accepted", {"after": position})["payments"]] == [6]
    assert town.provider().yes("POST", "/accepted", {})["payments"] == []
    assert shop.ask("POST", "/accepted", {"after": "x"}).code == "wrong_value"


def test_pages_of_payments_are_read_by_their_indexes(town: Town) -> None:
    for statement, values in (
        (wallet_payments._OWN, {"side": "wallet:1", "before": 9, "limit": 9}),
        (wallet_payments._DONE, {"recipient": "provider:1", "after": 0, "limit": 9}),
        (wallet_payments._WAITING, {"sender": "wallet:1", "now": 0, "limit": 9}),
        (wallet_payments._EXPIRED, {"now": 0, "furthest": 9, "limit": 9}),
        (wallet_payments._HELD, {}),
    ):
        assert not [step for step in plan(town, statement, values) if step.startswith("SCAN wallet_payments")]


def plan(town: Town, statement: Statement, values: dict[str, Any]) -> list[str]:
    """How the database would look for it; a scan of an index is of a partial one."""
    asked = f"EXPLAIN QUERY PLAN {statement.sql}"
    steps = town.database.read(lambda db: db.raw.execute(asked, statement.row(values)).fetchall())
    return [step["detail"] for step in steps if " USING " not in step["detail"]]
