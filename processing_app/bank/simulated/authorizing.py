"""What the simulated bank makes of a payment that it hears of for the first time."""

from common import ids
from processing_app.bank.contract import Ask
from processing_app.bank.simulated.cards import UNKNOWN, Outcome, Secure, outcome
from processing_app.bank.simulated.store import Heard

LINK_MS = 15 * 60_000
PAYER_MS = 5 * 60_000
"""How long a payer has for the page."""
SILENT_MS = 20_000
"""How long a page that never comes to an end is waited for."""
ECI = {Secure.FRICTIONLESS: "05"}


def heard(bank: str, ask: Ask, refused: str, now: int) -> Heard:
    """The payment, decided at once or waiting for its payer; `refused` is a failure for every payment of today."""
    new = Heard(ask.payment, bank, ask.means, ask.amount, ask.currency, ask.shop, "pending")
    if refused:
        return new._replace(verdict="refused", failure=refused)
    if ask.means == "link":
        return _waits(new, "link", now + LINK_MS)
    said = outcome(ask.card.number) if ask.card is not None else Outcome(UNKNOWN)
    if said.failure:
        return new._replace(verdict="refused", failure=said.failure)
    if said.secure in (Secure.NOTHING, Secure.FRICTIONLESS):
        return approved(new, instant=ask.instant, eci=ECI.get(said.secure, ""))
    return _waits(new, said.secure.value, now + (SILENT_MS if said.secure is Secure.SILENT else PAYER_MS))


def approved(waited: Heard, *, instant: bool, eci: str = "") -> Heard:
    """The sum is held, or captured at once."""
    return waited._replace(verdict="approved", captured=waited.amount if instant else 0, eci=eci)


def _waits(new: Heard, how: str, until: int) -> Heard:
    return new._replace(secure=how, challenge=ids.password(), tag=f"{new.id}.{ids.password()}", until=until)
