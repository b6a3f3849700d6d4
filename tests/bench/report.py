"""`bench report`: how long a payment waits at a steady 1,000/s while a report of 100,000 is made, beside none."""

import argparse
import os
import subprocess
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from common.clock import SystemClock, moment
from common.database import Database
from common.setup.places import PROJECT
from processing_app.store.tables import TABLES, UPGRADES, VERSION
from tests.bench import machine, rounds
from tests.bench.centre import Centre
from tests.bench.generator import Target
from tests.bench.running import python
from tests.bench.steady import Steady
from tests.bench.verdict import Claim, at_least, at_most, concluded, figure, table
from tests.reports import many

RATIO = 2
SECONDS = 20
MONTH_MS = 30 * 86_400_000
OVERLAP = 0.5
"""The part of the load during which a report must have been made, or the round says nothing."""
DONE_SECONDS = 120.0
WARM_UP_SECONDS = 2


class Round(NamedTuple):
    """A load, the share of the processors that other programs had, the part of it during which a report was made."""

    load: Steady
    others: float = 0.0
    overlap: float = 0.0
    report_seconds: float = 0.0


def main(arguments: Sequence[str]) -> int:
    """Fill a centre, then take turns: alone, with a report."""
    options = parsed(arguments)
    print(machine.described(), flush=True)
    with machine.folder() as folder, Centre(folder / "centre") as centre:
        filled(folder / "centre" / "processing" / "default" / "processing.db", options.payments)
        steady(centre.target, options.rate, WARM_UP_SECONDS)
        alone: list[Round] = []
        during: list[Round] = []
        for _ in range(options.rounds):
            rounds.wait_until_quiet(centre.role.server.cpu_seconds)
            alone.append(loaded(centre, options.rate, options.seconds))
            rounds.wait_until_quiet(centre.role.server.cpu_seconds)
            during.append(with_report(centre, options.rate, options.seconds))
    print(table(HEAD, [*(row("без отчёта", one) for one in alone), *(row("с отчётом", one) for one in during)]))
    return concluded(judged(alone, during, options.rate * options.seconds), strict=options.strict)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="run_all.py bench report", description=__doc__)
    parser.add_argument("--payments", type=int, default=100_000, help="платежей в отчёте / payments in the report")
    parser.add_argument("--rate", type=int, default=1_000, help="платежей в секунду / payments a second")
    parser.add_argument("--seconds", type=int, default=8, help="секунд нагрузки / seconds of load")
    parser.add_argument("--rounds", type=int, default=3, help="сколько кругов / how many rounds")
    parser.add_argument("--strict", action="store_true", help="код 1, если цель не достигнута / exit 1 on a miss")
    return parser.parse_args(arguments)


def filled(path: Path, payments: int) -> None:
    """A month of payments, straight into the file: the centre sees that its log has grown."""
    now = SystemClock().now_ms()
    database = Database(path, TABLES, version=VERSION, upgrades=UPGRADES)
    many.fill(database, many.Wanted(payments, 1, 1, now - MONTH_MS, now - 60_000))
    database.close()


def steady(target: Target, rate: int, seconds: int) -> Steady:
    """One load from a process of its own."""
    address = urlsplit(target.url)
    words = [str(address.hostname), str(address.port), target.authorization, str(target.provider_id)]
    words += [str(target.directory_version), str(rate), str(seconds)]
    done = subprocess.run(
        python("tests.bench.steady", *words), cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"steady: {done.stderr.decode('utf-8', 'replace')[-1000:]}")
    return msgspec.json.decode(done.stdout.splitlines()[-1], type=Steady)


def loaded(centre: Centre, rate: int, seconds: int) -> Round:
    """One load, and how busy other programs kept the machine meanwhile."""
    server = centre.role.server
    before, busy, began = server.family_seconds(), machine.busy_seconds(), time.monotonic()
    load = steady(centre.target, rate, seconds)
    others = machine.busy_seconds() - busy - (server.family_seconds() - before)
    return Round(load, max(others, 0.0) / ((time.monotonic() - began) * (os.cpu_count() or 1)))


def with_report(centre: Centre, rate: int, seconds: int) -> Round:
    """The same while the centre makes a register of everything."""
    now = SystemClock().now_ms()
    period = ("--since", moment(now - 2 * MONTH_MS).isoformat(), "--until", moment(now).isoformat())
    ordered = centre.role.command("report", "--kind", "register", "--subject", "1", *period, "--wait", "false")
    began = SystemClock().now_ms()
    found = loaded(centre, rate, seconds)
    ended = SystemClock().now_ms()
    made = finished(centre, ordered["id"])
    since, until = (datetime.fromisoformat(made[name]).timestamp() * 1000 for name in ("started", "ended"))
    overlap = max(0.0, min(ended, until) - max(began, since)) / (ended - began)
    return found._replace(overlap=overlap, report_seconds=(until - since) / 1000)


def finished(centre: Centre, report: int) -> Any:
    """The report when it is done."""
    until = time.monotonic() + DONE_SECONDS
    while time.monotonic() < until:
        row = centre.role.command("show-report", "--id", str(report))
        if row["state"] == "done":
            return row
        if row["state"] not in ("waiting", "running"):
            raise SystemExit(f"report: {row['state']} {row['problem']}")
        time.sleep(0.2)
    raise SystemExit(f"report {report} is not done in {DONE_SECONDS:.0f} s")


HEAD = ("", "p50 мс", "p99 мс", "худшее мс", "генератор p99 мс", "отчёт с", "вместе %", "другие %")


def row(name: str, one: Round) -> tuple[str, ...]:
    """One line of the table."""
    times = (one.load.p50 / 1000, one.load.p99 / 1000, one.load.longest / 1000, one.load.late / 1000)
    return name, *map(figure, times), figure(one.report_seconds), figure(100 * one.overlap), figure(100 * one.others)


def judged(alone: list[Round], during: list[Round], sent: int) -> list[Claim]:
    """That nothing was lost, that the report was made meanwhile, and the target."""
    wrong = sum(one.load.wrong + one.load.unanswered for one in (*alone, *during))
    fewest = min(one.load.good for one in (*alone, *during))
    longest = max(one.report_seconds for one in during)
    ratio = median(one.load.p99 for one in during) / max(median(one.load.p99 for one in alone), 1)
    return [
        Claim("неверных ответов 0", "wrong answers 0", f"{wrong}", wrong == 0, condition=True),
        at_least("принято в круге", "accepted in a round", fewest, sent, condition=True),
        at_least(
            "доля нагрузки во время отчёта", "part of the load during the report",
            min(one.overlap for one in during), OVERLAP, condition=True,
        ),
        at_most("p99 с отчётом / без", "p99 with a report / without", ratio, RATIO),
        at_most("отчёт под нагрузкой, с", "the report under load, s", longest, SECONDS),
    ]  # fmt: skip
