"""Reconciliations of wallets as people read them: each kind of discrepancy in words."""

from collections.abc import Mapping

import msgspec

from common import ids
from common.clock import moment
from common.database import Row
from common.errors import Rejected
from common.protocol import codes
from common.words import Words
from processing_app.core.wallet_reconciliation import Kind
from processing_app.service.asks.wallet_reconciliation import WalletDifference, WalletReconciliation

WORDS: dict[Kind, Words] = {
    Kind.MISSING_IN_WALLET: Words("Нет в выписке кошелька", "Missing in the wallet's statement"),
    Kind.MISSING_IN_LEDGER: Words("Нет в учёте", "Missing in the ledger"),
    Kind.AMOUNT_DIFFERS: Words("Суммы в учёте и в выписке разные", "Sums in ledger and statement differ"),
    Kind.ENTERED_TWICE: Words("В выписке записано дважды", "Entered twice in the statement"),
    Kind.BALANCE_DIFFERS: Words("Остаток кошелька не равен учёту", "The wallet's balance is not the ledger's"),
    Kind.MISSING_AT_PROVIDER: Words("Нет в реестре поставщика", "Missing in the provider's register"),
    Kind.UNKNOWN_TO_CENTRE: Words("Поставщик показывает лишнее", "The provider shows what nobody paid"),
    Kind.PROVIDER_SUM_DIFFERS: Words("Сумма у поставщика другая", "The provider's sum differs"),
}


def summary(row: Row | None) -> WalletReconciliation:
    """One reconciliation; Rejected `unknown_reconciliation` for none."""
    if row is None:
        raise Rejected("unknown_reconciliation")
    counts = msgspec.json.decode(row["counts"], type=dict[str, int])
    unread = msgspec.json.decode(row["unread"], type=dict[str, str])
    return WalletReconciliation(
        id=row["id"], who=row["who"], started=moment(row["started"]), ended=moment(row["ended"]),
        since=moment(row["since"]), until=moment(row["until"]), agreed=row["agreed"],
        differences=sum(counts.values()), counts=counts,
        unread={provider_id: codes.words(code) for provider_id, code in unread.items()},
    )  # fmt: skip


def difference_row(row: Row, providers: Mapping[int, str]) -> WalletDifference:
    """One discrepancy; the payment of a wallet without a single line has no id."""
    payment_id = row["payment_id"]
    return WalletDifference(
        number=row["number"], kind=row["kind"], words=WORDS[Kind(row["kind"])], payment_id=payment_id,
        code=ids.payment_code(payment_id) if ids.is_uuid(payment_id) else "", wallet=row["wallet_id"],
        provider_id=row["provider_id"], provider=providers.get(row["provider_id"], ""), ours=row["ours"],
        theirs=row["theirs"],
    )  # fmt: skip
