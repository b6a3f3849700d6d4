"""Unmodified roles under strace while payments, notes, uses and edits go through them."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from launcher_app.payer import Payer
from launcher_app.simulator import Simulator
from tests.proof.network import Contracts, Network, newest_directory
from tests.proof.power.calls import CALLS, LONGEST
from tests.proof.power.promises import MARK
from tests.proof.power.shop import Shop
from tests.protocol.wire import Wire, granted, new_id, now

ACCEPTED_SECONDS = 30.0
AMOUNT, FEE = 10_000, 300
NOTE = 50_000


class Recorded(NamedTuple):
    """A role's trace, its folder, and the ids that it was asked for."""

    trace: Path
    folder: Path
    asked: frozenset[str]


def record(folder: Path, rounds: int, notes: int) -> dict[str, Recorded]:
    """Every role's whole life, from its first start over an empty folder; so many notes are paid in cash."""
    network = Network(folder)
    with _traced(network):
        contracts = network.sign()
        centre = network.by_card("processing", contracts.agent)
        terms: dict[str, Any] = {
            "provider_id": contracts.provider_id,
            "directory_version": newest_directory(centre),
            "account": contracts.number,
            "terminal": "T-1",
        }
        consumer = network.operator("consumer")
        payments, uses = set[str](), set[str]()
        shop = Shop(network)
        for number in range(rounds):
            payments.add(_pay(centre, terms))
            shop.sell()
            network.ask("terminal", "set-agent", name=f"{MARK}{number}")
            consumer.post("/v1/operator/edit-contract", {"contract": "1", "title": f"{MARK}{number}"})
            if number > rounds // 4:
                uses.add(_use(consumer))
        _wait_until_credited(network, rounds * AMOUNT)
        codes = _in_cash(network, contracts, folder, notes)
    marks = {f"{MARK}{number}" for number in range(rounds)}
    asked = {
        "processing": payments | shop.asked,
        "provider": payments,
        "terminal": marks | codes,
        "consumer": uses | marks,
    }
    return {
        role: Recorded(_trace(folder, role), network.roles[role].folder, frozenset(ids)) for role, ids in asked.items()
    }


def _pay(centre: Wire, terms: dict[str, Any]) -> str:
    payment_id = new_id()
    money = {"inserted": AMOUNT + FEE, "agent_fee": FEE, "amount": AMOUNT}
    named = {"payment_id": payment_id, "session_id": new_id(), "accepted_at": now()}
    granted(centre.post("/v1/payments", terms | money | named))
    return payment_id


def _in_cash(network: Network, contracts: Contracts, folder: Path, notes: int) -> set[str]:
    """A payer at the kiosk with a device on a real line; the codes that the screen has shown as paid."""
    acceptor = Simulator(folder / "simulator", network.log, network.clock)
    acceptor.start()
    network.ask("terminal", "set-acceptor", line=acceptor.line)
    payer = Payer(network.roles["terminal"], acceptor, network.log, network.clock)
    codes = set[str]()
    for _ in range(notes):
        payer.come()
        codes.add(payer.pay(contracts.provider_id, contracts.number, NOTE))
        payer.leave()
    payer.close()
    acceptor.stop()
    return codes


def _use(consumer: Wire) -> str:
    use_id = new_id()
    consumer.post("/v1/operator/use", {"contract": "1", "service": "sms", "quantity": 1, "use_id": use_id})
    return use_id


def _wait_until_credited(network: Network, amount: int) -> None:
    deadline = network.clock.monotonic() + ACCEPTED_SECONDS
    while network.ask("provider", "totals")["credited"] < amount:
        assert network.clock.monotonic() < deadline
        network.clock.sleep(0.1)


def _trace(folder: Path, role: str) -> Path:
    return folder / f"{role}.trace"


@contextmanager
def _traced(network: Network) -> Iterator[None]:
    """Each role is started through a script that puts strace beside it: the process stays the one that was started."""
    real = sys.executable
    try:
        for role, instance in network.roles.items():
            script = network.folder / f"{role}.sh"
            words = f"strace -D -f -y -xx -s {LONGEST} -e trace={','.join(CALLS)} -o {_trace(network.folder, role)}"
            script.write_text(f'#!/bin/sh\nexec {words} {real} "$@"\n', encoding="utf-8")
            script.chmod(script.stat().st_mode | stat.S_IXUSR)
            sys.executable = os.fspath(script)
            instance.start()
    finally:
        sys.executable = real
    try:
        for instance in network.roles.values():
            instance.wait(seconds=ACCEPTED_SECONDS * 3)
        yield
    finally:
        network.__exit__(None, None, None)
