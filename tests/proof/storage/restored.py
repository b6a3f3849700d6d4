"""Yesterday's copy put back under one role: what others know of since is named, and nothing is done twice."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from common.clock import moment
from tests.proof.form import Form
from tests.proof.kills.load import AGENT_FEE
from tests.proof.storage.found import Found
from tests.proof.storage.town import Town
from tests.proof.storage.zombies import stopped
from tests.protocol.wire import Body, granted

KIND = "restored copy"
SINCE = {Form.SAMPLE: 4, Form.SHORT: 15, Form.LONG: 200}
"""Payments made after the copy was."""
NOT_CREDITED, CREDITED_UNKNOWN = "not_credited", "credited_unknown"
PAGE = 500
NO_DIFFERENCE = ("in_path", "no_register")
"""Not come to its end; and a dialect that has no register to compare."""


def run(town: Town, form: Form, found: Found) -> None:
    """One role after the other; each is brought to its end before the next."""
    number = SINCE[form]
    _provider(town, number, found)
    _centre(town, number, found)
    _consumer(town, number, found)
    _terminal(town, found)


def _provider(town: Town, number: int, found: Found) -> None:
    """The comparison names exactly what is missing; credited anew by the same ids, however often, all is as it was."""
    before = town.balance()
    with put_back(town, "provider"):
        asks = [town.pay() for _ in range(number)]
        found.stuck += town.quiet()
        after = town.balance()
    if town.balance() != before:
        found.stuck.append("the provider's copy is not yesterday's")
    _named(town, {one["payment_id"] for one in asks}, NOT_CREDITED, "provider", found)
    wire = town.network.by_card("provider", town.contracts.provider)
    for ask in asks:
        answers = [granted(wire.post("/v1/credit", _credit(town, ask))) for _ in range(2)]
        if answers[0] != answers[1]:
            found.stuck.append(f"the repeat of a credit is another one: {answers}")
    _named(town, set(), "", "provider credited again", found)
    if town.balance() != after:
        found.stuck.append(f"credited again, the provider has {town.balance()}, not {after}")
    found.cases[KIND] += 1


def _centre(town: Town, number: int, found: Found) -> None:
    """Its agents know more than it: asked again by the same ids, a provider of either dialect has each once."""
    with put_back(town, "processing"):
        asks = [town.pay(terms) for _ in range(number) for terms in (town.terms, town.old_terms)]
        found.stuck += town.quiet()
        after = town.balance()
    states = granted(town.centre.post("/v1/payments/status", {"payment_ids": [one["payment_id"] for one in asks[:50]]}))
    if states["payments"]:
        found.stuck.append(f"the centre's copy is not yesterday's: {states['payments'][:1]}")
    known = {one["payment_id"] for one in asks if one["provider_id"] == town.terms["provider_id"]}
    _named(town, known, CREDITED_UNKNOWN, "processing", found)
    for ask in (*asks, *asks):
        answer = town.ask_payment(ask)
        if answer.status != 200:
            found.stuck.append(f"asked again after the centre's copy: {answer}")
    found.stuck += town.quiet()
    _named(town, set(), "", "processing asked again", found)
    if town.balance() != after:
        found.stuck.append(f"asked again, the provider has {town.balance()}, not {after}")
    found.cases[KIND] += 1


def _consumer(town: Town, number: int, found: Found) -> None:
    """Uses that it does not remember are done again by their ids: paid for once."""
    with put_back(town, "consumer"):
        asks = [town.wish() for _ in range(min(number, 20))]
        for ask in asks:
            granted(town.ask_use(ask))
        after = town.balance()
    for ask in (*asks, *asks):
        answer = town.ask_use(ask)
        if answer.status != 200:
            found.stuck.append(f"a use after the consumer's copy: {answer}")
    if town.balance() != after:
        found.stuck.append(f"used again, the provider has {town.balance()}, not {after}")
    found.cases[KIND] += 1


def _terminal(town: Town, found: Found) -> None:
    """Cash that it does not remember is in the cassette: the count at the next encashment says so, to the rouble."""
    with put_back(town, "terminal", but=("simulator",)):
        town.cash()
        found.stuck += town.quiet()
        inside = town.device()["stacker_value"]
    town.until(lambda: bool(town.device()))
    state = town.ask("terminal", "state")["money"]["stacked"]
    tried = town.ask("terminal", "try-encash", counted=[{"value": 10_000, "notes": inside // 10_000}])
    if str(inside - state) not in str(tried) or inside == state:
        found.stuck.append(f"books {state}, cassette {inside}: {tried}")
    _named(town, set(), "", "terminal", found)
    found.cases[KIND] += 1


@contextmanager
def put_back(town: Town, role: str, but: tuple[str, ...] = ()) -> Iterator[None]:
    """What is done inside is not remembered by this role afterwards; what belongs to others in its folder stays."""
    instance, copy = town.network.roles[role], town.folder / "yesterday" / role
    with stopped(instance.process_id):
        shutil.copytree(instance.folder, copy)
    yield
    instance.kill()
    for path in instance.folder.iterdir():
        if path.name not in but:
            _remove(path)
    shutil.copytree(copy, instance.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*but))
    town.start(role)


def _remove(path: Path) -> None:
    remove: Callable[[Any], Any] = shutil.rmtree if path.is_dir() else Path.unlink
    remove(path)


def _named(town: Town, payment_ids: set[str], reason: str, case: str, found: Found) -> None:
    """A comparison of all registers names these, each once, and no others."""
    now = moment(town.network.clock.now_ms())
    period = {"since": (now - timedelta(days=1)).isoformat(), "until": (now + timedelta(days=1)).isoformat()}
    done = town.ask("processing", "reconcile", **period)
    page = town.ask("processing", "reconciliation", id=done["id"], limit=PAGE)
    named = [(row["payment_id"], row["reason"]) for row in page["rows"] if row["kind"] not in NO_DIFFERENCE]
    if sorted(named) != sorted((one, reason) for one in payment_ids):
        found.silent.append(
            f"{case}: {len(payment_ids)} {reason} are named as {named[:3]} ({len(named)}), {done['state']}"
        )


def _credit(town: Town, ask: Body) -> Body:
    """The credit that the centre had asked for because of this payment, word for word."""
    number = granted(town.centre.post("/v1/payments", ask))["number"]
    return {
        "payment_id": ask["payment_id"],
        "number": number,
        "account": ask["account"],
        "amount": ask["inserted"] - AGENT_FEE,
        "accepted_at": ask["accepted_at"],
    }
