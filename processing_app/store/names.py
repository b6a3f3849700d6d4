"""Names of agents and providers beside the numbers that the books know them by."""

from typing import NamedTuple

import msgspec

from common.database import Connection
from common.protocol.card import Card
from common.retry import RetryPolicy
from common.words import Words
from processing_app.store import contracts


class NamedProvider(NamedTuple):
    """What lists show of a provider; `stopped` is the code of what stopped its delivery."""

    words: Words
    attempts: int
    stopped: str
    url: str


class NamedAgent(NamedTuple):
    """What lists show of an agent."""

    name: str
    number: str


class Names(NamedTuple):
    """All of them; there are few."""

    providers: dict[int, NamedProvider]
    agents: dict[int, NamedAgent]

    def provider(self, provider_id: int) -> NamedProvider:
        """One provider; a number nobody knows is shown as it is."""
        return self.providers.get(provider_id) or NamedProvider(_unknown(provider_id), 0, "", "")

    def agent(self, agent_id: int) -> NamedAgent:
        """One agent."""
        return self.agents.get(agent_id) or NamedAgent(str(agent_id), "")

    def like(self, text: str) -> tuple[list[int], list[int]]:
        """The providers and the agents whose names have this text in them, in any case of letters."""
        wanted = text.casefold()
        providers = [
            number for number, one in self.providers.items()
            if wanted in one.words.ru.casefold() or wanted in one.words.en.casefold()
        ]  # fmt: skip
        agents = [
            number for number, one in self.agents.items()
            if wanted in one.name.casefold() or wanted in one.number.casefold()
        ]  # fmt: skip
        return providers, agents


def names(db: Connection) -> Names:
    """Read them."""
    providers = {}
    for row in contracts.providers(db):
        card = msgspec.json.decode(row["card"], type=Card)
        retry = msgspec.json.decode(row["retry"], type=RetryPolicy)
        providers[row["provider_id"]] = NamedProvider(card.name, retry.attempts, row["paused"], card.url)
    agents = {row["agent_id"]: NamedAgent(row["name"], row["number"]) for row in contracts.agents(db)}
    return Names(providers, agents)


def _unknown(number: int) -> Words:
    return Words(f"поставщик {number}", f"provider {number}")
