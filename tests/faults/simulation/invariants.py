"""What must be true of the books of all four roles at the end, by the names of the promises (M, D, C)."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from common import ids
from common.errors import OplataError
from common.money import commission
from common.protocol.endpoint import Nothing
from processing_app.core import intent
from processing_app.store import log
from tests.faults.simulation.nodes import OPERATOR, Node
from tests.faults.simulation.shop_books import ShopBooks
from tests.faults.simulation.world import DEPOSIT, TARIFF, World

FINAL = ("captured", "cancelled", "refunded")
LARGEST = 10**12


class Books:
    """A reading of every database, taken once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.events = world.centre.program.database.read(lambda db: list(log.after(db, 0, 10_000)))
        self.payments = rows(world.centre, "SELECT * FROM payments ORDER BY position")
        self.operations = _by_our_ids(rows(world.provider, "SELECT * FROM operations ORDER BY id"), self.payments)
        self.uses = rows(world.provider, "SELECT use_id, cost FROM uses ORDER BY use_id")
        self.sent = rows(world.terminal, "SELECT * FROM payments ORDER BY payment_id")
        self.receipts = rows(world.terminal, "SELECT payment_id, body FROM receipts ORDER BY number")
        self.notes = rows(world.terminal, "SELECT type, value, state FROM banknotes ORDER BY id")
        self.news = rows(world.consumer, "SELECT news_id FROM news ORDER BY news_id")
        self.used = rows(world.consumer, "SELECT use_id, state, cost FROM uses ORDER BY use_id")
        ledger = _look(world.centre, "books", "ledger")
        self.accounts = {one.account: one.amount for one in ledger.accounts}
        self.shops = ShopBooks(world, self.events, self.accounts)
        self.money = world.terminal.ask(lambda p: p.database.read(lambda db: p.service.state(db, OPERATOR, Nothing())))

    def dump(self) -> str:
        """All of it, for the schedule's hash."""
        events = [(one.position, one.stream, one.hash.hex()) for one in self.events]
        parts = (
            self.payments, self.operations, self.uses, self.sent, self.notes, self.news, self.used,
            self.shops.attempts, self.shops.acts,
        )  # fmt: skip
        return repr([events, *([tuple(sorted(row.items())) for row in part] for part in parts)])


def _by_our_ids(operations: list[dict[str, Any]], payments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The old dialect knows a payment by its number alone."""
    ours = {str(row["number"]): row["payment_id"] for row in payments}
    return [row | {"payment_id": ours.get(row["payment_id"], row["payment_id"])} for row in operations]


def rows(node: Node, sql: str) -> list[dict[str, Any]]:
    """Rows of a role's database as they are committed."""
    node.disk.settled()
    return [dict(row) for row in node.disk.raw.execute(sql).fetchall()]


def violations(books: Books) -> list[str]:
    """Every promise that does not hold, with its name."""
    return [said for check in CHECKS for said in check(books)]


def m1_m2_d5(books: Books) -> Iterator[str]:
    """Legs sum to zero, balances are the sums of their legs, the chain is whole, replay of the events is the state."""
    try:
        verified = _look(books.world.centre, "books", "verify")
        ledger = _look(books.world.centre, "books", "ledger")
    except OplataError as wrong:
        yield f"M1 M2 D5: {wrong}"
        return
    if verified.sum or ledger.sum:
        yield f"M1: {verified.sum} {ledger.sum}"
    for stored in books.events:
        if any(leg.amount <= 0 or leg.source == leg.destination for leg in stored.event.postings):
            yield f"M1: a leg of nothing at {stored.position}"
    totals = _look(books.world.provider, "", "totals")
    if not totals.agree:
        yield f"M2: the provider's books do not agree: {totals.apart}"


def m3_m8(books: Books) -> Iterator[str]:
    """No deposit below zero; amounts are whole and sane."""
    for account in _look(books.world.centre, "books", "ledger").accounts:
        if account.account.startswith("agent:") and account.amount < 0:
            yield f"M3: {account.account} {account.amount}"
    for row in [*books.payments, *books.operations]:
        if not (type(row["amount"]) is int and 0 <= row["amount"] <= LARGEST):
            yield f"M8: {row['amount']!r}"


def m4(books: Books) -> Iterator[str]:
    """A payment is credited once at the most, with what is due, and never beside its fence."""
    times = Counter(row["payment_id"] for row in books.operations if row["kind"] == "credit")
    due = {row["payment_id"]: row["amount"] for row in books.payments}
    for row in books.operations:
        if row["kind"] == "credit" and (times[row["payment_id"]] > 1 or row["amount"] != due.get(row["payment_id"])):
            yield f"M4: {row['payment_id']} credited {times[row['payment_id']]} times, {row['amount']}"
    for payment_id in times.keys() & {row["payment_id"] for row in books.operations if row["kind"] == "void"}:
        yield f"M4: {payment_id} credited beside its fence"


def m5(books: Books) -> Iterator[str]:
    """What the agent paid is what the provider credited and the fees; nothing is held at rest."""
    taken = {row["payment_id"]: row for row in books.payments}
    credited = {row["payment_id"]: row["amount"] for row in books.operations if row["kind"] == "credit"}
    back = {row["payment_id"] for row in books.operations if row["kind"] == "reverse"}
    orders = books.shops.cash()
    for payment_id, row in taken.items():
        stands = payment_id in orders if row["provider_id"] == 0 else payment_id in credited.keys() - back
        if (row["status"] == "captured") != stands:
            yield f"M5: {payment_id} is {row['status']}, at the provider {'credited' if stands else 'not credited'}"
        if row["held"]:
            yield f"M5: {payment_id} still holds {row['held']}"
    accounts = {one.account: one.amount for one in _look(books.world.centre, "books", "ledger").accounts}
    spent = sum(row["amount"] + row["processing_fee"] for row in taken.values() if row["status"] == "captured")
    if accounts.get("agent:1:deposit", 0) != DEPOSIT - spent:
        yield f"M5: deposit {accounts.get('agent:1:deposit')} ≠ {DEPOSIT} − {spent}"


def m6(books: Books) -> Iterator[str]:
    """No more is taken back than was credited, and once."""
    back = Counter(row["payment_id"] for row in books.operations if row["kind"] == "reverse")
    refunded = {row["payment_id"] for row in books.payments if row["status"] == "refunded"}
    if any(number > 1 for number in back.values()) or set(back) != refunded:
        yield f"M6: taken back {dict(back)}, refunded {refunded}"


def d1_d5(books: Books) -> Iterator[str]:
    """Every accepted payment has one final state, and no event leaves one."""
    for row in books.payments:
        if row["status"] not in FINAL:
            yield f"D1: {row['payment_id']} is {row['status']}"
    for row in books.sent:
        if row["state"] in ("to_send", "sent", "review"):
            yield f"D1: at the terminal {row['payment_id']} is {row['state']} {row['reason']}"
    streams: dict[str, list[Any]] = {}
    for stored in books.events:
        streams.setdefault(stored.stream, []).append(stored.event)
    for stream, events in streams.items():
        if stream.startswith("intent/"):
            try:
                intent.fold(events)
            except OplataError as wrong:
                yield f"D5: {stream} {wrong}"


def d2_d3(books: Books) -> Iterator[str]:
    """What was acknowledged is there; what the terminal thinks is what the centre knows."""
    known = {row["payment_id"]: row["status"] for row in books.payments}
    done = {row["payment_id"] for row in books.operations}
    yield from books.world.network.not_durable
    for path, operation in sorted(books.world.network.acknowledged):
        if path == "/v1/payments" and operation not in known:
            yield f"D2: {operation} was accepted and is not there"
        if path == "/v1/credit" and operation not in done:
            yield f"D2: {operation} was credited and is not there"
    for row in books.sent:
        status = known.get(row["payment_id"])
        if row["state"] == "captured" and status not in ("captured", "refunded"):
            yield f"D3: {row['payment_id']} captured at the terminal, {status} at the centre"
        if row["state"] in ("cancelled", "refused") and status == "captured":
            yield f"D3: {row['payment_id']} {row['state']} at the terminal, {status} at the centre"
    own = {row["payment_id"] for row in books.sent}
    for payment_id in known.keys() - own:
        yield f"D3: {payment_id} is the centre's, and its terminal does not know it"
    sums = {row["payment_id"]: (row["inserted"], row["amount"]) for row in books.payments}
    for row in books.sent:
        if row["payment_id"] in sums and sums[row["payment_id"]] != (row["inserted"], row["amount"]):
            yield f"D4: {row['payment_id']} has other sums at the centre"


def d6(books: Books) -> Iterator[str]:
    """News of each operation reaches the consumer once; a use is done once and known to both."""
    number = books.world.numbers[0]
    told = len({one["news_id"] for one in books.news})
    happened = [row for row in books.operations if row["kind"] != "void" and row["account"] == number]
    if told != len(happened) or told != len(books.news):
        yield f"D6: {len(happened)} operations, {len(books.news)} pieces of news"
    used = {row["use_id"]: row["cost"] for row in books.uses}
    done = {row["use_id"]: row["cost"] for row in books.used if row["state"] == "done"}
    if used != done:
        yield f"D6: used at the provider {used}, known to the consumer {done}"


def c1_c2(books: Books) -> Iterator[str]:
    """Notes in the stacker = notes written = money of payers; a note outside is nobody's money."""
    memory = books.world.device.mechanics.memory
    inside = sorted(memory.stacker + memory.collected)
    written = sorted(one["type"] for one in books.notes if one["state"] == "stacked")
    if written != inside:
        yield f"C1: inside {inside}, written {written}"
    if any(one["state"] == "escrow" for one in books.notes):
        yield "C2: a note is still open"
    money = books.money.money
    bills = books.world.device.options.bills
    worth = sum(bills[number].value for number in inside)
    kept = money.captured + money.on_slips + money.in_sessions + money.to_send + money.sent + money.in_review
    if not worth == money.stacked == kept:
        yield f"C1: worth {worth}, stacked {money.stacked}, accounted for {kept}"


def c4(books: Books) -> Iterator[str]:
    """A receipt is of a payment that is written down, each has one, and what a payer has seen stays."""
    made = [row["payment_id"] for row in books.receipts]
    own = {row["payment_id"] for row in books.sent if row["accepted"]}
    if len(set(made)) != len(made) or set(made) != own:
        yield f"C4: receipts of {made}, payments {sorted(own)}"
    for row in books.receipts:
        if msgspec.json.decode(row["body"])["payment_id"] != row["payment_id"]:
            yield f"C4: the receipt of {row['payment_id']} is another payment's"
    lost = books.world.shown - {ids.payment_code(one) for one in made}
    if lost:
        yield f"C4: receipts were seen and are not there: {sorted(lost)}"


def m7(books: Books) -> Iterator[str]:
    """What was split is whole again: cash = amount + the agent's fee, and each step posts every kopeck of the hold."""
    for row in [*books.sent, *books.payments]:
        if row["inserted"] != row["amount"] + row["agent_fee"]:
            yield f"M7: {row['inserted']} ≠ {row['amount']} + {row['agent_fee']}"
    for row in books.payments:
        if row["processing_fee"] != commission(row["amount"], TARIFF):
            yield f"M7: a commission of {row['processing_fee']} on {row['amount']}"
    whole = {row["payment_id"]: row["amount"] + row["processing_fee"] for row in books.payments}
    for stored in books.events:
        posted = sum(leg.amount for leg in stored.event.postings)
        payment_id = getattr(stored.event, "payment_id", "")
        if posted and payment_id in whole and posted != whole[payment_id]:
            yield f"M7: {stored.position} posts {posted} of {whole[payment_id]}"


def of_shops(books: Books) -> Iterator[str]:
    """All that is promised to shops and their payers."""
    yield from books.shops.violations()


def _look(node: Node, part: str, name: str) -> Any:
    service = node.program.service
    owner = getattr(service, part) if part else service
    return node.program.database.read(lambda db: getattr(owner, name)(db, OPERATOR, Nothing()))


CHECKS = (m1_m2_d5, m3_m8, m4, m5, m6, d1_d5, d2_d3, d6, c1_c2, c4, m7, of_shops)
