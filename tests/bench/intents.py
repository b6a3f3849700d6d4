"""`bench intents`: intents made, paid and captured a second, beside accepted payments; a long intent; a long log."""

import argparse
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import msgspec

from common.http_server.doors import OPERATOR
from common.secrets import Secrets
from common.settings import PROFILE
from common.setup.places import PROJECT
from tests.bench import long_log, machine, rounds
from tests.bench.centre import Centre
from tests.bench.role import RunningRole
from tests.bench.rounds import Measured
from tests.bench.running import python
from tests.bench.shopping import Bought
from tests.bench.verdict import Claim, at_least, at_most, concluded, figure, table

INTENTS_TO_ACCEPT = 1 / 12
STATE_MS = 5
READ_A_SECOND = 50_000
NO_LIMIT = 10**6
WARM_UP = 64


class ShopCentre:
    """The training shop at a running centre, whose cards may be typed as often as a bench likes."""

    def __init__(self, role: RunningRole, folder: Path) -> None:
        """Add the shop, issue its key; `folder` is where the role has its data."""
        self.role = role
        role.command("add-training-shop")
        self._key: str = role.command("issue-shop-key", "--shop-id", "TEST")["key"]
        for kind in ("card", "address"):
            role.command("limit-cards", "--kind", kind, "--most", str(NO_LIMIT), "--seconds", "1")
        login = Secrets(folder / "processing" / PROFILE / "secrets").login_of(OPERATOR)
        assert login is not None
        self._operator = "Basic " + b64encode(":".join(login).encode()).decode()

    def turn(self, many: int) -> Bought:
        """So many orders, made and paid."""
        words = python("tests.bench.shopping", self.role.ready.url, self._operator, str(many))
        done = subprocess.run(
            machine.pinned(machine.GENERATOR, words), cwd=PROJECT, input=self._key.encode(), capture_output=True,
            check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise SystemExit(f"shopping: {done.stderr.decode('utf-8', 'replace')[-1000:]}")
        return msgspec.json.decode(done.stdout, type=Bought)

    def verified(self) -> tuple[int, int]:
        """How many intents are in books that were recomputed from the log, and the sum of their balances."""
        books = self.role.command("verify")
        return int(books["intents"]), int(books["sum"])


def main(arguments: Sequence[str]) -> int:
    """Measure, print, judge."""
    options = parsed(arguments)
    missing = machine.missing_tools()
    if missing:
        print(
            f"Нет / not found: {', '.join(missing)}. Debian: sudo apt-get install -y wrk gcc libc6-dev; Windows: WSL."
        )
        return 2
    print(machine.described(), flush=True)
    with machine.folder() as folder, ExitStack() as stack:
        centre = stack.enter_context(Centre(folder / "centre", place=machine.SERVER))
        role = RunningRole("processing", folder / "shop", place=machine.SERVER)
        stack.callback(role.server.stop)
        shop = ShopCentre(role, folder / "shop")
        shop.turn(WARM_UP)
        accepted, bought = measured(centre, shop, options.rounds, options.seconds, options.intents)
        print(shown(accepted, bought), flush=True)
        wanted = options.intents * options.rounds
        claims = [*judged(accepted, bought, wanted), books(shop, WARM_UP + wanted)]
    with machine.folder() as folder:
        claims += read(folder, options.events)
    return concluded(claims, strict=options.strict)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="run_all.py bench intents", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="сколько кругов / how many rounds")
    parser.add_argument("--seconds", type=int, default=3, help="секунд приёма в круге / seconds of accepting")
    parser.add_argument("--intents", type=int, default=1_200, help="намерений в круге / intents in a round")
    parser.add_argument("--events", type=int, default=1_000_000, help="событий в ленте / events in the feed")
    parser.add_argument("--strict", action="store_true", help="код 1, если цель не достигнута / exit 1 on a miss")
    return parser.parse_args(arguments)


def measured(centre: Centre, shop: ShopCentre, count: int, seconds: int, intents: int) -> tuple[Measured, list[Bought]]:
    """Rounds in turn: payments accepted as `bench accept` measures them, then orders; the first round is a warm-up."""
    accepted: list[rounds.Round] = []
    bought: list[Bought] = []
    servers = [centre.subject]
    rounds.one(centre.subject, 1, servers)
    for _ in range(count):
        accepted.append(rounds.one(centre.subject, seconds, servers))
        rounds.wait_until_quiet(centre.role.server.cpu_seconds)
        rounds.wait_until_quiet(shop.role.server.cpu_seconds)
        bought.append(shop.turn(intents))
    return Measured(tuple(accepted)), bought


def rate(one: Bought, *, tokenised: bool = False) -> float:
    """Intents made, paid and captured a second; with the time of the vault for their cards where that is asked."""
    return one.paid / (one.create_seconds + one.pay_seconds + (one.tokenise_seconds if tokenised else 0))


def shown(accepted: Measured, bought: Sequence[Bought]) -> str:
    """The table of one run."""
    head = ("", "в секунду", "доля приёма")
    whole = median(rate(one) for one in bought)
    with_cards = median(rate(one, tokenised=True) for one in bought)
    made = median(one.paid / one.create_seconds for one in bought)
    paid = median(one.paid / one.pay_seconds for one in bought)
    rows = [
        ("платежи приняты (bench accept)", accepted.rate),
        ("намерения созданы, оплачены, списаны", whole),
        ("то же с токенами карт", with_cards),
        ("создано", made),
        ("токены карт", median(one.paid / one.tokenise_seconds for one in bought)),
        ("оплачено и списано", paid),
    ]
    return table(head, [(name, figure(value), f"1/{figure(accepted.rate / value)}") for name, value in rows])


def judged(accepted: Measured, bought: Sequence[Bought], wanted: int) -> list[Claim]:
    """The conditions of a valid run, then the target; each turn is compared with the accepting beside it."""
    paid = sum(one.paid for one in bought)
    wrong = f"{accepted.wrong} {accepted.sample}".strip()
    return [
        Claim("неверных ответов 0", "wrong answers 0", wrong, accepted.wrong == 0, condition=True),
        Claim("все оплачены", "all are paid", f"{paid:,} = {wanted:,}", paid == wanted, condition=True),
        _share("намерения / приём", "intents / accepting", accepted, [rate(one) for one in bought]),
        _share("то же с токенами карт", "with cards", accepted, [rate(one, tokenised=True) for one in bought]),
    ]


def _share(ru: str, en: str, accepted: Measured, rates: Sequence[float]) -> Claim:
    part = median(one / near.load.rate for one, near in zip(rates, accepted.rounds, strict=True))
    bound = f"1/{1 / INTENTS_TO_ACCEPT:.0f}"
    return Claim(f"{ru} ≥ {bound}", f"{en} ≥ {bound}", f"1/{figure(1 / part)}", part >= INTENTS_TO_ACCEPT)


def books(shop: ShopCentre, wanted: int) -> Claim:
    """Every order is in the books, and they sum to zero."""
    stored, total = shop.verified()
    return Claim(
        "в книгах ровно эти намерения, сумма 0", "the books hold exactly these intents, sum 0",
        f"{stored:,} = {wanted:,}, {total}", (stored, total) == (wanted, 0), condition=True,
    )  # fmt: skip


def read(folder: Path, many: int) -> list[Claim]:
    """A long intent and a long log."""
    events, milliseconds = long_log.state_ms(folder / "state")
    database = long_log.fill(folder / "log", many)
    try:
        rates = long_log.feed_rates(database)
    finally:
        database.close()
    return [
        at_most(f"состояние по {events:,} событиям, мс", f"a state of {events:,} events, ms", milliseconds, STATE_MS),
        at_least(
            f"событий в секунду из {rates.events:,}", f"events a second of {rates.events:,}", rates.read, READ_A_SECOND
        ),
        at_least(
            "то же, показанных магазинам", "the same, told to shops", rates.told, READ_A_SECOND
        ),
    ]  # fmt: skip
