"""Whom the centre's reports may be about, and whose reports they are."""

from common.database import Connection
from common.reporting.kinds import Kind, Subject
from common.words import Words
from processing_app.store.names import Names, names

MOST = 50
CENTRE = Words("ПЦ «Учебный»", "PC “Training”")


def subjects(db: Connection, kind: Kind, text: str) -> list[Subject]:
    """Agents or providers by name or number; one whose id or contract number is the text comes first."""
    known, wanted = names(db), text.strip().casefold()
    found = _agents(known, wanted) if kind.about == "agent" else _providers(known, wanted)
    return sorted(found, key=lambda subject: subject.key.casefold() != wanted)[:MOST]


def issuer(db: Connection) -> Words:
    """Every centre of the training network is named alike."""
    return CENTRE


def _agents(known: Names, wanted: str) -> list[Subject]:
    numbers = {agent_id: agent.number.casefold() for agent_id, agent in known.agents.items()}
    like = set(known.like(wanted)[1])
    return [
        Subject(str(agent_id), agent.name)
        for agent_id, agent in sorted(known.agents.items(), key=lambda one: numbers[one[0]] != wanted)
        if agent_id in like or str(agent_id) == wanted
    ]


def _providers(known: Names, wanted: str) -> list[Subject]:
    like = set(known.like(wanted)[0])
    return [
        Subject(str(provider_id), provider.words.ru)
        for provider_id, provider in known.providers.items()
        if provider_id in like or str(provider_id) == wanted
    ]
