"""Automata drawn from their tables of transitions, in mermaid."""

from collections.abc import Iterable

from agent_terminal.core import payment as terminal_payment
from agent_terminal.core.stages import TRANSITIONS as STAGES
from agent_terminal.core.stages import Event, Stage
from processing_app.core import payment

MANY = 7
"""An event that leads from so many screens to one is told in words: its arrows would hide the others."""
BEGINNINGS = (Stage.GROUPS.value, Stage.PROVIDERS.value)
"""With one group of providers there is nothing to choose on the first screen."""
Arrow = tuple[str, str, str]


def centre_payment() -> list[str]:
    """A payment at the centre."""
    arrows = [(before.value, after.value, event.__name__) for (before, event), after in payment.TRANSITIONS.items()]
    return drawn(["created"], arrows)


def kept_payment() -> list[str]:
    """A payment at its terminal."""
    table = terminal_payment.TRANSITIONS.items()
    return drawn(["created"], [(before.value, after.value, fact.value) for (before, fact), after in table])


def session() -> list[str]:
    """A payer's session, by its screens."""
    few = [(b.value, a.value, e.value) for (b, e), a in STAGES.items() if len(ways(e, a)) < MANY]
    names = [f"    {stage.value} : {stage.value} {stage.name}" for stage in Stage]
    told = [
        f"* `{event.value}` → {after.value}: {', '.join(stage.value for stage in ways(event, after))}"
        for event, after in dict.fromkeys((event, after) for (_, event), after in STAGES.items())
        if len(ways(event, after)) >= MANY
    ]
    return [*drawn(BEGINNINGS, few, names), "", "С многих экранов / from many screens:", "", *told]


def ways(event: Event, after: Stage) -> list[Stage]:
    """The screens from which an event leads to another."""
    return [stage for (stage, one), to in STAGES.items() if one is event and to is after]


def drawn(beginnings: Iterable[str], arrows: Iterable[Arrow], names: Iterable[str] = ()) -> list[str]:
    """A diagram; arrows between the same two states become one."""
    joined: dict[tuple[str, str], list[str]] = {}
    for before, after, why in arrows:
        joined.setdefault((before, after), []).append(why)
    body = [f"    {before} --> {after} : {' / '.join(whys)}" for (before, after), whys in joined.items()]
    begins = [f"    [*] --> {first}" for first in beginnings]
    return ["```mermaid", "stateDiagram-v2", *names, *begins, *body, "```"]
