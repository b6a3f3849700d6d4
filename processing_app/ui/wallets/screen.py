"""The tab of wallets: holders, providers that take QR and barcodes, QR keys, reconciliation, the simulated bank."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.screen import Command, Screen
from common.qt.table import LedgerTable
from common.words import Words
from processing_app.ui.wallets.acceptances_page import AcceptancesPage
from processing_app.ui.wallets.bank_page import BankAccountsPage
from processing_app.ui.wallets.card import name_tab
from processing_app.ui.wallets.list_page import WalletsPage
from processing_app.ui.wallets.payment_window import find_payment
from processing_app.ui.wallets.qr_keys_page import QrKeysPage
from processing_app.ui.wallets.reconciliation_page import WalletReconciliationPage

PARTS = Words("Части вкладки кошельков", "Parts of the wallets' tab")
NEW, LIMITS = Words("Открыть кошелёк…", "Open a wallet…"), Words("Лимиты…", "Limits…")
BLOCK, UNBLOCK = Words("Заблокировать…", "Block…"), Words("Разблокировать", "Unblock")
EDIT, PASSWORD = Words("Владелец…", "Holder…"), Words("Новый пароль кошелька…", "A wallet's new password…")
COMPARE, ACCEPT = Words("Сверить кошельки", "Reconcile wallets"), Words("Открыть приём…", "Open acceptance…")
FIND = Words("Найти платёж…", "Find a payment…")
MOOD = Words("Настроение счёта в банке…", "A bank account's mood…")
NUMBER_DIGITS = 12
Page = WalletsPage | AcceptancesPage | QrKeysPage | WalletReconciliationPage | BankAccountsPage


class Wallets(Screen):
    """Five pages; the list of the one that is open is the one to search, copy and export."""

    name = "wallets"
    title = Words("Кошельки", "Wallets")
    icon = "money"
    help = Words(
        "Кошельки потребителей — счета учёта в этом центре. «Открыть кошелёк…» выдаёт карточку: владелец внесёт её в "
        "свою программу и переводит, платит по QR и штрихкоду, выводит в банк. Лимиты действуют на операцию, день и "
        "час. Заблокированный кошелёк не отдаёт ничего, деньги остаются в нём. «Приём у поставщиков» — кто списывает "
        "по штрихкоду и печатает QR, «Ключи QR» — чем эти QR подписаны. «Сверка кошельков» сравнивает учёт, выписки "
        "и реестры поставщиков. «Учебный банк» — куда выводят и как банк себя ведёт.",
        "Consumers' wallets are ledger accounts of this centre. “Open a wallet…” issues a card: its holder takes it "
        "into a program of his own and sends, pays by QR and barcode, withdraws to a bank. Limits hold for an "
        "operation, a day and an hour. A blocked wallet gives nothing away, its money stays in it. “Acceptance at "
        "providers” tells who charges by barcode and makes QR codes, “QR keys” what signs these. “Wallets' "
        "reconciliation” compares ledger, statements and providers' registers. “Simulated bank” is where withdrawals "
        "go, and how it behaves.",
    )

    def __init__(self, desk: Desk) -> None:
        """All pages; the first is open."""
        super().__init__(desk)
        self._text = ""
        self.wallets = WalletsPage(desk)
        self.acceptances = AcceptancesPage(desk)
        self.qr_keys = QrKeysPage(desk)
        self.reconciliation = WalletReconciliationPage(desk)
        self.bank = BankAccountsPage(desk)
        self._pages: tuple[tuple[Page, str, Words], ...] = (
            (self.wallets, "wallets", Words("Кошельки", "Wallets")),
            (self.acceptances, "acceptances", Words("Приём у поставщиков", "Acceptance at providers")),
            (self.qr_keys, "qr-keys", Words("Ключи QR", "QR keys")),
            (self.reconciliation, "wallet-reconciliation", Words("Сверка кошельков", "Wallets' reconciliation")),
            (self.bank, "bank-accounts", Words("Учебный банк", "Simulated bank")),
        )
        self.table: LedgerTable = self.wallets.table
        self.pages = self._build_pages()
        self.wallets.table.context += self._of_wallet()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.pages)

    def commands(self) -> Sequence[Command]:
        """What can be done here, whichever page is open."""
        accept, compare, bank = self.acceptances, self.reconciliation, self.bank
        return (
            Command("open-wallet", NEW, "new", self._on(self.wallets, self.wallets.open_wallet), ("Ctrl+N", "F4")),
            *self._of_wallet(),
            Command("find-payment", FIND, "search", self._find, ("F11", "Ctrl+O")),
            Command("open-acceptance", ACCEPT, "qr", self._on(accept, accept.open_acceptance), (), in_toolbar=False),
            Command("reconcile-wallets", COMPARE, "reconcile", self._on(compare, compare.head.press), ("F8",)),
            Command("account-mood", MOOD, "settings", self._on(bank, bank.change), (), in_toolbar=False),
        )

    def refresh(self) -> None:
        """The page that is open."""
        self._open_page().refresh()

    def search(self, text: str) -> None:
        """In the list that is open; another page is searched for the same words when it is opened."""
        self._text = text
        super().search(text)

    def show_about(self, about: str) -> None:
        """Another tab points at a wallet, a receiver of notices, a reconciliation, or a page by its name."""
        kind, _, name = about.rpartition(":")
        if kind == "provider" and name.isdecimal():
            self.pages.setCurrentWidget(self.acceptances)
            self.acceptances.show_provider(int(name))
        elif len(name) == NUMBER_DIGITS and name.isdecimal():
            self.pages.setCurrentWidget(self.wallets)
            self.wallets.show_wallet(name)
            if kind:
                self.wallets.card.show_notices()
        elif name.isdecimal():
            self.pages.setCurrentWidget(self.reconciliation)
            self.reconciliation.open_one(int(name))
        else:
            for page, page_name, _words in self._pages:
                if page_name == about:
                    self.pages.setCurrentWidget(page)

    def _find(self) -> None:
        find_payment(self.desk, self, self.refresh)

    def _of_wallet(self) -> list[Command]:
        on, page = self._on, self.wallets
        return [
            Command("wallet-limits", LIMITS, "tariff", on(page, page.limits), ("F7",)),
            Command("edit-wallet", EDIT, "edit", on(page, page.edit), ("F2",), in_toolbar=False),
            Command("block-wallet", BLOCK, "block", on(page, page.block), ("Del",), in_toolbar=False),
            Command("unblock-wallet", UNBLOCK, "unblock", on(page, page.unblock), (), in_toolbar=False),
            Command("reissue-wallet-password", PASSWORD, "key", on(page, page.reissue), (), in_toolbar=False),
        ]

    def _open_page(self) -> Page:
        return self._pages[self.pages.currentIndex()][0]

    def _build_pages(self) -> QTabWidget:
        pages = QTabWidget()
        pages.setObjectName("wallets-pages")
        pages.setDocumentMode(True)
        spoken.named(self.desk, pages, PARTS)
        spoken.named(self.desk, pages.tabBar(), PARTS)
        for place, (page, name, words) in enumerate(self._pages):
            page.setObjectName(f"{name}-page")
            page.table.retried.connect(self.refresh)
            pages.addTab(page, "")
            name_tab(self.desk, pages, place, words)
        pages.tabBar().setProperty("pane", True)
        pages.currentChanged.connect(lambda _: self._page_opened())
        return pages

    def _page_opened(self) -> None:
        self.table = self._open_page().table
        self.table.set_text(self._text)
        self.refresh()

    def _on(self, page: Page, run: Callable[[], object]) -> Callable[[], None]:
        def open_and_run() -> None:
            self.pages.setCurrentWidget(page)
            run()

        return open_and_run
