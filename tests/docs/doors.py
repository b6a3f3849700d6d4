"""Doors and their messages as Markdown."""

from collections.abc import Iterable
from typing import Any

import msgspec

from agent_terminal.ccnet.simulator.control import State
from common.money import Range
from common.protocol.card import Card
from common.protocol.endpoint import Endpoint, Nothing
from common.retry import RetryPolicy
from tests.docs import shapes
from tests.docs.examples import shown
from tests.docs.served import OPERATIONS, TABLES, between_roles

JSON_DOORS = ("provider", "processing", "consumer", "terminal", "reports", "payments")
OF_OPERATORS: tuple[type[Any], ...] = (RetryPolicy, Range)
"""Values of operators' messages that people write themselves."""


def overview(role: str) -> list[str]:
    """A role's doors, a line each."""
    rows = ["| точка входа / door | кто входит / who enters | что делает / what it does |", "|---|---|---|"]
    for endpoint in between_roles(role):
        door = TABLES[role][endpoint]
        who = ", ".join(f"`{kind}`" for kind in sorted(door.enter)) or "любой / anybody"
        rows.append(f"| `{endpoint.method} {endpoint.path}` | {who} | {endpoint.does.ru} / {endpoint.does.en} |")
    return rows


def described(role: str) -> list[str]:
    """A role's JSON doors with all that they say."""
    return [line for endpoint in _json(role) for line in _door(endpoint)]


def values() -> list[str]:
    """The values that messages of all roles' doors hold."""
    lines: list[str] = []
    listed: set[type[Any]] = {*shapes.inside(_asked()), *OF_OPERATORS}
    for kind in sorted(listed, key=lambda one: str(one.__name__)):
        lines += [f"#### {kind.__name__}", "", shapes.first_sentences(kind), "", *shapes.table(kind), ""]
    return lines[:-1]


def operators(role: str) -> list[str]:
    """A role's operator doors, and the messages that their answers hold."""
    rows = ["| точка входа / door | вопрос / ask | ответ / answer |", "|---|---|---|"]
    answers = []
    for one in OPERATIONS[role]:
        rows.append(f"| `POST {one.endpoint.path}` | {shapes.line(one.ask)} | {one.answer.__name__} |")
        answers += [one.answer, *shapes.inside([one.ask, one.answer])]
    told = {kind.__name__: kind for kind in answers if kind not in described_elsewhere()}
    return [*rows, "", *(f"* **{name}**: {shapes.line(told[name])}" for name in sorted(told))]


def shops() -> list[str]:
    """The doors of /v2, a line each."""
    rows = ["| точка входа / door | кто входит / who enters | что делает / what it does |"]
    rows[0] += " вопрос → ответ / ask → answer | 422 |"
    rows.append("|---|---|---|---|---|")
    for endpoint in between_roles("shops"):
        who = ", ".join(f"`{kind}`" for kind in sorted(TABLES["shops"][endpoint].enter)) or "любой / anybody"
        told = f"{shapes.said(endpoint.ask)} → {endpoint.gives} {shapes.said(endpoint.answer)}"
        page = endpoint.says or told
        codes = ", ".join(f"`{code}`" for code in endpoint.codes) or "—"
        does = f"{endpoint.does.ru} / {endpoint.does.en}"
        rows.append(f"| `{endpoint.method} {endpoint.path}` | {who} | {does} | {page} | {codes} |")
    return rows


def shops_messages() -> list[str]:
    """Every message of /v2 and every value inside, a line each."""
    asked = [kind for door in between_roles("shops") for kind in (door.ask, door.answer) if kind is not Nothing]
    told = {kind.__name__: kind for kind in [*asked, *shapes.inside(asked)] if hasattr(kind, "__struct_fields__")}
    return [f"* **{name}**: {shapes.line(told[name])}. {shapes.first_sentences(told[name])}" for name in sorted(told)]


def simulated() -> list[str]:
    """What may be done to the simulated acceptor."""
    rows = ["| точка входа / door | вопрос / ask | что делает / what it does |", "|---|---|---|"]
    for endpoint in between_roles("simulator"):
        does = f"{endpoint.does.ru} / {endpoint.does.en}"
        rows.append(f"| `POST {endpoint.path}` | {shapes.line(endpoint.ask)} | {does} |")
    return [*rows, "", f"Ответ на каждую / each answers **State**: {shapes.line(State)}"]


def described_elsewhere() -> set[type[Any]]:
    """Messages that stand with the doors between roles, among the values, or with the cards."""
    asked: list[type[Any]] = [*_asked(), Nothing, Card, *OF_OPERATORS]
    return {*asked, *shapes.inside(asked)}


def message(kind: type[msgspec.Struct]) -> list[str]:
    """A message by itself: its words, its fields, its example."""
    return [shapes.first_sentences(kind), "", *shapes.table(kind), "", "```json", shown(kind), "```"]


def _asked() -> list[type[Any]]:
    return [kind for role in JSON_DOORS for door in _json(role) for kind in (door.ask, door.answer)]


def _json(role: str) -> Iterable[Endpoint[Any, Any]]:
    return [one for one in between_roles(role) if not one.path.startswith("/osmp") and one.answer is not Nothing]


def _door(endpoint: Endpoint[Any, Any]) -> list[str]:
    lines = [f"### `{endpoint.method} {endpoint.path}`", "", f"{endpoint.does.ru} / {endpoint.does.en}.", ""]
    lines.append(f"422: {', '.join(f'`{code}`' for code in endpoint.codes) or '—'}.")
    if endpoint.operation_id:
        lines.append(f"`Idempotency-Key`: `{endpoint.operation_id}`.")
    if endpoint.form:
        lines.append("JSON или форма / JSON or `application/x-www-form-urlencoded`.")
    lines += ["", f"**Вопрос / ask `{endpoint.ask.__name__}`.** {_said(endpoint.ask)}"]
    lines += ["", f"**Ответ / answer `{endpoint.answer.__name__}`.** {_said(endpoint.answer)}", ""]
    return lines


def _said(kind: type[msgspec.Struct]) -> str:
    return "\n".join(message(kind))
