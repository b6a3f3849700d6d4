"""The operator's operations of wallets; each part's own lines stand together."""

from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.words import Words
from processing_app.service.asks import bank_accounts, qr_keys
from processing_app.service.asks.tasks import Done

QR_KEYS: tuple[Operation, ...] = (
    Operation(
        "qr-keys", "read", qr_keys.AskQrKeys, qr_keys.QrKeys,
        Words("Ключи, которыми подписаны QR поставщиков", "Keys that sign providers' QR codes"),
        within="wallets.qr_keys",
    ),
    Operation(
        "rotate-qr-key", "write", qr_keys.RotateQrKey, qr_keys.QrKeys,
        Words("Подписывать QR новым ключом", "Sign QR codes by a new key"), within="wallets.qr_keys",
    ),
    Operation(
        "retire-qr-key", "write", qr_keys.RetireQrKey, qr_keys.QrKeys,
        Words("Не верить ключу QR: его коды больше не платят", "Trust a QR key no more: its codes pay no longer"),
        within="wallets.qr_keys",
    ),
)  # fmt: skip
BANK_ACCOUNTS: tuple[Operation, ...] = (
    Operation(
        "set-account-mood", "call", bank_accounts.SetAccountMood, Done,
        Words("Как учебный банк принимает переводы на счёт", "How the simulated bank takes transfers to an account"),
        within="wallets.bank_accounts",
    ),
    Operation(
        "bank-accounts", "call", Nothing, bank_accounts.BankAccounts,
        Words("Счета учебного банка: что пришло", "The simulated bank's accounts: what has come"),
        within="wallets.bank_accounts",
    ),
    Operation(
        "bank-transfers", "call", bank_accounts.AskBankTransfers, bank_accounts.BankTransfers,
        Words("Переводы на счета учебного банка", "Transfers to the simulated bank's accounts"),
        within="wallets.bank_accounts",
    ),
)  # fmt: skip
OPERATIONS: tuple[Operation, ...] = (
    *BANK_ACCOUNTS,
    *QR_KEYS,
)
