"""The operator's operations of wallets; each part's own lines stand together."""

from common.operation import Operation
from common.protocol.card import Card
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from common.protocol.wallets.wallet import Statement
from common.words import Words
from processing_app.service.asks import bank_accounts, notices, qr_keys
from processing_app.service.asks import wallet_reconciliation as comparing
from processing_app.service.asks import wallets as asks
from processing_app.service.asks.tasks import Done

TOLD_ONCE = frozenset({"password"})

ACCOUNTS: tuple[Operation, ...] = (
    Operation(
        "open-wallet", "write", asks.OpenWallet, Card,
        Words("Открыть кошелёк: номер, логин, пароль", "Open a wallet: number, login, password"),
        TOLD_ONCE, within="wallets.accounts",
    ),
    Operation(
        "try-wallet", "read", asks.TryWallet, Mistakes,
        Words("Что не так с таким кошельком", "What is wrong with such a wallet"), within="wallets.accounts",
    ),
    Operation(
        "edit-wallet", "write", asks.EditWallet, asks.WalletRow,
        Words("Изменить имя, телефон, почту владельца", "Change a holder's name, phone, e-mail"),
        within="wallets.accounts",
    ),
    Operation(
        "wallet-limits", "write", asks.WalletLimits, asks.WalletRow,
        Words("Изменить лимиты кошелька", "Change a wallet's limits"), within="wallets.accounts",
    ),
    Operation(
        "block-wallet", "write", asks.BlockWallet, asks.WalletRow,
        Words("Заблокировать кошелёк: деньги приходят, но не уходят", "Block a wallet: money comes in and none leaves"),
        within="wallets.accounts",
    ),
    Operation(
        "unblock-wallet", "write", asks.WalletNumber, asks.WalletRow,
        Words("Разблокировать кошелёк", "Unblock a wallet"), within="wallets.accounts",
    ),
    Operation(
        "reissue-wallet-password", "write", asks.WalletNumber, Card,
        Words("Новый пароль кошелька, старый кончается сразу", "A new password for a wallet, the old one ends now"),
        TOLD_ONCE, within="wallets.accounts",
    ),
    Operation(
        "wallets", "read", asks.FindWallets, asks.WalletRows,
        Words("Страница кошельков: номер, телефон, имя", "A page of wallets: number, phone, name"),
        within="wallets.accounts",
    ),
    Operation(
        "wallet", "read", asks.WalletNumber, asks.WalletTold,
        Words("Кошелёк: остаток, потрачено сегодня, платежи", "A wallet: balance, spent today, payments"),
        within="wallets.accounts",
    ),
    Operation(
        "wallet-statement", "read", asks.AskWalletStatement, Statement,
        Words("Страница выписки кошелька", "A page of a wallet's statement"), within="wallets.book",
    ),
)  # fmt: skip
ACCEPTANCES: tuple[Operation, ...] = (
    Operation(
        "open-acceptance", "write", asks.AcceptanceId, Card,
        Words("Открыть поставщику приём по QR и штрихкоду", "Let a provider take payments by QR and barcode"),
        TOLD_ONCE, within="wallets.acceptances",
    ),
    Operation(
        "end-acceptance", "write", asks.AcceptanceId, asks.AcceptanceRow,
        Words("Закрыть поставщику приём по QR и штрихкоду", "Let a provider take no more of them"),
        within="wallets.acceptances",
    ),
    Operation(
        "restore-acceptance", "write", asks.AcceptanceId, asks.AcceptanceRow,
        Words("Вернуть поставщику приём по QR и штрихкоду", "Let a provider take them again"),
        within="wallets.acceptances",
    ),
    Operation(
        "reissue-acceptance-password", "write", asks.AcceptanceId, Card,
        Words("Новый пароль приёма, старый кончается сразу", "A new password for it, the old one ends now"),
        TOLD_ONCE, within="wallets.acceptances",
    ),
    Operation(
        "acceptances", "read", Nothing, asks.AcceptanceRows,
        Words("Кто принимает по QR и штрихкоду", "Who takes payments by QR and barcode"),
        within="wallets.acceptances",
    ),
)  # fmt: skip
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
NOTICES: tuple[Operation, ...] = (
    Operation(
        "notice-receivers", "read", notices.AskReceivers, notices.ReceiverRows,
        Words("Кому сообщают о платежах и кто приостановлен", "Who is told of payments and who is paused"),
        within="wallets.notices",
    ),
    Operation(
        "notices", "read", notices.AskNotices, notices.NoticeRows,
        Words("Уведомления одного получателя: что дошло и что нет", "A receiver's notices: what arrived and what not"),
        within="wallets.notices",
    ),
    Operation(
        "retry-notice", "write", notices.NoticeId, notices.NoticeRow,
        Words("Отправить уведомление ещё раз", "Send a notice again"), within="wallets.notices",
    ),
    Operation(
        "resume-receiver", "write", notices.ReceiverId, notices.ReceiverRow,
        Words("Снова сообщать приостановленному получателю", "Tell a paused receiver again"), within="wallets.notices",
    ),
)  # fmt: skip
RECONCILIATION: tuple[Operation, ...] = (
    Operation(
        "reconcile-wallets", "call", comparing.ReconcileWallets, comparing.WalletReconciliation,
        Words("Сверить учёт, кошельки и поставщиков за период", "Reconcile ledger, wallets and providers for a period"),
        within="wallets.reconciling",
    ),
    Operation(
        "wallet-reconciliations", "read", comparing.AskWalletReconciliations, comparing.WalletReconciliations,
        Words("Последние сверки кошельков", "The latest reconciliations of wallets"), within="wallets.reconciling",
    ),
    Operation(
        "wallet-differences", "read", comparing.AskWalletDifferences, comparing.WalletDifferences,
        Words("Что нашла сверка кошельков", "What a reconciliation of wallets found"), within="wallets.reconciling",
    ),
    Operation(
        "schedule-wallets", "write", comparing.ScheduleWalletReconciliation, Done,
        Words("После какого часа сверять вчерашний день", "After which hour to reconcile the day before"),
        within="wallets.reconciling",
    ),
)  # fmt: skip
OPERATIONS: tuple[Operation, ...] = (
    *ACCOUNTS,
    *ACCEPTANCES,
    *BANK_ACCOUNTS,
    *QR_KEYS,
    *NOTICES,
    *RECONCILIATION,
)
