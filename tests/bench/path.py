"""`bench path`: agent → centre → provider, three processes: payments credited a second, by the provider's books."""

import argparse
from collections.abc import Sequence
from statistics import median

from tests.bench import machine
from tests.bench.network import Network, Walk
from tests.bench.verdict import Claim, at_least, concluded, figure, table

CREDITED = 250
WARM_UP = 50


def main(arguments: Sequence[str]) -> int:
    """Set the network up, send, wait until all is credited, judge."""
    options = parsed(arguments)
    print(machine.described(), flush=True)
    with machine.folder() as folder, Network(folder, options.subscribers) as network:
        network.walk(WARM_UP, options.threads)
        walks = [network.walk(options.payments, options.threads) for _ in range(options.rounds)]
        counted = network.counted()
    head = ("платежей", "зачислено/с", "принято/с", "агент, мкс", "центр, мкс", "поставщик, мкс")
    print(table(head, [row(walk) for walk in walks]))
    return concluded([books(counted), credited(walks)], strict=options.strict)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser(prog="run_all.py bench path", description=__doc__)
    parser.add_argument("--payments", type=int, default=2000, help="платежей в круге / payments in a round")
    parser.add_argument("--rounds", type=int, default=3, help="сколько кругов / how many rounds")
    parser.add_argument("--threads", type=int, default=4, help="потоков агента / the agent's threads")
    parser.add_argument("--subscribers", type=int, default=200, help="абонентов / subscribers")
    parser.add_argument("--strict", action="store_true", help="код 1, если цель не достигнута / exit 1 on a miss")
    return parser.parse_args(arguments)


def row(walk: Walk) -> tuple[str, ...]:
    """One line of the table; processor time in microseconds a payment."""
    costs = (walk.agent_cpu, walk.centre_cpu, walk.provider_cpu)
    accepted = walk.payments / walk.accept_seconds
    return f"{walk.payments:,}", figure(walk.rate), figure(accepted), *(figure(c * 1e6 / walk.payments) for c in costs)


def credited(walks: Sequence[Walk]) -> Claim:
    """The target."""
    return at_least("зачислено в секунду", "credited a second", median(walk.rate for walk in walks), CREDITED)


def books(counted: tuple[int, int, int, int]) -> Claim:
    """Whatever the speed, each payment is credited once."""
    return Claim(
        "каждый платёж зачислен один раз (послано, зачислено, разных, в книгах центра)",
        "each payment is credited once (sent, credited, different, in the centre's books)",
        " = ".join(map(str, counted)),
        len(set(counted)) == 1,
        condition=True,
    )
