"""«Договоры»: all contracts, and beside them the one that is chosen with everything that can be done under it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout

from common.qt import wording
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.screen import Command, Screen
from common.qt.table import Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails
from common.words import Words
from consumer_app import messages
from consumer_app.ui import telling
from consumer_app.ui.changing import Changing
from consumer_app.ui.details import ContractDetails

NOUN = Words("договоров", "contracts")
EMPTY = Words(
    "Здесь появятся ваши договоры. Возьмите карточку у поставщика.",
    "Your contracts will be here. Get a card from a provider.",
)
IMPORT = Words("Импортировать карточку…", "Import a card…")
IMPORT_SHORT = Words("Импорт карточки…", "Import a card…")
NEW, EDIT, DELETE = Words("Новый договор…", "New contract…"), Words("Изменить…", "Edit…"), Words("Удалить", "Delete")
RESTORE, TEST = Words("Вернуть договор", "Take back"), Words("Проверить связь", "Test the connection")
TOP_UP = Words("Пополнить на терминале", "Top up at a terminal")
CHOOSE = Words("Сначала выберите договор в списке.", "Choose a contract in the list first.")
IS_DELETED = Words("Договор удалён. Сначала верните его.", "The contract is deleted. Take it back first.")
NOT_DELETED = Words("Этот договор не удалён.", "This contract is not deleted.")
DAMAGED = Words(
    "Файл {file} повреждён. Открыта копия от {at}, договоров в ней: {n}. Последние изменения могли не сохраниться, "
    "деньги у поставщиков не изменились. Проверьте список.",
    "File {file} is damaged. A copy from {at} was opened, contracts in it: {n}. The latest changes may be missing, the "
    "money at the providers did not change. Check the list.",
)
TROUBLE = "contracts-file"
DELETED = Words("Удалённые: {n}", "Deleted: {n}")
SHARES = {Qt.Orientation.Horizontal: (44, 56), Qt.Orientation.Vertical: (28, 72)}
"""Of the list and the details: contracts are few, and there is much to do under each."""
LOOK_MS = 5_000
"""How a provider answers is known without a commit: the list looks again by itself."""


class Contracts(Screen):
    """The list and the details."""

    name = "contracts"
    title = Words("Договоры", "Contracts")
    icon = "contract"
    help = Words(
        "Договор с поставщиком берут по его карточке («Импорт карточки») или пишут от руки («Новый договор»).\n"
        "Услуги договора — кнопки справа: цена видна до нажатия, итог — сразу под ними. Двойное нажатие — одна "
        "услуга.\n"
        "Если ответа нет, исход неизвестен: «Узнать исход» спрашивает ещё раз с тем же номером и не спишет дважды.\n"
        "«Пополнить на терминале» показывает код для сканера. Удалённый договор можно вернуть: Ctrl+Z или фильтр "
        "«Удалённые».",
        "A contract is taken from a provider's card (Import a card) or written by hand (New contract).\n"
        "Its services are the buttons at the right: the price is seen before the press, the result right below. "
        "A double press is one use.\n"
        "Without an answer the outcome is unknown: Ask for the outcome repeats with the same id and never charges "
        "twice.\n"
        "Top up at a terminal shows a code for the scanner. A deleted contract can be taken back: Ctrl+Z or the "
        "filter Deleted.",
    )

    def __init__(self, desk: Desk) -> None:
        """The list fills when the tab is opened."""
        super().__init__(desk)
        self.changing = Changing(desk, self)
        self._contracts: list[messages.ContractShown] = []
        self._wanted = ""
        self._told = ""
        self._listing = False
        self.table: LedgerTable = LedgerTable(
            desk, "contracts", columns(), noun=NOUN, key=lambda row: row.id,
            empty=Empty(EMPTY, IMPORT, self._import, icon="contract"), sentence=sentence,
        )  # fmt: skip
        self.details = ContractDetails(desk)
        self.list_and_details = ListAndDetails(desk, "contracts", self.table, self.details, shares=SHARES)
        self.deleted = QToolButton()
        self.deleted.setObjectName("show-deleted")
        self.deleted.setProperty("chip", True)
        self.deleted.setCheckable(True)
        self.deleted.toggled.connect(lambda _: self._list())
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.deleted)
        line.addWidget(FilterBar(desk, [], self.table), 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.list_and_details, 1)
        self._count_deleted(0)
        self.table.chosen.connect(self._choose)
        self.table.retried.connect(self.refresh)
        self.table.context = list(self.commands())
        self.changing.changed.connect(self._changed)
        self.details.changed.connect(self.refresh)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(lambda: self.refresh() if self.isVisible() else None)
        self._look.start()

    def commands(self) -> Sequence[Command]:
        """What can be done with contracts."""
        live = self._why_not_live
        return (
            Command("new-contract", NEW, "new", self.changing.write, ("Ctrl+N",)),
            Command("import-card", IMPORT_SHORT, "card-import", self._import, ("Ctrl+I",)),
            Command("edit-contract", EDIT, "edit", self._with(self.changing.edit), ("F2",), live),
            Command("delete-contract", DELETE, "delete", self._with(self.changing.delete), ("Del",), live),
            Command("restore-contract", RESTORE, "undo", self._with(self.changing.restore), (),
                    self._why_not_deleted, in_toolbar=False),
            Command("test-contract", TEST, "test", self.details.test, ("F8",), live, in_toolbar=False),
            Command("top-up-contract", TOP_UP, "qr", self.details.show_top_up, ("F7",), live, in_toolbar=False),
        )  # fmt: skip

    def refresh(self) -> None:
        """All contracts anew."""
        self.desk.ask(
            self, "contracts", messages.AskContracts(deleted=True),
            then=self._show, failed=self.table.fail, key="contracts",
        )  # fmt: skip

    def _show(self, found: messages.Contracts) -> None:
        self._contracts = found.contracts
        wanted = next((one for one in found.contracts if one.id == self._wanted), None)
        self._count_deleted(sum(one.deleted for one in found.contracts))
        if wanted is not None and not wanted.deleted:
            self.deleted.setChecked(False)
        self._list()
        self._tell(found.trouble)

    def _list(self) -> None:
        """The rows of one sort, and the chosen one in the details; a row just changed is gone to."""
        self._listing = True
        self.table.show_rows([one for one in self._contracts if one.deleted == self.deleted.isChecked()])
        if self._wanted and self.table.select(self._wanted):
            self._wanted = ""
        self._listing = False
        self.details.show_contract(self.table.current())

    def _count_deleted(self, count: int) -> None:
        """The chip is there as long as there is something behind it."""
        words = DELETED.format(n=count)
        for show in (self.deleted.setText, self.deleted.setAccessibleName):
            self.desk.languages.bind(self.deleted, show, words)
        self.deleted.setVisible(count > 0)
        if not count:
            self.deleted.setChecked(False)

    def _tell(self, trouble: messages.Trouble | None) -> None:
        """Once for each damage; until the next saving, which heals the file."""
        now = trouble.code if trouble is not None else ""
        if now == self._told:
            return
        self._told = now
        if trouble is None:
            self.desk.messages.drop(TROUBLE)
            return
        self.desk.messages.tell(Notice(NoticeKind.WARN, damage_told(trouble), key=TROUBLE))

    def _changed(self, contract: str) -> None:
        self._wanted = contract
        self.refresh()

    def _choose(self, contract: messages.ContractShown | None) -> None:
        if not self._listing:
            self.details.show_contract(contract)

    def _chosen(self) -> messages.ContractShown | None:
        return self.details.contract

    def _import(self) -> None:
        self.changing.take_card(self._contracts)

    def _with(self, work: Callable[[messages.ContractShown], object]) -> Callable[[], object]:
        def run() -> None:
            chosen = self._chosen()
            if chosen is not None:
                work(chosen)

        return run

    def _why_not_live(self) -> Words | None:
        chosen = self._chosen()
        if chosen is None:
            return CHOOSE
        return IS_DELETED if chosen.deleted else None

    def _why_not_deleted(self) -> Words | None:
        chosen = self._chosen()
        if chosen is None:
            return CHOOSE
        return None if chosen.deleted else NOT_DELETED


def columns() -> list[Column]:
    """What the list shows of each contract."""
    return [
        Column("name", Words("Поставщик", "Provider"), telling.title_of, width=150),
        Column("number", Words("Номер", "Number"), lambda row: row.number, width=120),
        Column("balance", Words("Баланс", "Balance"), lambda row: row.balance, Kind.MONEY, 100,
               currency=lambda row: row.currency, summed=False),
        Column("state", Words("Связь", "Link"), telling.state_of, Kind.STATUS, 130, tip=telling.why_of),
        Column("provider", Words("Договор с", "Contract with"), lambda row: row.name, width=130, hidden=True),
        Column("url", Words("Адрес", "Address"), lambda row: row.url, width=170, hidden=True),
        Column("balance_at", Words("Баланс на", "Balance as of"), lambda row: row.balance_at, Kind.MOMENT, 130,
               hidden=True),
    ]  # fmt: skip


def sentence(row: messages.ContractShown) -> Words:
    """A contract as one hears it."""
    name, state = telling.number_of(row), telling.state_of(row).words
    balance = [telling.money(row.balance, language, row.currency) for language in ("ru", "en")]
    return Words(f"{name.ru}, баланс {balance[0]}, {state.ru}", f"{name.en}, balance {balance[1]}, {state.en}")


def damage_told(trouble: messages.Trouble) -> Words:
    """The fact, what became of the money, what to do."""
    if trouble.copy_at is None:
        return trouble.words
    given = {"file": trouble.file, "at": wording.moment(trouble.copy_at), "n": trouble.contracts}
    return Words(DAMAGED.ru.format(**given), DAMAGED.en.format(**given))
