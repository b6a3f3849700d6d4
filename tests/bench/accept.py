"""`bench accept`: durable accepted payments a second of the real centre, beside its two references in the same run."""

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from tests.bench import machine, references, rounds, stored, window
from tests.bench.centre import Centre
from tests.bench.rounds import Measured
from tests.bench.verdict import Claim, at_least, at_most, concluded, figure, table

FIRST, CENTRE, FLOOR, ALONE = "как написали бы сначала", "процессинговый центр", "пол (C, fdatasync)", "генератор один"
FLOOR_TO_FIRST = 200
ALONE_TO_CENTRE = 3
CENTRE_TO_FIRST = 50
FLOOR_TO_CENTRE = 14
P99_MS = 25
MB = 120
WARM_UP_SECONDS = 1


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
    if options.window:
        return window.measure(options.rounds, options.seconds, strict=options.strict)
    if options.stored:
        return stored.measure(options.stored, options.rounds, options.seconds, strict=options.strict)
    with machine.folder() as folder, ExitStack() as stack:
        program = machine.compiled_floor(folder)
        centre = stack.enter_context(Centre(folder / "centre", place=machine.SERVER))
        subjects = {
            FIRST: references.first_written(folder),
            CENTRE: centre.subject,
            FLOOR: references.floor(folder, program, durable=True),
            ALONE: references.floor(folder, program, durable=False),
        }
        for subject in subjects.values():
            stack.enter_context(subject.server)
        warm_up = rounds.interleaved(subjects, 1, WARM_UP_SECONDS)
        found = rounds.interleaved(subjects, options.rounds, options.seconds)
        print(shown(found))
        print(f"\nдругие программы / other programs: {100 * median(one.others for one in found.values()):.0f} % CPU")
        lost = references.lost_by_first_written(folder)
        print(f"\n«{FIRST}»: потеряно в книгах {lost / 100:.2f} ₽ / lost from its books, RUB {lost / 100:.2f}\n")
        megabytes = centre.role.server.memory() / 2**20
        claims = [
            *judged(found),
            at_most("память центра после нагрузки, МБ", "its memory after load, MB", megabytes, MB),
        ]
        claims.append(books(centre, warm_up[CENTRE], found[CENTRE]))
    return concluded(claims, strict=options.strict)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="run_all.py bench accept", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="сколько кругов / how many rounds")
    parser.add_argument("--seconds", type=int, default=4, help="секунд на сервер / seconds for each server")
    parser.add_argument("--stored", type=int, default=0, help="цена платежа при N сохранённых / cost with N stored")
    parser.add_argument("--window", action="store_true", help="с открытым окном / with its window open")
    parser.add_argument("--strict", action="store_true", help="код 1, если цель не достигнута / exit 1 on a miss")
    return parser.parse_args(arguments)


def shown(found: dict[str, Measured]) -> str:
    """The table of one run."""
    head = ("", "платежей/с", "p50 мс", "p99 мс", "× первого", "доля пола", "CPU мкс", "разброс")
    first, floor = found[FIRST].rate, found[FLOOR].rate
    rows = [
        (
            name,
            figure(one.rate),
            figure(one.p50_ms),
            figure(one.p99_ms),
            figure(one.rate / first),
            f"1/{figure(floor / one.rate)}",
            figure(one.cpu_each),
            f"×{figure(one.spread)}",
        )
        for name, one in found.items()
    ]
    return table(head, rows)


def judged(found: dict[str, Measured]) -> list[Claim]:
    """The conditions of a valid run, then the targets."""
    first, centre, floor, alone = (found[name] for name in (FIRST, CENTRE, FLOOR, ALONE))
    wrong = centre.wrong + floor.wrong + alone.wrong
    sample = centre.sample or floor.sample or alone.sample
    return [
        at_least("пол / первый", "floor / first", floor.rate / first.rate, FLOOR_TO_FIRST, condition=True),
        at_least("генератор / центр", "generator / centre", alone.rate / centre.rate, ALONE_TO_CENTRE, condition=True),
        Claim("неверных ответов 0", "wrong answers 0", f"{wrong} {sample}".strip(), wrong == 0, condition=True),
        at_least("центр / первый", "centre / first", centre.rate / first.rate, CENTRE_TO_FIRST),
        at_most("пол / центр", "floor / centre", floor.rate / centre.rate, FLOOR_TO_CENTRE),
        at_most("p99 центра, мс", "p99 of the centre, ms", centre.p99_ms, P99_MS),
    ]


def books(centre: Centre, *loads: Measured) -> Claim:
    """Every good answer stands in the centre's books, nothing else does, and the balances sum to zero."""
    answered = sum(load.good for load in loads)
    on_their_way = centre.known([payment_id for load in loads for payment_id in load.unanswered])
    stored = centre.verified()
    return Claim(
        "в книгах ровно принятые платежи, сумма 0",
        "the books hold exactly the accepted payments, sum 0",
        f"{stored:,} = {answered:,} + {on_their_way}",
        stored == answered + on_their_way,
        condition=True,
    )
