"""Whom a terminal's reports may be about (nobody but itself), and whose reports they are."""

from agent_terminal.service import kept
from common.database import Connection
from common.reporting.kinds import Kind, Subject
from common.words import Words

NAMELESS = Words("Терминал", "Terminal")
ISSUER = Words("{agent}, терминал {terminal}", "{agent}, terminal {terminal}")
OF_AGENT = Words("{agent}, терминал", "{agent}, terminal")
OF_TERMINAL = Words("Терминал {terminal}", "Terminal {terminal}")


def subjects(db: Connection, kind: Kind, text: str) -> list[Subject]:
    """The journal is of the terminal that makes it."""
    return []


def issuer(db: Connection) -> Words:
    """The agent and the number of his terminal, as far as they are known."""
    agent, contract = kept.agent(db).name, kept.contract(db)
    terminal = "" if contract is None else contract.terminal
    ways = {(True, True): ISSUER, (True, False): OF_AGENT, (False, True): OF_TERMINAL, (False, False): NAMELESS}
    return ways[bool(agent), bool(terminal)].format(agent=agent, terminal=terminal)
