"""Which part of which document is made from what: a part stands between `<!-- made: name -->` and `<!-- end -->`."""

import re
from collections.abc import Callable
from functools import partial

from common.protocol import codes
from common.protocol.card import Card, Posting
from tests.docs import diagrams, doors, tables

Maker = Callable[[], list[str]]
PART = re.compile(r"(<!-- made: ([a-z-]+) -->\n)(?:(?!<!-- made: ).)*?(<!-- end -->)", re.DOTALL)
"""One part never reaches over the beginning of another: an end that was lost costs that part, not the text after it."""
ROLES = ("provider", "processing", "terminal", "consumer")

PAGES: dict[str, dict[str, Maker]] = {
    "docs/architecture.md": {
        "payment": diagrams.centre_payment,
        "terminal-payment": diagrams.kept_payment,
        "session": diagrams.session,
    },
    "docs/protocol.md": {
        **{f"{role}-doors": partial(doors.overview, role) for role in ROLES},
        "simulator-doors": doors.simulated,
        "shops-doors": doors.shops,
        "shops-messages": doors.shops_messages,
        "test-cards": tables.test_cards,
        "reports-doors": partial(doors.overview, "reports"),
        "reports-messages": partial(doors.described, "reports"),
        "payments-doors": partial(doors.overview, "payments"),
        "payments-messages": partial(doors.described, "payments"),
        **{f"{role}-messages": partial(doors.described, role) for role in ROLES},
        **{f"{role}-operator": partial(doors.operators, role) for role in ROLES},
        "values": doors.values,
        "card": partial(doors.message, Card),
        "posting": partial(doors.message, Posting),
        "error": tables.error_example,
        "rejected": partial(tables.code_table, codes.REJECTED),
        "contract-faults": partial(tables.code_table, codes.CONTRACT_FAULTS),
        "broken": partial(tables.code_table, codes.BROKEN),
        "unavailable": partial(tables.code_table, codes.UNAVAILABLE),
        "osmp-codes": tables.osmp_codes,
        "osmp-examples": tables.osmp_examples,
        "screens": tables.screens,
    },
    "docs/operating.md": {
        **{f"{role}-commands": partial(tables.commands, role) for role in ROLES},
        "exit-codes": tables.exit_codes,
        "blocked": tables.blocked,
        "payment-states": tables.payment_states,
    },
}


def remade(page: str, text: str) -> str:
    """The document with its made parts as the code has them now."""
    makers = PAGES[page]
    return PART.sub(lambda found: "\n".join([found[1], *makers[found[2]](), "", found[3]]), text)


def parts(text: str) -> list[str]:
    """The names of a document's made parts, in order."""
    return [found[2] for found in PART.finditer(text)]
