"""The doors of /payments: holders of wallets and providers enter by their logins or tokens."""

from common.http_server import Doors
from common.http_server.doors import call, read, write
from common.protocol.wallets import doors
from processing_app.service.wallets.parts import Parts

WALLET, PROVIDER = "wallet", "provider"


def table(parts: Parts) -> Doors:
    """The table of doors for both."""
    return {
        doors.SEND: write(parts.payments.send, WALLET),
        doors.WITHDRAW: write(parts.payments.withdraw, WALLET),
        doors.PAY: write(parts.payments.pay, WALLET, PROVIDER),
        doors.LOOK: read(parts.looks.look, WALLET, PROVIDER),
        doors.CONFIRM: write(parts.payments.confirm, WALLET),
        doors.WAITING: read(parts.looks.waiting, WALLET),
        doors.OWN: read(parts.looks.own, WALLET),
        doors.ACCEPTED: read(parts.looks.accepted, PROVIDER),
        doors.WALLET: read(parts.own.wallet, WALLET),
        doors.ACCEPTANCE: read(parts.own.acceptance, PROVIDER),
        doors.RECIPIENT: read(parts.own.recipient, WALLET),
        doors.STATEMENT: read(parts.book.statement, WALLET),
        doors.BARCODES: call(parts.barcodes.fetch, WALLET),
        doors.NOTICES: write(parts.notices.set, WALLET, PROVIDER),
        doors.TOKEN: write(parts.tokens.issue, WALLET, PROVIDER),
        doors.REVOKE: write(parts.tokens.revoke, WALLET, PROVIDER),
        doors.QR: read(parts.qr_codes.make, PROVIDER),
        doors.LOOK_AT_QR: read(parts.qr_codes.look, WALLET, PROVIDER),
        doors.QR_KEYS: read(parts.qr_keys.told, WALLET, PROVIDER),
    }
