"""The whole window: named, fitting and speaking one language on every tab, in dialogs too."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.provider_app.running import Running
from tests.provider_app.ui.conftest import Person

ALLOWED = {
    "Excel", "Ctrl", "Shift", "Esc", "mail", "Del", "JSON", "OSMP", "HTTP", "http", "example", "org", "account",
    "processing", "Язык", "English", "Language", "русский", "РУС", "ENG", "mobile", "home", "XXXXXXXX", "XXXXXXXXX",
    "test", "Enter", "SHA", "eml", "Message", "ID", "outbox", "csv",
    "QR", "SMS", "МегаФон", "Иванов", "Иван", "Иванович", "ПЦ", "Учебный", "ivanov",
}  # fmt: skip
"""Names, signs and codes that are the same in both languages."""
TABS = (
    "overview",
    "subscribers",
    "centres",
    "accepting",
    "uses",
    "operations",
    "checks",
    "tariffs",
    "reports",
    "server",
)


@pytest.fixture
def lived(running: Running, person: Person) -> Person:
    """A window with something on each of its tabs."""
    centre, one = running.centre(name="ПЦ «Учебный»"), running.signed()
    centre.check(one.number)
    centre.credit(centre.question(one.number, 10_000))
    one.use(2)
    return person


def each_tab(person: Person) -> Iterator[str]:
    for tab in TABS:
        person.open(tab)
        settle(person.window)
        yield tab


@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_has_a_name_and_speaks_one_language(lived: Person, language: str) -> None:
    lived.window.desk.use_language(language)  # type: ignore[arg-type]

    for tab in each_tab(lived):
        assert unnamed(lived.window) == [], tab
        assert of_other_language(lived.window, language, ALLOWED) == [], tab


@pytest.mark.parametrize("percent", [100, 130])
def test_russian_fits_the_smallest_desktop(lived: Person, percent: int) -> None:
    lived.window.zoom(percent)

    for tab in each_tab(lived):
        assert misfits(lived.window) == [], tab


@pytest.mark.parametrize(
    ("tab", "command"),
    [
        ("subscribers", "new-subscriber"),
        ("subscribers", "edit-subscriber"),
        ("centres", "new-contract"),
        ("centres", "edit-contract"),
        ("tariffs", "new-tariff"),
        ("tariffs", "edit-tariff"),
    ],
)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_dialogs_are_named_and_fit(lived: Person, tab: str, command: str, language: str) -> None:
    lived.window.desk.use_language(language)  # type: ignore[arg-type]
    lived.window.zoom(130)
    lived.open(tab)
    lived.do(command)
    dialog: QWidget = lived.dialog()
    QApplication.processEvents()

    assert unnamed(dialog) == []
    assert misfits(dialog) == []
    assert of_other_language(dialog, language, ALLOWED | names_in(language)) == []


def names_in(language: str) -> set[str]:
    """Values of one language that a form shows for correction in both."""
    russian = {"Мобильный", "Домашний", "интернет", "Номер", "договора", "Только", "цифры", "Такого", "номера"}
    russian |= {"Позвонить", "Отправить", "минута", "штука", "бывает", "нас", "не"}
    return russian if language == "en" else {"such", "as"}


def test_f6_walks_through_the_parts(lived: Person) -> None:
    screen = lived.open("subscribers")
    with lived.qtbot.waitActive(lived.window):
        lived.window.activateWindow()

    seen = []
    for _ in range(8):
        lived.window.next_pane()
        seen.append(QApplication.focusWidget())

    assert any(screen.table.isAncestorOf(one) for one in seen if one is not None)
    assert any(screen.details.isAncestorOf(one) for one in seen if one is not None)
