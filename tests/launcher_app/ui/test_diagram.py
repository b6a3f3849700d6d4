"""The tab «Диаграмма»: what it draws, how it grows, keys and mouse, what it shares with the list, what it saves."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.words import Words
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story, StoryKind
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.diagram import DiagramTab
from launcher_app.ui.diagram.saving import KINDS
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.diagram.sample import TRACE, hop, payment
from tests.launcher_app.ui.standin_launcher import StandInLauncher

SAME = {"Mermaid", "PlantUML", "SVG", "PNG", "HAR"}
Settle = Callable[[], None]


@pytest.fixture
def launcher(played: StandInLauncher) -> StandInLauncher:
    played.open("lesson")
    return played


@pytest.fixture
def desk(played_desk: Desk) -> Desk:
    return played_desk


@pytest.fixture
def calm(qtbot: QtBot, desk: Desk) -> Settle:
    """Wait until everything asked for has been answered and shown."""
    return lambda: qtbot.waitUntil(lambda: desk.background.idle)


def say(launcher: StandInLauncher, *hops: Hop) -> None:
    """The roles say something more; each trace is a payment."""
    launcher.feed.put(*hops)
    for trace in dict.fromkeys(one.trace for one in hops):
        numbers = tuple(one.number for one in launcher.feed.hops() if one.trace == trace)
        words = Words(f"Платёж {trace}", f"Payment {trace}")
        story = Story(key=trace, kind=StoryKind.PAYMENT, code=trace, words=words, began_ms=0, hops=numbers)
        launcher.stories.put(story)


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, launcher: StandInLauncher, chosen: Chosen) -> Iterator[DiagramTab]:
    window = QMainWindow()
    made = DiagramTab(desk, launcher, chosen)  # type: ignore[arg-type]
    window.setCentralWidget(made)
    qtbot.addWidget(window)
    settle(window, 1000, 500)
    yield made
    qtbot.waitUntil(lambda: desk.background.idle)


@pytest.fixture
def drawn(tab: DiagramTab, launcher: StandInLauncher, chosen: Chosen, calm: Settle) -> DiagramTab:
    say(launcher, *payment())
    chosen.choose(TRACE)
    calm()
    return tab


def hops_of(tab: DiagramTab) -> list[int]:
    shown = tab.view.layout_shown
    return [place.hop for place in shown.places if place.hop and not place.reply] if shown is not None else []


def text_of(tab: DiagramTab) -> str:
    return "\n".join(label.text() for label in tab.findChildren(QLabel) if label.isVisible())


def place_of(tab: DiagramTab, number: int) -> QPoint:
    """A point of the viewport on a hop's question."""
    shown = tab.view.layout_shown
    assert shown is not None
    scale = tab.view._desk.theme.percent / 100
    y = shown.places[shown.of_hop(number)].y * scale - tab.view.verticalScrollBar().value()
    return QPointF(shown.width * scale / 2, y).toPoint()


def press(qtbot: QtBot, tab: DiagramTab, *keys: Qt.Key) -> list[str]:
    """Each key, and what was said after it."""
    said = []
    for key in keys:
        qtbot.keyClick(tab.view, key)
        said.append(tab.view.said)
    return said


def test_while_nothing_is_chosen_it_says_what_to_do(tab: DiagramTab, calm: Settle) -> None:
    calm()

    assert "Выберите платёж" in text_of(tab)
    assert not tab.saving.button.isEnabled()


def test_the_chosen_payment_is_drawn_with_its_name_over_it(drawn: DiagramTab) -> None:
    assert hops_of(drawn) == list(range(1, 10))
    assert f"Платёж {TRACE}" in text_of(drawn)
    assert drawn.saving.button.isEnabled()


def test_a_payment_whose_exchanges_are_gone_says_so(
    tab: DiagramTab,
    launcher: StandInLauncher,
    chosen: Chosen,
    calm: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    say(launcher, hop(1, 0, "terminal", "processing", "/v1/payments"))
    monkeypatch.setattr(launcher.feed, "hop", lambda number: None)
    chosen.choose(TRACE)
    calm()

    assert "уже не хранятся" in text_of(tab)


def test_the_whole_network_is_the_last_exchanges_without_polls(
    qtbot: QtBot,
    tab: DiagramTab,
    launcher: StandInLauncher,
    calm: Settle,
) -> None:
    polls = [hop(n, n, "terminal", "processing", "/v1/deposit", trace=f"B-{n}") for n in range(1, 5)]
    others = [hop(n, n, "terminal", "processing", "/v1/payments", trace=f"P-{n}") for n in range(5, 230)]
    say(launcher, *polls, *others)

    qtbot.mouseClick(tab.whole, Qt.MouseButton.LeftButton)
    calm()

    assert hops_of(tab) == list(range(30, 230))
    assert tab.view.verticalScrollBar().value() == tab.view.verticalScrollBar().maximum() > 0
    assert "Вся сеть" in text_of(tab)


def test_a_silent_network_says_that_it_is_silent(qtbot: QtBot, tab: DiagramTab, calm: Settle) -> None:
    qtbot.mouseClick(tab.whole, Qt.MouseButton.LeftButton)
    calm()

    assert "ещё ничего друг другу не говорили" in text_of(tab)


def test_it_grows_by_itself_and_stays_at_the_end_if_it_was_there(
    qtbot: QtBot, drawn: DiagramTab, launcher: StandInLauncher
) -> None:
    bar = drawn.view.verticalScrollBar()
    bar.setValue(bar.maximum())

    say(launcher, hop(10, 60_000, "processing", "provider", "/v1/status"))
    qtbot.waitUntil(lambda: hops_of(drawn)[-1] == 10)

    assert bar.value() == bar.maximum() > 0


def test_who_reads_above_is_not_carried_away(qtbot: QtBot, drawn: DiagramTab, launcher: StandInLauncher) -> None:
    bar = drawn.view.verticalScrollBar()
    bar.setValue(40)

    say(launcher, hop(10, 60_000, "processing", "provider", "/v1/status"))
    qtbot.waitUntil(lambda: hops_of(drawn)[-1] == 10)

    assert bar.value() == 40


def test_what_is_said_of_other_payments_draws_nothing_anew(
    qtbot: QtBot, drawn: DiagramTab, launcher: StandInLauncher, calm: Settle
) -> None:
    before = drawn.view.layout_shown

    say(launcher, hop(10, 60_000, "terminal", "processing", "/v1/payments", trace="OTHER"))
    drawn.refresh()
    calm()

    assert drawn.view.layout_shown is before


def test_keys_walk_over_the_arrows_and_each_is_said_and_chosen(qtbot: QtBot, drawn: DiagramTab, chosen: Chosen) -> None:
    said = press(qtbot, drawn, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End)

    assert "1. проверка номера" in said[0]
    assert "Поставщик: 2. проверка номера" in said[1]
    assert "● 200" in said[2]
    assert said[3] == said[1]
    assert "ждём ответа" in said[4]
    assert drawn.view.accessibleDescription() == said[4]
    assert (chosen.story, chosen.hop) == (TRACE, 9)


def test_at_the_ends_the_keys_stay(qtbot: QtBot, drawn: DiagramTab) -> None:
    first = press(qtbot, drawn, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
    last = press(qtbot, drawn, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Down)

    assert len(set(first)) == 1
    assert last[1] == last[2] == press(qtbot, drawn, Qt.Key.Key_End)[0]


def test_a_walk_scrolls_to_the_arrow(qtbot: QtBot, drawn: DiagramTab) -> None:
    press(qtbot, drawn, Qt.Key.Key_End)

    assert 0 < place_of(drawn, 9).y() < drawn.view.viewport().height()


def test_a_press_chooses_and_enter_or_a_double_click_opens(qtbot: QtBot, drawn: DiagramTab, chosen: Chosen) -> None:
    opened: list[int] = []
    drawn.opened.connect(opened.append)

    qtbot.mouseClick(drawn.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(drawn, 3))
    qtbot.keyClick(drawn.view, Qt.Key.Key_Return)
    qtbot.mouseDClick(drawn.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(drawn, 2))

    assert opened == [3, 2]
    assert chosen.hop == 2


def test_what_the_list_chooses_is_shown_here_without_an_echo(drawn: DiagramTab, chosen: Chosen) -> None:
    rung: list[int] = []
    chosen.changed.connect(lambda: rung.append(chosen.hop))

    chosen.choose(TRACE, 7)

    assert drawn.view.hop == 7
    assert 0 < place_of(drawn, 7).y() < drawn.view.viewport().height()
    assert rung == [7]


def test_the_hop_under_the_mouse_is_shared_both_ways(qtbot: QtBot, drawn: DiagramTab, chosen: Chosen) -> None:
    qtbot.mouseMove(drawn.view.viewport(), place_of(drawn, 2))
    qtbot.waitUntil(lambda: chosen.under == 2)

    chosen.point(3)

    assert drawn.view._under == 3


def test_in_the_whole_network_an_arrow_chooses_its_own_payment(
    qtbot: QtBot,
    drawn: DiagramTab,
    launcher: StandInLauncher,
    chosen: Chosen,
    calm: Settle,
) -> None:
    say(launcher, hop(10, 90_000, "terminal", "processing", "/v1/payments", trace="OTHER"))
    qtbot.mouseClick(drawn.whole, Qt.MouseButton.LeftButton)
    calm()

    press(qtbot, drawn, Qt.Key.Key_End, Qt.Key.Key_Up)

    assert (chosen.story, chosen.hop) == ("OTHER", 10)
    assert len(hops_of(drawn)) == 10


def test_another_language_redraws_everything(drawn: DiagramTab, desk: Desk, calm: Settle) -> None:
    desk.use_language("en")
    calm()

    shown = drawn.view.layout_shown
    assert shown is not None
    assert "number check" in shown.places[0].sentence
    assert f"Payment {TRACE}" in text_of(drawn)


@pytest.mark.parametrize("dark", [False, True])
def test_lost_failed_and_good_arrows_differ_in_more_than_words(
    drawn: DiagramTab,
    desk: Desk,
    calm: Settle,
    dark: bool,
) -> None:
    desk.theme.use("dark" if dark else "light")
    desk.theme.zoom(130)
    calm()

    image = drawn.grab().toImage()

    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(image.height())}
    assert {desk.theme.colour(token).name() for token in ("base", "running", "ok")} <= colours  # type: ignore[arg-type]


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    drawn: DiagramTab,
    desk: Desk,
    calm: Settle,
    percent: int,
    language: Any,
) -> None:
    desk.theme.zoom(percent)
    desk.use_language(language)
    window = drawn.window()
    assert isinstance(window, QMainWindow)
    settle(window)
    calm()

    assert unnamed(window) == []
    assert misfits(window) == []
    assert of_other_language(window, language, SAME | {"QD"}) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_of_file_is_written_where_the_person_says(
    qtbot: QtBot,
    drawn: DiagramTab,
    tmp_path: Path,
    calm: Settle,
    kind: Any,
) -> None:
    dialog = drawn.saving.ask(kind)
    assert isinstance(dialog, QFileDialog)
    assert [Path(name).name for name in dialog.selectedFiles()] == [f"{TRACE}.{kind.suffix}"]

    path = tmp_path / f"saved.{kind.suffix}"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    calm()

    assert READ[kind.suffix](path)


def test_what_cannot_be_written_is_told_and_leaves_nothing_behind(
    drawn: DiagramTab,
    desk: Desk,
    tmp_path: Path,
    calm: Settle,
) -> None:
    assert drawn.shown is not None
    drawn.saving.save(KINDS[0], drawn.shown, tmp_path / "no such folder" / "a.svg")
    calm()

    assert "не записан" in desk.messages.recent[-1].notice.words.ru
    assert list(tmp_path.rglob("*.svg*")) == []


def test_mermaid_goes_into_the_clipboard(drawn: DiagramTab) -> None:
    drawn.saving.copy()

    assert QGuiApplication.clipboard().text().startswith("sequenceDiagram")


def test_a_story_of_many_exchanges_is_drawn_quickly_and_shows_its_end(
    tab: DiagramTab,
    launcher: StandInLauncher,
    chosen: Chosen,
    calm: Settle,
) -> None:
    many: list[Hop] = [hop(n, 10 * n, "processing", "provider", "/v1/credit") for n in range(1, 1200)]
    say(launcher, *many)
    chosen.choose(TRACE)
    calm()

    assert hops_of(tab)[-1] == 1199


READ: dict[str, Callable[[Path], bool]] = {
    "svg": lambda path: ElementTree.parse(path).getroot().tag.endswith("svg"),
    "png": lambda path: QImage(str(path)).width() > 1000,
    "mmd": lambda path: path.read_text(encoding="utf-8").startswith("sequenceDiagram"),
    "puml": lambda path: path.read_text(encoding="utf-8").endswith("@enduml\n"),
    "har": lambda path: len(json.loads(path.read_text(encoding="utf-8"))["log"]["entries"]) == 8,
}
