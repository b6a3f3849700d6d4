"""`python -m tests.faults.simulation --seed N --schedules N [--mutant NAME]`: what so many schedules show."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence

from tests.faults.simulation import failing, scope
from tests.faults.simulation.mutants import MUTANTS, mutated
from tests.faults.simulation.plan import KINDS, drawn
from tests.faults.simulation.reference import NAMED
from tests.faults.simulation.running import Case, Killed, Total, kill, run
from tests.faults.simulation.schedule import lived

KILLED_WITHIN = 5_000
TOLD_EVERY = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 when a promise did not hold, or a mutant lived."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    given = _parsed(arguments)
    if given.mutants:
        return kill_all(given.seed, given.schedules or KILLED_WITHIN, given.processes, write=given.write)
    total = run(_cases(given), given.processes, stop_at=given.stop_at, tell=_progress if given.verbose else None)
    show(total)
    for case, outcome in total.failed[: given.stop_at or 3]:
        with mutated(case.mutant):
            story = failing.story(case.seed, case.plan, outcome, case.script)
        print(story.text)
        if not given.forget and not case.mutant:
            print("  kept as", failing.keep(case.seed, story.few, outcome, case.script))
    return 1 if total.failed else 0


def kill_all(seed: int, within: int, processes: int, *, write: bool = False) -> int:
    """Each mutant must be killed; at which schedule is told."""
    alive = 0
    for one in kill([mutant.name for mutant in MUTANTS], seed, within, processes):
        alive += not one.seen
        said = f"killed at schedule {one.at}" if one.seen else f"ALIVE after {one.at}"
        print(f"{one.mutant:28} {said:24} {one.why[:90]}", flush=True)
        if write and one.seen:
            _write_down(one)
    for named in NAMED:
        print(f"— {named.name}: {named.mutant or named.without}")
    return 1 if alive else 0


def _write_down(killed: Killed) -> None:
    """The few faults that are enough to see it."""
    with mutated(killed.mutant):
        outcome = lived(killed.seed, drawn(killed.seed))
        few = failing.story(killed.seed, drawn(killed.seed), outcome).few
    failing.keep(killed.seed, few, outcome, path=failing.KILLERS / f"{killed.mutant}.json")


def show(total: Total) -> None:
    """The figures."""
    print(
        f"{total.schedules} schedules, {total.per_second:.1f}/s, {total.per_second_of_a_core:.1f} a core, "
        f"{total.commits} commits (crash points × 2), "
        f"{sum(total.payments.values())} payments {dict(total.payments)}, "
        f"{total.virtual_seconds / 3600:.0f} virtual hours, {total.acts} acts of operators"
    )
    print("orders:", ", ".join(f"{name} {number}" for name, number in sorted(total.orders.items())))
    print("faults:", ", ".join(f"{kind} {total.struck[kind]}" for kind in KINDS))
    print("drills:", ", ".join(f"{name} {number}" for name, number in sorted(total.drilled.items())))
    print(f"violations: {len(total.failed)}   digest {total.digest}")


def _cases(given: argparse.Namespace) -> Iterable[Case]:
    if given.scope:
        return _scope(given)
    return [Case(one, mutant=given.mutant) for one in range(given.seed, given.seed + (given.schedules or 5_000))]


def _scope(given: argparse.Namespace) -> Iterator[Case]:
    """All singles; then pairs, all of them or so many."""
    for script, faults in scope.all_singles():
        yield Case(scope.SEED, script, faults, given.mutant)
    chosen = scope.all_pairs() if given.pairs < 0 else scope.pairs(given.pairs, given.seed)
    for script, faults in chosen:
        yield Case(scope.SEED, script, faults, given.mutant)


def _progress(total: Total) -> None:
    if total.schedules % TOLD_EVERY == 0:
        print(f"  {total.schedules}, {total.per_second:.1f}/s, {len(total.failed)} failed", flush=True)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("simulation", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--schedules", type=int, default=0, help="how many (5000)")
    parser.add_argument("--mutant", default="", choices=["", *(one.name for one in MUTANTS)])
    parser.add_argument("--mutants", action="store_true", help="kill every mutant and tell when")
    parser.add_argument("--write", action="store_true", help="with --mutants: keep the few faults that see each")
    parser.add_argument("--scope", action="store_true", help="all single faults of the six scripts, and pairs")
    parser.add_argument("--pairs", type=int, default=2_000, help="how many pairs; -1 for all")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--stop-at", type=int, default=0, help="stop after so many failures")
    parser.add_argument("--forget", action="store_true", help="do not keep failing seeds in tests/faults/seeds/")
    parser.add_argument("--verbose", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
