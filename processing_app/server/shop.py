"""The doors of /v2: shops enter by their keys, payers by the token of one intent."""

from common.http_server import Doors, read, wait, write
from common.protocol.shop import doors
from processing_app.service.platform import Parts

SHOP, PAYER, ACCOUNT = "shop", "intent", "account"


def table(parts: Parts) -> Doors:
    """The table of doors for shops and payers."""
    return {
        doors.CREATE: write(parts.intents.create, SHOP),
        doors.FIND: read(parts.intents.find, SHOP),
        doors.LOOK: read(parts.intents.look, SHOP, PAYER),
        doors.CANCEL: write(parts.intents.cancel, SHOP),
        doors.METHODS: read(parts.intents.payment_methods, SHOP, PAYER),
        doors.CHECKOUT: read(parts.checkouts.checkout, SHOP, PAYER),
        doors.EVENTS: wait(parts.feed.events, SHOP, PAYER),
        doors.PAY: write(parts.attempts.pay, SHOP, PAYER),
        doors.ATTEMPTS: read(parts.attempts.attempts, SHOP, PAYER),
        doors.ATTEMPT: read(parts.attempts.attempt, SHOP, PAYER),
        doors.QR_CODE: read(parts.checkouts.qr_code, SHOP, PAYER),
        doors.KIOSK_CODE: write(parts.attempts.kiosk_code, SHOP, PAYER),
        doors.ACCESS: write(parts.access.issue_for_intent, SHOP),
        doors.REVOKE: write(parts.access.revoke_of_intent, SHOP),
        doors.CAPTURE: write(parts.attempts.capture, SHOP),
        doors.GIVE_BACK: write(parts.attempts.give_back, SHOP),
        doors.RECEIPT: write(parts.attempts.fix_receipt, SHOP),
        doors.REFUND: write(parts.refunds.refund, SHOP),
        doors.REFUND_LIST: read(parts.refunds.refunds, SHOP),
        doors.REFUND_LOOK: read(parts.refunds.refund_of, SHOP),
        doors.SHOPS: read(parts.intents.shops, SHOP),
        doors.BALANCE: read(parts.balances.balance, SHOP, ACCOUNT),
        doors.WEBHOOK_ADD: write(parts.subscriptions.add, SHOP),
        doors.WEBHOOK_LIST: read(parts.subscriptions.list, SHOP),
        doors.WEBHOOK_END: write(parts.subscriptions.end, SHOP),
        doors.CHARGEBACK_LIST: read(parts.refunds.chargebacks, SHOP),
    }
