"""`bench accept --stored N`: what a payment costs a centre that keeps N of them, beside one that keeps a thousand."""

from contextlib import ExitStack
from statistics import median

from tests.bench import generator, machine, rounds
from tests.bench.centre import Centre
from tests.bench.rounds import Round
from tests.bench.verdict import at_most, concluded, figure, table

FEW = 1_000
COST = 1.3
GROW_SECONDS = 20
USUAL_RATE = 5_000


def measure(many: int, count: int, seconds: int, *, strict: bool) -> int:
    """Fill one centre over its own door, then take turns: a nearly empty one, the full one."""
    small: list[Round] = []
    large: list[Round] = []
    with machine.folder() as folder, ExitStack() as stack:
        full = stack.enter_context(Centre(folder / "full", place=machine.SERVER))
        stored = grow(full, many)
        for number in range(count):
            with Centre(folder / f"new-{number}", place=machine.SERVER) as empty:
                grow(empty, FEW)
                small.append(rounds.one(empty.subject, seconds, [full.subject, empty.subject]))
            large.append(rounds.one(full.subject, seconds, [full.subject]))
        kept = sum(file.stat().st_size for file in (folder / "full").rglob("*.db*"))
    rows = [row(f"{FEW:,}", small), row(f"{stored:,}", large)]
    print(table(("сохранено / stored", "платежей/с", "p99 мс", "CPU мкс"), rows))
    print(f"\nбаза / database: {kept / stored:,.0f} Б / B")
    ratio = median(one.cpu_each for one in large) / median(one.cpu_each for one in small)
    claim = at_most(f"цена платежа при {stored:,} / при {FEW:,}", f"cost at {stored:,} / at {FEW:,}", ratio, COST)
    return concluded([claim], strict=strict)


def grow(centre: Centre, payments: int) -> int:
    """Send payments until there are so many; how many there are."""
    stored = 0
    while stored < payments:
        load = generator.send(centre.target, min(max((payments - stored) // USUAL_RATE, 1), GROW_SECONDS))
        if load.good == 0:
            raise SystemExit(f"{load.wrong} wrong answers: {load.sample}")
        stored += load.good
    return stored


def row(name: str, measured: list[Round]) -> tuple[str, str, str, str]:
    """One line of the table."""
    rate = median(one.load.rate for one in measured)
    p99 = median(one.load.p99 for one in measured) / 1000
    return name, figure(rate), figure(p99), figure(median(one.cpu_each for one in measured))
