"""`bench wallet`: charges by barcode captured a second, beside accepted payments; barcodes, photos, a statement."""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from tests.bench import machine, photos, rounds, statements
from tests.bench.centre import Centre
from tests.bench.charging import FETCHING, Charged
from tests.bench.rounds import Measured
from tests.bench.verdict import Claim, at_most, concluded, figure, table
from tests.bench.wallet_centre import WalletCentre

CHARGES_TO_ACCEPT = 1 / 4
FETCH_MS, BUSY = 5, 1.5
PHOTO_MS = 500
PAGE_MS = 50


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
        wallets_at = stack.enter_context(Centre(folder / "wallets", place=machine.SERVER))
        wallets = WalletCentre(wallets_at, folder / "wallets", options.wallets)
        wallets.turn()
        accepted, charged = measured(centre, wallets, options.rounds, options.seconds)
        print(shown(accepted, charged), flush=True)
        wanted = options.wallets * options.rounds
        claims = [*judged(accepted, charged, wanted), books(wallets, options.wallets + wanted)]
    claims += [photos_read(), page_shown(options.lines)]
    return concluded(claims, strict=options.strict)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="run_all.py bench wallet", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="сколько кругов / how many rounds")
    parser.add_argument("--seconds", type=int, default=3, help="секунд приёма в круге / seconds of accepting")
    parser.add_argument("--wallets", type=int, default=2_000, help="кошельков и списаний в круге / charges in a round")
    parser.add_argument("--lines", type=int, default=100_000, help="строк в выписке / lines of the statement")
    parser.add_argument("--strict", action="store_true", help="код 1, если цель не достигнута / exit 1 on a miss")
    return parser.parse_args(arguments)


def measured(centre: Centre, wallets: WalletCentre, count: int, seconds: int) -> tuple[Measured, list[Charged]]:
    """Rounds in turn: payments accepted as `bench accept` measures them, then charges; accepting is warmed up first."""
    accepted: list[rounds.Round] = []
    charged: list[Charged] = []
    servers = [centre.subject]
    rounds.one(centre.subject, 1, servers)
    for _ in range(count):
        accepted.append(rounds.one(centre.subject, seconds, servers))
        rounds.wait_until_quiet(centre.role.server.cpu_seconds)
        rounds.wait_until_quiet(wallets.role.server.cpu_seconds)
        charged.append(wallets.turn())
    return Measured(tuple(accepted)), charged


def rate(one: Charged) -> float:
    """Charges a second from the first question until the last sum has come to the provider."""
    return one.done / one.seconds


def within_ms(seconds: Sequence[float], share: float) -> float:
    """Within how many milliseconds that share of them was."""
    return sorted(seconds)[int(len(seconds) * share)] * 1000


def shown(accepted: Measured, charged: Sequence[Charged]) -> str:
    """The tables of one run."""
    whole = median(rate(one) for one in charged)
    answered = median(len(one.fetches) / one.answered for one in charged)
    rows = [
        ("платежи приняты (bench accept)", accepted.rate),
        ("списания по штрихкоду проведены", whole),
        ("списания приняты", answered),
    ]
    rates = [(name, figure(value), f"1/{figure(accepted.rate / value)}") for name, value in rows]
    asked = (("штрихкод", [one.fetches for one in charged]), ("взгляд на кошелёк", [one.looks for one in charged]))
    times = [
        (name, *(figure(median(within_ms(one, share) for one in turns)) for share in (0.5, 0.99)))
        for name, turns in asked
    ]
    both = (("", "в секунду", "доля приёма"), rates), ((f"{FETCHING} просят сразу, мс", "p50", "p99"), times)
    return "\n\n".join(table(*one) for one in both)


def judged(accepted: Measured, charged: Sequence[Charged], wanted: int) -> list[Claim]:
    """The conditions of a valid run, then the targets; each turn is compared with the accepting beside it."""
    done = sum(one.done for one in charged)
    part = median(rate(one) / near.load.rate for one, near in zip(charged, accepted.rounds, strict=True))
    bound = f"1/{1 / CHARGES_TO_ACCEPT:.0f}"
    wrong = f"{accepted.wrong} {accepted.sample}".strip()
    return [
        Claim("неверных ответов 0", "wrong answers 0", wrong, accepted.wrong == 0, condition=True),
        Claim("все проведены", "all are captured", f"{done:,} = {wanted:,}", done == wanted, condition=True),
        Claim(
            f"списания / приём ≥ {bound}", f"charges / accepting ≥ {bound}", f"1/{figure(1 / part)}",
            part >= CHARGES_TO_ACCEPT,
        ),
        _fetched(charged),
    ]  # fmt: skip


def _fetched(charged: Sequence[Charged]) -> Claim:
    """The best turn counts: a neighbour on the machine only ever makes one longer.

    Where the neighbours make even the plainest question long, a barcode may take half as much again.
    """
    took, look = min((within_ms(one.fetches, 0.99), within_ms(one.looks, 0.99)) for one in charged)
    if look * BUSY <= FETCH_MS:
        return at_most("штрихкод p99, мс", "a barcode, p99, ms", took, FETCH_MS)
    return at_most(
        f"машина занята: штрихкод p99, мс, против {BUSY:g} взгляда",
        f"a busy machine: a barcode, p99, ms, to {BUSY:g} looks",
        took,
        round(look * BUSY, 1),
    )


def books(wallets: WalletCentre, wanted: int) -> Claim:
    """Every charge is in the books, and they sum to zero."""
    stored, total = wallets.verified()
    return Claim(
        "в книгах ровно эти списания, сумма 0", "the books hold exactly these charges, sum 0",
        f"{stored:,} = {wanted:,}, {total}", (stored, total) == (wanted, 0), condition=True,
    )  # fmt: skip


def photos_read() -> Claim:
    """The slowest of the photos."""
    found = photos.reading_ms()
    rows = [(name, f"{figure(milliseconds)} мс") for name, milliseconds in found.items()]
    print(f"\n{table(('фото 12 Мп | photo of 12 MP', ''), rows)}\n", flush=True)
    return at_most("фото 12 Мп, худшее, мс", "a 12-megapixel photo, the worst, ms", max(found.values()), PHOTO_MS)


def page_shown(lines: int) -> Claim:
    """A page of a long statement."""
    with machine.folder() as folder:
        milliseconds = statements.page_ms(folder, lines)
    return at_most(
        f"страница выписки из {lines:,} строк, мс", f"a page of a statement of {lines:,} lines, ms", milliseconds,
        PAGE_MS,
    )  # fmt: skip
