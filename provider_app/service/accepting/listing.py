"""The list of payments by QR and barcode, a page at a time."""

from common.clock import milliseconds
from common.database import Connection
from common.errors import Broken
from common.principal import Principal
from provider_app.core import search
from provider_app.service.accepting.showing import shown
from provider_app.service.lists import LONGEST_TEXT
from provider_app.service.messages import AcceptedFound, FindAccepted
from provider_app.service.part import Part, bounded
from provider_app.store import accepting as store
from provider_app.store import accepting_lists as lists
from provider_app.store.lists import Which


class Listing(Part):
    """Whatever came, by every card there ever was."""

    def find_accepted(self, db: Connection, who: Principal, ask: FindAccepted) -> AcceptedFound:
        """Payments by QR and barcode."""
        which = _which(db, ask)
        narrow = {"way": ask.way.value, "group": ask.group.value}
        found = lists.accepted(
            db, which, narrow, order=ask.order.value, descending=ask.descending, offset=ask.offset,
            limit=bounded(ask.limit),
        )  # fmt: skip
        count, done, amount = lists.sums(db, which, narrow)
        card = store.acceptance(db)
        key = card.key if card is not None else ""
        rows = [shown(store.taken(row), stranded=row["centre"] != key) for row in found]
        return AcceptedFound(rows=rows, count=count, up_to=which.up_to, done=done, amount=amount)


def _which(db: Connection, ask: FindAccepted) -> Which:
    """Names and orders are looked for as they are typed, ids in their own letters."""
    text = ask.text.strip()
    if len(text) > LONGEST_TEXT:
        raise Broken("wrong_json", "text")
    return Which(
        text=text,
        pattern=search.like(text),
        id_pattern=search.like(text.lower()),
        code_pattern=search.code_pattern(text),
        since=milliseconds(ask.since) if ask.since is not None else 0,
        until=milliseconds(ask.until) if ask.until is not None else 0,
        up_to=ask.up_to or lists.newest(db),
    )
