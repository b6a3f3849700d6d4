"""How a wallet's payment stands and where its money is, in words of its own: no agent, no cash, no claim slip."""

from collections.abc import Iterable

from common.protocol import processing
from common.protocol.wallets import doors as wallets
from common.shown_status import ShownStatus
from common.words import Words
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.hop import Hop

OF_KIOSKS = frozenset({processing.CHECK.path, processing.PAY.path})
STATES = {
    ShownStatus.REJECTED: Words("Возвращён в кошелёк", "Returned to the wallet"),
    ShownStatus.CANCELLED: Words("Не исполнен", "Not carried out"),
}
"""Where the usual words for a state would not be true."""
STAYED = Words("остались в кошельке плательщика", "stayed in the payer's wallet")
IN_WALLET = Words("в кошельке плательщика", "in the payer's wallet")
MONEY = {
    ShownStatus.CREATED: IN_WALLET,
    ShownStatus.SENT: Words("в кошельке плательщика, обычно удержаны", "in the payer's wallet, as a rule held"),
    ShownStatus.CREDITED: Words("у получателя", "with the recipient"),
    ShownStatus.REJECTED: Words("вернулись в кошелёк плательщика", "back in the payer's wallet"),
    ShownStatus.CANCELLED: STAYED,
}


def is_of_wallet(hops: Iterable[Hop]) -> bool:
    """Whether a wallet pays: somebody used its doors for money, and no kiosk took cash for it."""
    paths = {hop.path.partition("?")[0]: part_of(hop) for hop in hops}
    asked = any(path.startswith(f"{wallets.ROOT}/") and part is Part.MONEY for path, part in paths.items())
    return asked and not OF_KIOSKS & paths.keys()
