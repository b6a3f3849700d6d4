"""How wallets are put together, on the centre's own database: contracts → payments → executor → doors."""

from functools import partial

from common import ids, spawn
from common.credentials import Gatekeeper
from common.database import Connection, Database
from common.errors import Rejected
from common.http_server import Doors
from common.role import Place
from processing_app.backoffice import LEISURE_SECONDS, Backoffice, Round
from processing_app.bank.simulated.accounts import SimulatedAccounts
from processing_app.platform import Platform
from processing_app.server import payments
from processing_app.service.wallets.acceptances import Acceptances
from processing_app.service.wallets.accounts import Accounts
from processing_app.service.wallets.bank_accounts import AccountsDesk
from processing_app.service.wallets.executor import Executor
from processing_app.service.wallets.looking import Looks
from processing_app.service.wallets.offered import Offered
from processing_app.service.wallets.own import Own
from processing_app.service.wallets.parts import Parts
from processing_app.service.wallets.payments import Payments, Spent
from processing_app.service.wallets.qr_codes import QrCodes
from processing_app.service.wallets.qr_keys import QrKeyring

SIMULATED = "simulated"
"""The bank that withdrawals go to; more adapters of the contract in bank/accounts.py may stand beside it."""


class Wallets:
    """What a centre needs to work for holders of wallets."""

    def __init__(
        self, place: Place, database: Database, gatekeeper: Gatekeeper, platform: Platform, offered: Offered
    ) -> None:
        """Build every part."""
        clock, tokens, url, uid = place.clock, platform.tokens, place.url, place.identity.uid
        qr_keys = QrKeyring(database, place.secrets, place.clock, place.identity.uid)
        qr_codes = QrCodes(qr_keys)
        banks = {SIMULATED: SimulatedAccounts(SIMULATED, platform.bank_database, place.clock)}
        self.executor = Executor(database, place.clock, banks, place.log, ids.chance().random)
        for bank_id, bank in banks.items():
            bank.told = partial(self.executor.told, bank_id)
        self.parts = Parts(
            accounts=Accounts(clock, gatekeeper, tokens, offered, url=url, uid=uid),
            acceptances=Acceptances(clock, gatekeeper, tokens, url=url, uid=uid),
            own=Own(clock),
            bank_accounts=AccountsDesk(platform.bank_database, banks),
            payments=Payments(database, clock, _NoBarcodes(), qr_codes),
            looks=Looks(clock),
            qr_codes=qr_codes,
            qr_keys=qr_keys,
        )
        self.backoffice = Backoffice(self._rounds(), place.log)

    def doors(self) -> Doors:
        """The doors of /payments."""
        return payments.table(self.parts)

    def lanes(self) -> list[tuple[str, int, bool, int]]:
        """Lanes of the executor: name, width, whether it is paused, furthest retry (ms)."""
        return self.executor.lanes()

    def start(self, stop: spawn.Signal) -> None:
        """Let time go on, until told to stop."""
        self.backoffice.start(stop)

    def close(self) -> None:
        """Let go of everything but the centre's database."""
        self.backoffice.close()

    def _rounds(self) -> list[Round]:
        """What is done behind the log, a thread each."""
        return [Round("wallets' confirmations", self.parts.payments.expire_confirmations, LEISURE_SECONDS)]


class _NoBarcodes:
    """Nobody has any."""

    def spend(self, db: Connection, code: str, payment_id: str, provider_id: int, now: int) -> Spent:
        """None is known."""
        raise Rejected("barcode_unknown")
