"""What the centre can do for holders of wallets: the parts, beside those of every payment and of shops."""

from dataclasses import dataclass

from processing_app.service.wallets.acceptances import Acceptances
from processing_app.service.wallets.accounts import Accounts
from processing_app.service.wallets.bank_accounts import AccountsDesk
from processing_app.service.wallets.barcodes import Barcodes
from processing_app.service.wallets.book import Book
from processing_app.service.wallets.looking import Looks
from processing_app.service.wallets.notices import Notices
from processing_app.service.wallets.own import Own
from processing_app.service.wallets.payments import Payments
from processing_app.service.wallets.qr_codes import QrCodes
from processing_app.service.wallets.qr_keys import QrKeyring
from processing_app.service.wallets.reconciliation import WalletReconciling
from processing_app.service.wallets.tokens import HolderTokens


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of wallets; an operation names them with `within="wallets.<part>"`."""

    accounts: Accounts
    acceptances: Acceptances
    own: Own
    book: Book
    payments: Payments
    looks: Looks
    barcodes: Barcodes
    qr_codes: QrCodes
    qr_keys: QrKeyring
    bank_accounts: AccountsDesk
    tokens: HolderTokens
    notices: Notices
    reconciling: WalletReconciling
