"""«Новости»: what providers and centres told, the newest first."""

from PySide6.QtWidgets import QVBoxLayout

from common.protocol.consumer import NewsKind
from common.qt.desk import Desk
from common.qt.screen import Screen
from common.qt.table import Column, Empty, Kind, LedgerTable, Shown
from common.qt.theme import Token
from common.words import Words
from consumer_app import messages
from consumer_app.ui import telling

NOUN = Words("новостей", "news")
EMPTY = Words(
    "Здесь появятся зачисления и выписки. Пополните договор на терминале.",
    "Credits and statements will be here. Top a contract up at a terminal.",
)
LIMIT = 500
KINDS = {
    NewsKind.CREDITED: Shown("ok", Words("Зачислено", "Credited"), Token.OK),
    NewsKind.REVERSED: Shown("reversed", Words("Сторнировано", "Reversed"), Token.WAITING),
    NewsKind.STATEMENT: Shown("info", Words("Выписка", "Statement"), Token.NEUTRAL),
    NewsKind.PAYMENT_DONE: Shown("ok", Words("Платёж проведён", "Payment done"), Token.OK),
    NewsKind.PAYMENT_FAILED: Shown("failed", Words("Платёж не прошёл", "Payment failed"), Token.ERROR),
    NewsKind.CONFIRM: Shown("waiting", Words("Ждёт подтверждения", "Waits for your word"), Token.WAITING),
}


class News(Screen):
    """A list to read."""

    name = "news"
    title = Words("Новости", "News")
    icon = "message"
    help = Words(
        "Здесь всё, что сообщили поставщики и центр кошелька: зачисления, сторно, выписки, платежи.\n"
        "Чтобы новости приходили, сервер этого окна должен работать: поставщик отправляет их сюда сам и повторяет, "
        "пока не получит ответ.",
        "All that providers and a wallet's centre told: credits, reversals, statements, payments.\n"
        "For news to come this window's server must run: a provider sends it here and repeats until it is answered.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list fills when the tab is opened."""
        super().__init__(desk)
        self._names: dict[str, Words] = {}
        columns = [
            Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 130),
            Column("contract", Words("Договор", "Contract"), self._name_of, width=210),
            Column("kind", Words("О чём", "About"), lambda row: KINDS[row.kind], Kind.STATUS, 150),
            Column(
                "amount",
                Words("Сумма", "Sum"),
                lambda row: row.amount,
                Kind.MONEY,
                110,
                currency=lambda row: row.currency,
                summed=False,
            ),
            Column(
                "balance",
                Words("Баланс", "Balance"),
                lambda row: row.balance,
                Kind.MONEY,
                110,
                currency=lambda row: row.currency,
                summed=False,
            ),
            Column("text", Words("Новость", "News"), lambda row: row.text, width=300),
            Column("heard", Words("Получено", "Heard"), lambda row: row.heard_at, Kind.MOMENT, 130, hidden=True),
        ]
        self.table: LedgerTable = LedgerTable(
            desk, "news", columns, noun=NOUN, key=lambda row: (row.contract, row.news_id),
            empty=Empty(EMPTY, icon="message"), sentence=self._sentence,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.table)
        self.table.retried.connect(self.refresh)

    def refresh(self) -> None:
        """The contracts' names first: a row is told by them."""
        ask, failed = messages.AskContracts(deleted=True), self.table.fail
        self.desk.ask(self, "contracts", ask, then=self._named, failed=failed, key="names")

    def _named(self, found: messages.Contracts) -> None:
        self._names = {one.id: telling.number_of(one) for one in found.contracts}
        ask, failed = messages.AskWallets(deleted=True), self.table.fail
        self.desk.ask(self, "wallets", ask, then=self._all_named, failed=failed, key="wallets")

    def _all_named(self, found: messages.Wallets) -> None:
        """Those of wallets, too: their centres tell of payments."""
        self._names |= {one.key: telling.wallet_of(one) for one in found.wallets}
        self.desk.ask(
            self, "news", messages.AskNews(limit=LIMIT),
            then=lambda got: self.table.show_rows(got.news), failed=self.table.fail, key="news",
        )  # fmt: skip

    def _name_of(self, row: messages.NewsHeard) -> Words:
        return self._names.get(row.contract, Words(row.contract, row.contract))

    def _sentence(self, row: messages.NewsHeard) -> Words:
        name = self._name_of(row)
        return Words(f"{name.ru}: {row.text.ru}", f"{name.en}: {row.text.en}")
