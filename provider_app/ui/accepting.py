"""«Приём по QR и штрихкоду»: the till and the wall: a buyer's barcode, our own QR code, and what has come."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from common.errors import OplataError
from common.protocol.card import Card, CardKind
from common.protocol.endpoint import Nothing
from common.qt import spoken
from common.qt.cards import import_card
from common.qt.desk import Desk
from common.qt.dialog import Answer, choose
from common.qt.screen import Command, Screen
from common.qt.scrolled import scroll
from common.qt.theme import Token
from common.words import Words, same
from provider_app.service.messages import AcceptanceState, Contracts, ContractShown, ImportAcceptance, OneAccepted
from provider_app.ui.accepting_barcode import BarcodePart
from provider_app.ui.accepting_head import Head
from provider_app.ui.accepting_list import AcceptedList
from provider_app.ui.accepting_qr import QrPart

IMPORT = Words("Импортировать карточку…", "Import a card…")
ASK = Words("Спросить баланс", "Ask for the balance")
NOT_YET = Words(
    "Чтобы покупатели платили кошельком, нужна карточка приёма. Её выдаёт процессинговый центр.",
    "Buyers can pay with wallets once you have an acceptance card. The processing centre issues it.",
)
WITHOUT = Words("Сначала импортируйте карточку приёма.", "Import an acceptance card first.")
WHOSE = Words(
    "Какому центру отдавать для сверки реестр принятого? Тому, чью карточку вы импортируете.",
    "Which centre may read the register of what came, to reconcile it? The one whose card you import.",
)
NOBODY = Words("Никому", "Nobody")
CONNECTED = Words("Приём подключён.", "Acceptance is connected.")
MOST_CENTRES = 3
ICON, WIDEST = 40, 460
SHARES = [420, 640]
NARROWEST = 385
WAYS = Words("Способы приёма", "Ways to take payments")
BARCODE, QR = Words("Штрихкод покупателя", "The buyer's barcode"), Words("Наш QR-код", "Our QR code")


class Accepting(Screen):
    """Before a card is imported the tab says how to begin."""

    name = "accepting"
    title = Words("Приём по QR и штрихкоду", "QR and barcode acceptance")
    icon = "qr"
    help = Words(
        "Покупатель платит кошельком. Штрихкод: введите сумму и считайте код с экрана покупателя, Enter списывает; "
        "крупную сумму покупатель подтверждает у себя за минуту. QR-код: покажите его на экране или повесьте лист A6, "
        "подпись центра не даст подменить код незаметно. Деньги копятся на нашем счёте в центре. Одно считывание — "
        "одно списание: повтор с тем же номером второй раз ничего не берёт.",
        "Buyers pay with their wallets. Barcode: type the sum and scan the code from the buyer's screen, Enter "
        "charges; a large sum is confirmed by the buyer within a minute. QR code: show it, or hang up the A6 sheet; "
        "the centre's signature lets nobody swap it unseen. The money gathers on our account at the centre. One scan "
        "is one charge: a repeat with the same id takes nothing twice.",
    )

    def __init__(self, desk: Desk) -> None:
        """Everything is filled by `refresh`."""
        super().__init__(desk)
        self.state = AcceptanceState(imported=False)
        self.head, self.barcode, self.qr = Head(desk), BarcodePart(desk), QrPart(desk)
        self.list = AcceptedList(desk)
        self.table = self.list.table
        self.pages = QStackedWidget()
        self.pages.addWidget(self._beginning())
        self.pages.addWidget(self._content())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.pages)
        self.barcode.charged.connect(self.refresh)

    def commands(self) -> Sequence[Command]:
        """Import a card, ask for the balance."""
        return (
            Command("import-acceptance", IMPORT, "card-import", self.import_card, ("Ctrl+N",)),
            Command("ask-acceptance", ASK, "money", self.ask_balance, ("F8",), self._nothing_imported),
        )

    def refresh(self) -> None:
        """What is known here; the centre itself is asked by the worker, and by «Спросить баланс»."""
        self.desk.ask(self, "acceptance", Nothing(), then=self._show, failed=self.table.fail, key="acceptance")

    def import_card(self) -> None:
        """A card from a file, a picture or the clipboard."""
        import_card(self.desk, self.window(), CardKind.ACCEPTANCE, self.take_card)

    def take_card(self, card: Card) -> None:
        """Where there are several contracts, a person says whose centre this is."""
        then = lambda found: self._whose(card, found)  # noqa: E731 - the contracts there are
        self.desk.ask(self, "contracts", Nothing(), then=then)

    def ask_balance(self) -> None:
        """Now."""
        self.desk.ask(self, "refresh-acceptance", Nothing(), then=self._show)

    def _whose(self, card: Card, found: Contracts) -> None:
        several = found.contracts if len(found.contracts) > 1 else []
        if not several:
            self._import(card, 0)
            return
        answers = [self._answer(card, one) for one in several[:MOST_CENTRES]]
        answers.append(Answer(NOBODY, lambda: self._import(card, 0), harmless=True))
        choose(self.desk, self.window(), WHOSE, answers, title=self.title)

    def _answer(self, card: Card, one: ContractShown) -> Answer:
        return Answer(same(one.name), lambda: self._import(card, one.contract))

    def _import(self, card: Card, contract: int) -> None:
        def imported(state: AcceptanceState) -> None:
            self.desk.messages.ok(CONNECTED)
            self._show(state)

        ask = ImportAcceptance(card=card, contract=contract)
        self.desk.ask(self, "import-acceptance", ask, then=imported)

    def _show(self, state: AcceptanceState) -> None:
        self.state = state
        self.pages.setCurrentIndex(int(state.imported))
        if not state.imported:
            return
        self.head.show_state(state)
        self.qr.follow(f"{state.url} {state.number}")
        self.table.reload()
        last = self.barcode.result.shown
        if last is not None and self.barcode.result.open:
            ask = OneAccepted(payment_id=last.payment_id)
            show = self.barcode.result.show_payment
            self.desk.ask(self, "accepted-payment", ask, then=show, failed=self._not_seen, key="result")

    def _not_seen(self, _error: OplataError) -> None:
        """The result stays as it was; the list says what was in the way."""

    def _nothing_imported(self) -> Words | None:
        return None if self.state.imported else WITHOUT

    def _content(self) -> QWidget:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._ways())
        self.splitter.addWidget(self.list)
        self.splitter.setSizes(SHARES)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.splitter, 1)
        return page

    def _ways(self) -> QTabWidget:
        """The till and the wall."""
        ways = QTabWidget()
        ways.setObjectName("ways")
        ways.setDocumentMode(True)
        self.desk.theme.keep(ways, lambda: ways.setMinimumWidth(self.desk.theme.scaled(NARROWEST)))
        spoken.named(self.desk, ways, WAYS)
        spoken.named(self.desk, ways.tabBar(), WAYS)
        for place, (part, words) in enumerate(((self.barcode, BARCODE), (self.qr, QR))):
            inner = QVBoxLayout()
            inner.setContentsMargins(0, 8, 8, 0)
            inner.addWidget(part)
            inner.addStretch(1)
            page = QWidget()
            scroll(page, inner)
            ways.addTab(page, "")

            def rename(text: str, place: int = place) -> None:
                ways.setTabText(place, text)

            rename.__name__ = f"tab_{place}"
            self.desk.languages.bind(ways, rename, words)
        return ways

    def _beginning(self) -> QWidget:
        page, theme = QWidget(), self.desk.theme
        picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        text = spoken.label(self.desk, NOT_YET, wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.keep_picture(picture, "qr", Token.NEUTRAL, ICON)
        theme.keep(text, lambda: text.setFixedWidth(theme.scaled(WIDEST)))
        self.begin = spoken.button(self.desk, IMPORT, self.import_card, icon="card-import", primary=True)
        self.begin.setObjectName("begin-acceptance")
        column = QVBoxLayout(page)
        column.setSpacing(12)
        column.addStretch(2)
        for widget in (picture, text, self.begin):
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(widget)
            line.addStretch(1)
            column.addLayout(line)
        column.addStretch(3)
        return page
