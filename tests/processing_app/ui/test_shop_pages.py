"""Every page of the tabs of intents and shops, filled: in English nothing is Russian but names, at 130 % all fits."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QTabWidget
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.window import AppWindow
from processing_app.ui.window import window
from tests.common.qt import audit
from tests.processing_app.ui.market import Market
from tests.processing_app.ui.shops_desk import Calm, desk, market  # noqa: F401 - fixtures

NAMES = (
    "русский РУС Учебный рояль Рояль Кружка Кружка из маркета Доставка ООО учебный учебные Учебные магазин владелец "
    "получатель Учебная точка продаж Имитатор банка Комиссия центра треснула кружка"
)
PARTS = {"intents": "intent-parts", "shops": "shops-pages"}


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, market: Market, calm: Calm) -> Iterator[AppWindow]:  # noqa: F811
    market.everything()
    made = window(desk)
    qtbot.addWidget(made)
    audit.settle(made)
    calm()
    yield made
    made.end()


def every_page(shown: AppWindow, calm: Calm) -> Iterator[str]:
    for tab, parts in PARTS.items():
        shown.show_tab(tab)
        calm()
        pages = shown.screen_shown.findChild(QTabWidget, parts)
        assert isinstance(pages, QTabWidget)
        for place in range(pages.count()):
            pages.setCurrentIndex(place)
            calm()
            QApplication.processEvents()
            yield f"{tab} {pages.tabText(place)}"


def test_every_page_speaks_one_language_and_fits(shown: AppWindow, desk: Desk, calm: Calm) -> None:  # noqa: F811
    desk.languages.use("en")
    shown.zoom(130)
    audit.settle(shown)
    for name in every_page(shown, calm):
        assert (name, audit.unnamed(shown), audit.misfits(shown)) == (name, [], [])
        assert (name, audit.of_other_language(shown, "en", set(NAMES.split()))) == (name, [])
    shown.zoom(100)
