"""The panel beside the list of providers: one contract, how it answers, its connection tested, what to do with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from common.clock import moment
from common.errors import OplataError
from common.protocol.connection import Connection
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.facts import Facts, sum_words
from common.qt.steps_view import StepsView
from common.qt.unchosen import stacked
from common.words import Words, same
from processing_app.service.asks.providers import AskConnection, ProviderContract
from processing_app.ui.provider_words import (
    DIALECTS,
    milliseconds_words,
    provider_state,
    trouble_words,
)

if TYPE_CHECKING:
    from processing_app.ui.providers import Providers

CHOOSE = Words("Выберите поставщика в списке слева.", "Choose a provider in the list on the left.")
FACTS = (
    ("state", Words("Состояние", "State")),
    ("answers", Words("Обменов с запуска", "Exchanges since the start")),
    ("median", Words("Обычно отвечает за", "Usually answers in")),
    ("trouble", Words("Последняя неудача", "Last trouble")),
    ("waiting", Words("Ждут доставки", "Waiting for delivery")),
    ("settlement", Words("К выплате", "Owed")),
    ("limits", Words("Сумма платежа", "Sum of a payment")),
    ("url", Words("Адрес", "Address")),
    ("login", Words("Логин", "Login")),
    ("dialect", Words("Протокол", "Dialect")),
)
TITLE = Words("Проверка связи", "Connection test")
ACCOUNT = Words("Номер для проверки", "Number to test with")
EXAMPLE = Words("пример из карточки", "the card's example")
TEST, EDIT = Words("Проверить связь", "Test the connection"), Words("Изменить…", "Edit…")
PAUSE, RESUME = Words("Остановить доставку", "Stop delivery"), Words("Возобновить доставку", "Resume delivery")
END, RESTORE = Words("Убрать…", "Take out…"), Words("Вернуть в справочник", "Put back into the directory")


class ProviderCard(QFrame):
    """Shows the provider it is told; buttons do what the tab's commands do."""

    def __init__(self, desk: Desk, screen: "Providers") -> None:
        """Nobody is chosen yet."""
        super().__init__()
        self.desk = desk
        self.provider: ProviderContract | None = None
        self._screen = screen
        self.setObjectName("provider-card")
        self.setProperty("pane", True)
        self._stack = stacked(self, desk, CHOOSE, self._build())

    def show_provider(self, provider: ProviderContract | None) -> None:
        """This one; None for nobody."""
        other = provider is None or self.provider is None or provider.provider_id != self.provider.provider_id
        self.provider = provider
        self._stack.setCurrentIndex(0 if provider is None else 1)
        if provider is None:
            return
        if other:
            self.steps.hide()
            self.account.clear()
        self.title.setText(provider.name)
        self.facts.show_values(self._values(provider))
        self.pause.setVisible(provider.active and not provider.paused)
        self.resume.setVisible(bool(provider.paused))
        self.end.setVisible(provider.active)
        self.restore.setVisible(not provider.active)

    def test(self) -> None:
        """Four steps by the contract as it is signed."""
        if self.provider is None:
            return
        tested = self.provider.provider_id

        def shown() -> bool:
            return self.provider is not None and self.provider.provider_id == tested

        def came(found: Connection) -> None:
            if shown():
                self.steps.show_result(found)

        def not_tested(error: OplataError) -> None:
            if shown():
                self.steps.hide()
            self.desk.show_error(error)

        self.steps.testing()
        question = AskConnection(provider_id=tested, account=self.account.text().strip())
        self.desk.ask(self, "test-provider", question, then=came, failed=not_tested, key="test")

    def _build(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(10)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "title")
        self.title.setWordWrap(True)
        self.title.setObjectName("provider-name")
        column.addWidget(self.title)
        self.facts = Facts(self.desk, FACTS)
        column.addLayout(self._build_buttons())
        column.addWidget(self.facts)
        column.addWidget(spoken.label(self.desk, TITLE, "title"))
        column.addLayout(self._build_test())
        self.steps = StepsView(self.desk)
        column.addWidget(self.steps)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        return area

    def _build_buttons(self) -> QHBoxLayout:
        screen, desk = self._screen, self.desk
        line = QHBoxLayout()
        self.edit = spoken.button(desk, EDIT, screen.edit, icon="edit")
        self.pause = spoken.button(desk, PAUSE, screen.pause, icon="stop")
        self.resume = spoken.button(desk, RESUME, screen.resume, icon="start", primary=True)
        self.end = spoken.button(desk, END, screen.end, icon="delete")
        self.restore = spoken.button(desk, RESTORE, screen.restore, icon="undo")
        for name, one in (
            ("edit", self.edit), ("pause", self.pause), ("resume", self.resume), ("end", self.end),
            ("restore", self.restore),
        ):  # fmt: skip
            one.setObjectName(f"provider-{name}")
            line.addWidget(one)
        line.addStretch(1)
        return line

    def _build_test(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.account = QLineEdit(maxLength=200)
        self.account.setObjectName("test-account")
        spoken.named(self.desk, self.account, ACCOUNT)
        self.desk.languages.bind(self.account, self.account.setPlaceholderText, EXAMPLE)
        self.account.returnPressed.connect(self.test)
        line.addWidget(self.account, 1)
        self.tester = spoken.button(self.desk, TEST, self.test, icon="test")
        self.tester.setObjectName("provider-test")
        line.addWidget(self.tester)
        return line

    def _values(self, one: ProviderContract) -> dict[str, Words]:
        now, health = moment(self.desk.clock.now_ms()), one.health
        state, low, high = provider_state(one).words, sum_words(one.minimum), sum_words(one.maximum)
        found: dict[str, Words | None] = {
            "state": one.paused_words or state,
            "answers": None if health is None or health.reachable is None else same(str(health.exchanges)),
            "median": milliseconds_words(one),
            "trouble": trouble_words(one, now),
            "waiting": same(f"{one.waiting} + {one.in_review} ▲" if one.in_review else str(one.waiting)),
            "settlement": sum_words(one.settlement),
            "limits": Words(f"{low.ru} – {high.ru}", f"{low.en} – {high.en}"),
            "url": same(one.url),
            "login": same(one.login),
            "dialect": DIALECTS.get(one.dialect, same(one.dialect)),
        }
        return {name: words for name, words in found.items() if words is not None}
