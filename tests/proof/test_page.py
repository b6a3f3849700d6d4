"""docs/proof.md says what was found, on what, and how to repeat it; nothing in a figure spoils its table."""

import platform
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from common.setup.places import PROJECT
from common.words import Words
from tests.proof import page
from tests.proof.figure import Figures
from tests.proof.form import Form
from tests.proof.lane_process import Proof
from tests.proof.lanes import LANES, Lane

NOW = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A page about one lane with a figure of each kind."""
    monkeypatch.setitem(LANES, "probe", Lane("", Words("Вопрос | о деньгах", "A question about money")))
    monkeypatch.delenv("CI", raising=False)
    figures = Figures("probe", 12_345)
    figures.least("kills", 100, 100, f"12 | of them, <b>bold</b>\n[and]({PROJECT}/code)")
    figures.none("lost payments", ["payment 1"])
    figures.left_out("full disk", "win32")
    path = tmp_path / "proof.md"
    page.write([Proof("probe", figures.rows, 75.0)], Form.SHORT, 75.0, NOW, path)
    return path.read_text(encoding="utf-8")


def test_it_has_the_date_the_machine_the_seed_and_both_languages(written: str) -> None:
    assert "2026-11-28 12:30 UTC" in written
    assert f"Python {platform.python_version()}" in written
    assert "Цифр: 3, красных: 1, пропущено: 1 / figures: 3, red: 1, skipped: 1" in written
    assert "убийств процессов / kills | 100 | ≥ 100 | 12345 | да / yes" in written
    assert "потеряно платежей / lost payments | 1 | = 0 | 12345 | НЕТ / NO | payment 1" in written
    assert "| — | — | 12345 | пропуск/skip | win32" in written
    assert "1:15" in written


def test_whatever_a_figure_says_stays_in_its_cell(written: str) -> None:
    rows = [line for line in written.splitlines() if line.startswith("| `probe`")]

    widths = [len(re.sub(r"\\\|", "", row).split("|")) for row in rows]

    assert widths == [5, 9, 9, 9]
    assert "<b>" not in written.replace("\\<b>", "")
    assert "](" not in written
    assert str(PROJECT) not in written
