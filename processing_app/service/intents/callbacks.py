"""Callbacks of payers' browsers on their way back from a bank's page: found by their tag, and sent on to the shop."""

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from common.database import Connection, Database
from common.errors import ContractFault
from processing_app.core import intent
from processing_app.core.intent import Intent
from processing_app.core.intent_events import BankStepped
from processing_app.service.domain import Domain
from processing_app.service.intents.driver import Driver
from processing_app.store import intents, log

CHECKOUT = "/checkout"
LONGEST = 2_000


class Callbacks:
    """`url` is where payers' browsers find the centre, its own checkout page included."""

    def __init__(self, database: Database, domain: Domain, driver: Driver, url: str) -> None:
        """Everything is given."""
        self._database = database
        self._domain = domain
        self._driver = driver
        self._url = url

    def come(self, tag: str, form: Mapping[str, str]) -> Intent:
        """The bank judges what came; once only. Said again, the same intent, and nothing changes.

        ContractFault `not_found` for a tag that nobody gave out.
        """
        state = self._database.read(lambda db: _given_out(db, tag))
        found = intent.by_tag(state, tag)
        if found is not None and not state.stopped:
            asked = self._database.read(lambda db: self._driver.question(db, state, *found))
            if asked is not None:
                self._driver.called_back(asked, form)
        return state

    def way_back(self, state: Intent, termination_uri: str) -> str:
        """Where the browser goes now: a registered return address of the POS, or our own checkout; else nowhere."""
        pos = self._database.read(lambda db: self._domain.pos(db, state.asked.pos_id))
        return termination_uri if leads_home(termination_uri, pos.return_urls, self._url) else ""


def leads_home(address: str, registered: tuple[str, ...], own: str) -> bool:
    """Whether an address is one of those registered, or our checkout; a query or a fragment may follow."""
    wanted = _split(address)
    if wanted is None:
        return False
    if any((known := _split(one)) is not None and _place(wanted) == _place(known) for one in registered):
        return True
    ours = _split(own)
    checkout = wanted.path == CHECKOUT or wanted.path.startswith(CHECKOUT + "/")
    return ours is not None and wanted[:2] == ours[:2] and checkout and ".." not in wanted.path


def _place(address: SplitResult) -> tuple[str, str, str]:
    return address.scheme, address.netloc, address.path or "/"


def _split(address: str) -> SplitResult | None:
    """An address of the web with nothing in it that two readers read differently."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or set(address) & set('\\ "<>`'):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    good = parts.scheme in ("http", "https") and parts.netloc and "@" not in parts.netloc
    return parts if good else None


def _given_out(db: Connection, tag: str) -> Intent:
    """The intent whose bank was given this tag, now or before."""
    intent_id = tag.partition(".")[0]
    state = intents.look(db, intent_id)
    if state is None:
        raise ContractFault("not_found")
    if intent.by_tag(state, tag) is None:
        history = log.load(db, log.intent(intent_id))
        if not any(isinstance(one.event, BankStepped) and tag and one.event.tag == tag for one in history):
            raise ContractFault("not_found")
    return state
