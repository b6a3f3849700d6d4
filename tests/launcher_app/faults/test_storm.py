"""A run under a storm of faults, repeated from its seed: the same outcomes on every arrow, and the same end."""

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec.structs import replace

from common.clock import SystemClock
from launcher_app.faults import FaultDesk, Setting, storm
from launcher_app.faults.storm import Met, Storm
from launcher_app.feed.hop import Arrow
from launcher_app.proxy import FaultKind, Request
from tests.faults.network import NOTE
from tests.launcher_app.faults.stormy import Stormy

TO_CENTRE, TO_PROVIDER = Arrow("terminal", "processing"), Arrow("processing", "provider")
PAYMENTS, SEED, OTHER_SEED = 6, 9, 10
STORM = (
    Setting(arrow=TO_CENTRE, kind=FaultKind.DOUBLED, path="/v1/payments", share=3_000),
    Setting(arrow=TO_CENTRE, kind=FaultKind.LOST_REPLY, path="/v1/payments", share=1_500, times=1),
    Setting(arrow=TO_CENTRE, kind=FaultKind.DELAY, path="/v1/check", share=3_000, milliseconds=40),
    Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY, path="/v1/credit", share=2_500),
    Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, path="/v1/credit", share=2_000),
    Setting(arrow=TO_PROVIDER, kind=FaultKind.SERVER_ERROR, path="/v1/credit", share=2_000),
    Setting(arrow=TO_PROVIDER, kind=FaultKind.DOUBLED, share=2_000),
)
Happened = dict[Arrow, list[tuple[str, str]]]


def run(network: Stormy) -> Happened:
    """One payment after another, each to its end."""
    for setting in STORM:
        network.desk.add(setting)
    network.desk.begin(SEED)
    payer = network.payer()
    for _ in range(PAYMENTS):
        payer.pay(1, network.number, NOTE)
        network.until(network.at_rest, "a payment is brought to its end")
        payer.leave()
    payer.close()
    return happened(network.desk)


def happened(desk: FaultDesk) -> Happened:
    """What happened on each arrow: which of two arrows was the quicker is nobody's choice."""
    found: Happened = defaultdict(list)
    for arrow, door, fault in desk.outcomes:
        found[arrow].append((door, fault))
    return dict(found)


def once(folder: Path) -> tuple[Happened, list[tuple[str, int]], int, Storm]:
    """A run in a network of its own: what was met, how it ended, how many credits were booked."""
    network = Stormy(folder)
    try:
        network.start()
        met = run(network)
        network.books_agree()
        return met, network.ends(), len(network.credits()), storm.of(network.desk)
    finally:
        network.close()


def replayed(kept: Storm, seed: int) -> list[Met]:
    """What the very same requests would have met from a seed."""
    desk = FaultDesk(SystemClock())
    storm.raise_again(desk, replace(kept, seed=seed))
    for one in kept.outcomes:
        desk.draw(*one.arrow, Request("POST", one.door, ()))
    return storm.of(desk).outcomes


def test_a_run_repeated_with_its_seed_meets_the_same_and_another_seed_something_else(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as beside:
        first, second = beside.map(once, (tmp_path / "first", tmp_path / "second"))
    met, ends, booked, kept = first
    print(f"seed {SEED}: {met}")
    storm.write(tmp_path / "storm.json", kept, "ru")
    read = storm.read(tmp_path / "storm.json")

    assert second[:3] == first[:3]
    assert {fault for seen in met.values() for _, fault in seen} == {"", *(one.kind for one in STORM)}
    assert (ends, booked) == ([("captured", 48_500)] * PAYMENTS, PAYMENTS)
    assert replayed(read, SEED) == kept.outcomes
    assert replayed(read, OTHER_SEED) != kept.outcomes
