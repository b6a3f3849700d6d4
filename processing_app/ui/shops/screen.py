"""The tab of shops: who sells and how, keys, notifications, revisions of the domain, days, the bank, the vault."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.screen import Command, Screen
from common.qt.table import LedgerTable
from common.words import Words
from processing_app.ui.shops.bank_page import BankPage
from processing_app.ui.shops.keys_page import KeysPage
from processing_app.ui.shops.pos_page import TRAINING, PosPage
from processing_app.ui.shops.revisions_page import RevisionsPage
from processing_app.ui.shops.statistics_page import StatisticsPage
from processing_app.ui.shops.vault_page import VaultPage
from processing_app.ui.shops.webhooks_page import WebhooksPage

PAGES = Words("Части вкладки магазинов", "Parts of the shops' tab")
NEW_POS, EDIT = Words("Новая точка продаж…", "A new POS…"), Words("Изменить…", "Edit…")
KEY, PING = Words("Выпустить ключ…", "Issue a key…"), Words("Проверить получателя", "Test the receiver")
MOOD = Words("Настроение банка…", "The bank's mood…")
Page = PosPage | KeysPage | WebhooksPage | RevisionsPage | StatisticsPage | BankPage | VaultPage


class Shops(Screen):
    """Seven pages; the list of the one that is open is the one to search, copy and export."""

    name = "shops"
    title = Words("Магазины", "Shops")
    icon = "subscribers"
    help = Words(
        "Кто продаёт через центр: владельцы, магазины, точки продаж и их условия. Каждое изменение — новая версия "
        "домена: «Версии» покажут, кто, когда и зачем, и чем отличаются любые две. Начатые платежи идут по той версии, "
        "при которой начались. Ключом сервер магазина входит в API, он виден один раз. «Уведомления» — кому и что "
        "послано. «Банк» — учебный имитатор: как он себя ведёт. «Хранилище карт» номеров не показывает никому.",
        "Who sells through the centre: owners, shops, POS and their terms. Each change makes a new revision: "
        "“Revisions” tells who, when and why, and how any two differ. Payments that have begun go on by the revision "
        "they began under. By a key a shop's server enters the API; it is seen once. “Webhooks” tells what was sent to "
        "whom. “Bank” is the simulated one and how it behaves. The card vault shows numbers to nobody.",
    )

    def __init__(self, desk: Desk) -> None:
        """All pages; the first is open."""
        super().__init__(desk)
        self._text = ""
        self.sales = PosPage(desk, self._issue, self._show_revision)
        self.keys = KeysPage(desk, lambda: self.sales.known)
        self.webhooks = WebhooksPage(desk)
        self.revisions = RevisionsPage(desk)
        self.statistics = StatisticsPage(desk)
        self.bank = BankPage(desk)
        self.vault = VaultPage(desk)
        self._pages: tuple[tuple[Page, Words], ...] = (
            (self.sales, Words("Точки продаж", "POS")), (self.keys, Words("Ключи", "Keys")),
            (self.webhooks, Words("Уведомления", "Webhooks")), (self.revisions, Words("Версии", "Revisions")),
            (self.statistics, Words("По дням", "By day")), (self.bank, Words("Банк", "Bank")),
            (self.vault, Words("Хранилище карт", "Card vault")),
        )  # fmt: skip
        self.table: LedgerTable = self.sales.table
        self.pages = self._build_pages()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.pages)

    def commands(self) -> Sequence[Command]:
        """What can be done here, whichever page is open."""
        return (
            Command("add-pos", NEW_POS, "new", lambda: self._on(self.sales, lambda: self.sales.add("pos")),
                    ("Ctrl+N", "F4")),
            Command("edit-shop", EDIT, "edit", lambda: self._on(self.sales, self.sales.edit), ("F2",)),
            Command("issue-key", KEY, "key", lambda: self._issue(self.sales.shop_id()), ("F7",)),
            Command("test-webhook", PING, "test", lambda: self._on(self.webhooks, self.webhooks.ping), ("F8",)),
            Command("bank-mood", MOOD, "settings", lambda: self._on(self.bank, self.bank.change), (),
                    in_toolbar=False),
            Command("add-training-shop", TRAINING, "contract", self.sales.add_training, (), in_toolbar=False),
        )  # fmt: skip

    def refresh(self) -> None:
        """The page that is open; forms of others need the domain."""
        self._open_page().refresh()
        if self._open_page() is not self.sales:
            self.sales.refresh()

    def search(self, text: str) -> None:
        """In the list that is open; another page is searched for the same words when it is opened."""
        self._text = text
        super().search(text)

    def show_about(self, about: str) -> None:
        """Another tab points at a page by its name."""
        for page, _ in self._pages:
            if page.objectName() == f"{about}-page":
                self.pages.setCurrentWidget(page)

    def _open_page(self) -> Page:
        return self._pages[self.pages.currentIndex()][0]

    def _build_pages(self) -> QTabWidget:
        pages = QTabWidget()
        pages.setObjectName("shops-pages")
        pages.setDocumentMode(True)
        spoken.named(self.desk, pages, PAGES)
        spoken.named(self.desk, pages.tabBar(), PAGES)
        names = ("pos", "keys", "webhooks", "revisions", "statistics", "bank", "vault")
        for place, ((page, words), name) in enumerate(zip(self._pages, names, strict=True)):
            page.setObjectName(f"{name}-page")
            page.table.retried.connect(self.refresh)
            pages.addTab(page, "")
            self._name_page(pages, place, words)
        pages.tabBar().setProperty("pane", True)
        pages.currentChanged.connect(lambda _: self._page_opened())
        return pages

    def _name_page(self, pages: QTabWidget, place: int, words: Words) -> None:
        def title(text: str) -> None:
            pages.setTabText(place, text)

        title.__name__ = f"page_{place}"
        self.desk.languages.bind(pages, title, words)

    def _page_opened(self) -> None:
        self.table = self._open_page().table
        self.table.set_text(self._text)
        self.refresh()

    def _on(self, page: Page, run: Callable[[], object]) -> None:
        self.pages.setCurrentWidget(page)
        run()

    def _issue(self, shop_id: str) -> None:
        self.pages.setCurrentWidget(self.keys)
        self.keys.issue(shop_id)

    def _show_revision(self, revision: int) -> None:
        self.pages.setCurrentWidget(self.revisions)
        self.revisions.show_one(revision)
