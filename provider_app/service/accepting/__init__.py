"""Acceptance by QR and barcode: a card of a centre, codes, charges, notices; see each part's own module."""

from common import spawn
from provider_app.service.accepting.centre import Centre
from provider_app.service.accepting.charges import Charges
from provider_app.service.accepting.contract import Contract
from provider_app.service.accepting.hearing import Hearing
from provider_app.service.accepting.listing import Listing
from provider_app.service.accepting.turns import Turns
from provider_app.service.part import Means


class Accepting:
    """The parts put together; methods are named as the operator's operations."""

    def __init__(self, means: Means) -> None:
        """Nothing is asked before a card is imported."""
        self._centre = Centre(means)
        self.rung = spawn.Signal()
        contract, hearing = Contract(means, self._centre), Hearing(means, self.rung)
        charges, listing = Charges(means, self._centre), Listing(means)
        self._turns = Turns(means, self._centre, contract, charges, self.rung)
        self.import_acceptance = contract.import_acceptance
        self.acceptance = contract.acceptance
        self.refresh_acceptance = contract.refresh_acceptance
        self.acceptance_qr = contract.acceptance_qr
        self.acceptance_sheet = contract.acceptance_sheet
        self.charge = charges.charge
        self.accepted_payment = charges.accepted_payment
        self.find_accepted = listing.find_accepted
        self.hear = hearing.hear
        self.accepted = hearing.accepted
        self.seals = contract.seals
        self.turn = self._turns.turn

    def close(self) -> None:
        """Let the connection to the centre go."""
        self._centre.close()
