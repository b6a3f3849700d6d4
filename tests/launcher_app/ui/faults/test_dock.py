"""The dock of faults: what they switch on, what they say, in both languages and at every size."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from common.errors import Broken
from common.qt.desk import Desk
from common.qt.messages import Notice
from launcher_app.faults import FaultDesk, Setting, storm
from launcher_app.feed.hop import ARROWS
from launcher_app.proxy import FaultKind, Request
from launcher_app.proxy.faults import WHOLE
from launcher_app.ui.faults import dock as dock_words
from launcher_app.ui.faults.presets import PresetsPage
from launcher_app.watched import Look, State
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.ui.faults.stage import CUT, TO_PROVIDER, Stage
from tests.launcher_app.ui.reading import texts
from tests.launcher_app.ui.standin import StandInBoard

CREDIT = Request("POST", "/v1/credit", ())
SAME = {"Ctrl", "Enter"}


def show(stage: Stage, page: QWidget) -> None:
    stage.dock.tabs.setCurrentWidget(page)
    settle(stage, 1024, 700)


def test_a_preset_is_switched_on_by_its_button_and_told_with_what_will_be_seen(
    stage: Stage, faults: FaultDesk, desk: Desk, press: Callable[[str], None]
) -> None:
    told: list[Notice] = []
    desk.messages.told.connect(told.append)

    press("preset-lost-reply")
    stage.bar.refresh()

    assert [(one.setting.kind, one.left) for one in faults.on] == [(FaultKind.LOST_REPLY, 1)]
    assert "↻" in told[0].words.ru
    assert stage.bar.isVisible()
    assert "Включены сбои: 1\n· зерно 17" in texts(stage.bar)


def test_a_power_cut_kills_a_terminal_that_runs_and_offers_to_start_it_again(
    qtbot: QtBot,
    faults: FaultDesk,
    desk: Desk,
    board: StandInBoard,
    killed: list[str],
    press: Callable[[str], None],
) -> None:
    told: list[Notice] = []
    desk.messages.told.connect(told.append)

    press("preset-power-cut")
    stopped = list(killed)
    board.show(Look("terminal", State.RUNNING))
    press("preset-power-cut")
    told[1].acts[0].run()
    qtbot.waitUntil(lambda: bool(board.done))

    assert (stopped, killed, faults.on) == ([], ["terminal"], [])
    assert [one.words for one in told] == [dock_words.NOT_RUNNING, dock_words.DARK]
    assert board.done == [("start", "terminal")]


def test_what_is_on_is_seen_with_what_is_left_and_ends_by_its_button(
    stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    number = faults.add(CUT)
    faults.add(Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY, path="/v1/credit", times=1))
    while len(faults.on) == 2:
        faults.draw(*TO_PROVIDER, CREDIT)
    show(stage, stage.dock.standing)
    stage.dock.refresh()
    seen = texts(stage.dock.standing)

    press(f"off-{number}")

    assert "ПЦ → Поставщик · любая точка входа" in seen
    assert "обрыв: запрос не дошёл · шанс 30,5 %" in seen
    assert "сработал: 1 · больше не действует" in seen
    assert [one.id for one in faults.all] != [number]
    assert stage.dock.tabs.tabText(2) == "Сейчас: 0"


def test_ready_faults_have_room_in_the_narrowest_dock(stage: Stage) -> None:
    stage.dock.resize(stage.dock.minimumWidth(), 500)
    settle(stage, 1024, 700)
    page = stage.dock.tabs.currentWidget()
    area = page.findChild(QScrollArea) if isinstance(page, PresetsPage) else None
    assert area is not None
    inside = area.widget()
    assert inside is not None

    room = stage.dock.minimumWidth() - stage.dock.contentsMargins().left() - area.verticalScrollBar().sizeHint().width()

    assert inside.minimumSizeHint().width() <= room


def test_a_fault_of_ones_own_is_added_by_the_form(
    qtbot: QtBot, stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    show(stage, stage.dock.setting)
    fields = stage.dock.setting.form.fields
    fields["arrow"].fill(ARROWS[1])
    fields["door"].fill("/v1/payments")
    fields["kind"].fill(FaultKind.DELAY)
    fields["milliseconds"].fill(1_500)
    fields["share"].fill(2_550)
    fields["times"].fill(3)

    press("add-fault")

    (one,) = faults.on
    assert one.setting == Setting(
        arrow=ARROWS[1], kind=FaultKind.DELAY, path="/v1/payments", share=2_550, times=3, milliseconds=1_500
    )


def test_the_form_says_its_mistakes_at_the_fields_and_adds_nothing(
    stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    show(stage, stage.dock.setting)
    form = stage.dock.setting.form
    form.fields["share"].fill(WHOLE + 1)

    press("add-fault")

    assert form.rows["kind"].mistake is not None
    assert form.rows["share"].mistake is not None
    assert faults.on == []


def test_doors_are_those_of_the_arrow_and_only_a_delay_is_so_long(stage: Stage) -> None:
    show(stage, stage.dock.setting)
    form = stage.dock.setting.form

    form.fields["arrow"].fill(ARROWS[3])
    doors = [value for value, _ in form.fields["door"].options]  # type: ignore[attr-defined]
    form.fields["kind"].fill(FaultKind.CUT)
    short = form.rows["milliseconds"].isVisible()
    form.fields["kind"].fill(FaultKind.DELAY)

    assert doors == ["", "/v1/notify"]
    assert (short, form.rows["milliseconds"].isVisible()) == (False, True)


def test_outcomes_are_listed_counted_and_begun_anew_from_the_seed_that_is_typed(
    stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    faults.add(CUT)
    for _ in range(42):
        faults.draw(*TO_PROVIDER, CREDIT)
    show(stage, stage.dock.outcomes)
    counted, rows = texts(stage.dock.outcomes), stage.dock.outcomes.table.model.total

    stage.dock.outcomes.form.fields["seed"].fill(21)
    press("begin")

    assert "Зерно 17, 42 обмена" in counted
    assert rows == 42
    assert (faults.seed, faults.outcomes) == (21, [])
    assert "Зерно 21, 0 обменов" in texts(stage.dock.outcomes)


def test_a_seed_that_is_none_is_told_at_its_field(
    stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    show(stage, stage.dock.outcomes)
    stage.dock.outcomes.form.fields["seed"].fill(None)

    press("begin")

    assert stage.dock.outcomes.form.rows["seed"].mistake is not None
    assert faults.seed == 17


def test_another_seed_is_another_one_and_is_shown(
    stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    show(stage, stage.dock.outcomes)

    press("other-seed")

    assert faults.seed == stage.dock.outcomes.form.fields["seed"].value()


def test_a_storm_is_copied_saved_and_raised_again_from_its_file(
    qtbot: QtBot, stage: Stage, faults: FaultDesk, desk: Desk, tmp_path: Path, press: Callable[[str], None]
) -> None:
    faults.add(CUT)
    for _ in range(12):
        faults.draw(*TO_PROVIDER, CREDIT)
    before = faults.outcomes
    show(stage, stage.dock.outcomes)

    press("copy-outcomes")
    copied = QGuiApplication.clipboard().text()
    for name in ("storm.json", "storm.txt"):
        stage.dock.outcomes.save_to(str(tmp_path / name))
    qtbot.waitUntil(lambda: desk.background.idle and (tmp_path / "storm.txt").exists())
    faults.clear()
    faults.begin(99)
    stage.dock.outcomes.load_from(str(tmp_path / "storm.json"))
    qtbot.waitUntil(lambda: faults.seed == 17)
    for _ in range(12):
        faults.draw(*TO_PROVIDER, CREDIT)

    assert copied == (tmp_path / "storm.txt").read_text(encoding="utf-8")
    assert copied.startswith("Зерно 17, 12 обменов\nПЦ → Поставщик · любая точка входа · обрыв: запрос не дошёл")
    assert faults.outcomes == before
    assert [one.setting for one in faults.all] == [CUT]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff\xfe", b'{"kind":"oplata-faults","version":9,"seed":1,"settings":[]}']
)
def test_a_file_that_is_none_changes_nothing_and_is_told(
    qtbot: QtBot, stage: Stage, faults: FaultDesk, desk: Desk, tmp_path: Path, content: bytes
) -> None:
    told: list[Notice] = []
    desk.messages.told.connect(told.append)
    faults.add(CUT)
    (tmp_path / "storm.json").write_bytes(content)

    stage.dock.outcomes.load_from(str(tmp_path / "storm.json"))
    qtbot.waitUntil(lambda: bool(told))

    assert "storm.json" in told[0].words.ru
    assert [one.setting for one in faults.all] == [CUT]
    with pytest.raises(Broken):
        storm.read(tmp_path / "storm.json")


def test_steps_and_slow_motion_are_switched_in_the_dock_and_taken_by_the_key(
    qtbot: QtBot, stage: Stage, faults: FaultDesk, press: Callable[[str], None]
) -> None:
    went: list[str] = []
    press("steps-switch")
    press("slow-switch")
    press("polls-switch")
    for name in ("first", "second"):
        faults.hold(*TO_PROVIDER, CREDIT, lambda name=name: went.append(name))  # type: ignore[misc]
    stage.bar.refresh()
    stage.dock.refresh()
    told, listed = texts(stage.bar), texts(stage.dock.pace)

    press("dock-step")
    stage.bar.refresh()
    qtbot.keyClick(stage, Qt.Key.Key_F10)

    assert (faults.stepping, faults.slow, faults.gate.polls_wait) == (True, 5, True)
    assert "Шаги: держим 2 обмена" in told
    assert "Замедлено ×5" in told
    assert "ПЦ → Поставщик · зачисление: ждёт 0 с" in listed
    assert went == ["first", "second"]


def test_the_menu_has_the_same_switches(stage: Stage, faults: FaultDesk) -> None:
    steps, step, slow = stage.bar.pace.in_menu

    steps.trigger()
    slow.trigger()
    stage.dock.refresh()

    assert (faults.stepping, faults.slow) == (True, 5)
    assert (stage.dock.pace.steps.isChecked(), stage.dock.pace.slow.isChecked()) == (True, True)
    assert (step.isEnabled(), step.shortcut().toString()) == (False, "F10")


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    stage: Stage, desk: Desk, faults: FaultDesk, percent: int, language: str
) -> None:
    faults.add(CUT)
    faults.add(Setting(arrow=ARROWS[3], kind=FaultKind.DELAY, path="/v1/notify"))
    faults.stepping = True
    faults.hold(*TO_PROVIDER, CREDIT, lambda: None)
    faults.draw(*TO_PROVIDER, CREDIT)
    desk.theme.zoom(percent)
    if language == "en":
        desk.switch_language()
    found: list[object] = []
    for place in range(stage.dock.tabs.count()):
        stage.dock.tabs.setCurrentIndex(place)
        stage.dock.refresh()
        stage.bar.refresh()
        settle(stage, 1024, 700)
        found += [*unnamed(stage), *misfits(stage), *of_other_language(stage, language, SAME)]

    assert found == []
    assert stage.height() == 700
    assert stage.dock.tabs.tabText(0) == desk.say(dock_words.READY)
    assert all(button.text() for button in stage.bar.findChildren(QPushButton))
