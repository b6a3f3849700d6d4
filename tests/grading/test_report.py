"""The reports: verdict and failures first, nothing fetched from anywhere, hidden stays hidden, files others take."""

import json
import re
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import msgspec
import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from common.words import same
from launcher_app.grading import __main__ as grading
from launcher_app.grading.command_line import parsed
from launcher_app.grading.outcome import Difference, Picture, Reconciled, Run, Side, Status
from launcher_app.grading.pictures import NO_BROWSER
from launcher_app.grading.reconciling import NOT_CREDITED, SENT
from launcher_app.grading.report import names, writing
from launcher_app.session import Mark, Session
from tests.agent_terminal.kiosk.chromium import chromium
from tests.grading.roles import graded, target

LARGEST = 10 * 1024 * 1024


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A provider that credits twice, and one check of it made hidden."""
    checks = ("P-02", "P-03", "P-04", "P-14")
    found = graded(tmp_path_factory.mktemp("run"), target("provider", "credits_twice"), *checks)
    results = [msgspec.structs.replace(one, hidden=one.check == "P-04") for one in found.results]
    return msgspec.structs.replace(found, results=results, team="Команда 3", variant="17")


def reported(run: Run, folder: Path, *words: str) -> Path:
    """The files made from a kept run."""
    folder.mkdir(parents=True, exist_ok=True)
    writing.keep(run, folder)
    assert grading.main(["--from", str(folder), "--out", str(folder), "--headless", *words]) == 1
    return folder


def full(run: Run) -> Run:
    """The same with all that a report may have beside its checks."""
    books = Reconciled(
        sides=[Side(SENT, 1, 48_500)], differences=[Difference("7F3K-92QD", 48_500, "captured", [], NOT_CREDITED)]
    )
    pictures = [Picture(same("Киоск"), why=NO_BROWSER), Picture(same("Окно"), "a.png", "data:image/jpeg;base64,AA==")]
    return msgspec.structs.replace(run, reconciled=books, pictures=pictures, stopped=True, starts={"theirs": 76})


def text_of(path: Path) -> str:
    return re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8"))


def test_the_verdict_and_the_failures_come_first(run: Run, tmp_path: Path) -> None:
    text = text_of(reported(run, tmp_path) / "report.html")

    places = [text.index(words) for words in ("Итог ", "Не пройдено (", "P-03", "Ожидали", "Получили", "Все проверки")]
    assert places == sorted(places)
    assert "зачислений в реестре 2" in text


def test_the_page_is_small_and_asks_for_nothing(run: Run, tmp_path: Path) -> None:
    page = reported(run, tmp_path) / "report.html"
    asked: list[str] = []
    said: list[str] = []

    with chromium() as browser:
        opened = browser.new_page()
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.goto(page.as_uri())
        before = opened.locator("#checks details.card:visible").count()
        opened.click("[data-show=all]")
        after = opened.locator("#checks details.card:visible").count()
        address = opened.evaluate("location.hash")
        opened.fill("#search", "P-02")
        found = opened.locator("#checks details.card:visible").count()

    assert page.stat().st_size < LARGEST
    assert [url for url in asked if not url.startswith("file:")] == []
    assert said == []
    assert (before, after, found) == (3, 4, 1)
    assert "show=all" in address


def test_a_student_sees_nothing_of_hidden_checks_but_their_number(run: Run, tmp_path: Path) -> None:
    folder = reported(run, tmp_path)

    assert "P-04" in text_of(folder / "report.html")
    assert "P-04" not in text_of(folder / "student.html")
    assert "Скрытых проверок: 1" in text_of(folder / "student.html")
    hidden = [one["visibility"] for one in json.loads((folder / "results.json").read_bytes())["tests"]]
    assert hidden.count("hidden") == 1


@pytest.mark.parametrize(
    ("detail", "expected", "got"), [("full", True, True), ("no-expected", False, True), ("points", False, False)]
)
def test_the_level_of_detail_lets_out_so_much(run: Run, tmp_path: Path, detail: str, expected: bool, got: bool) -> None:
    text = text_of(reported(run, tmp_path, "--detail", detail) / "student.html")

    assert ("в реестре одно зачисление" in text) is expected
    assert ("зачислений в реестре 2" in text) is got


def test_results_are_of_gradescopes_shape(run: Run, tmp_path: Path) -> None:
    results = json.loads((reported(run, tmp_path) / "results.json").read_bytes())

    assert [one["number"] for one in results["tests"]] == ["P-02", "P-03", "P-04", "P-14"]
    assert all(0 <= one["score"] <= one["max_score"] for one in results["tests"])
    assert sum(one["max_score"] for one in results["tests"]) == pytest.approx(25)


def test_junit_counts_what_failed(run: Run, tmp_path: Path) -> None:
    root = ElementTree.parse(reported(run, tmp_path) / "junit.xml").getroot()

    assert len(list(root.iter("testcase"))) == 4
    failed = sum(one.status is not Status.PASSED for one in run.results)
    assert len(list(root.iter("failure"))) == failed == 3


def test_an_override_is_marked_and_the_first_points_stay_to_be_seen(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "overrides.toml"
    path.write_text('[[override]]\ncheck = "P-03"\npoints = 1\nreason = "Объяснил"\n'
                    '[[manual]]\ntitle = "Защита"\npoints = 4\nof = 5', encoding="utf-8")  # fmt: skip

    html = (reported(run, tmp_path / "out", "--overrides", str(path)) / "report.html").read_text(encoding="utf-8")

    assert "<s>0</s> 1 /" in html
    assert "Объяснил" in html
    assert "Защита" in html


def test_a_gradebook_gets_a_row_a_run_with_averages(run: Run, tmp_path: Path) -> None:
    for team in ("Первая", "Вторая"):
        view = grading.views(msgspec.structs.replace(run, team=team), parsed([]), {})
        writing.write(*view, tmp_path, append=True)

    book = openpyxl.load_workbook(tmp_path / "report.xlsx", data_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))[3:]
    assert [row[0] for row in rows] == ["Команда", "Первая", "Вторая", "Среднее", "Медиана"]
    assert rows[1][3] == rows[3][3] == rows[4][3]
    assert rows[0][3:5] == ("Поставщик", "Итог")
    counts = [row[1] for row in book.worksheets[1].iter_rows(min_row=5, values_only=True)]
    assert counts == [2, 2, 2]


def test_what_was_not_run_is_no_common_fault(run: Run, tmp_path: Path) -> None:
    first, *others = run.results
    results = [msgspec.structs.replace(first, status=Status.NOT_RUN), *others]

    writing.write(*grading.views(msgspec.structs.replace(run, results=results), parsed([]), {}), tmp_path, append=True)

    book = openpyxl.load_workbook(tmp_path / "report.xlsx", data_only=True)
    faults = [str(row[0]) for row in book.worksheets[1].iter_rows(min_row=5, values_only=True)]
    assert not any(first.check in fault for fault in faults)
    assert len(faults) == sum(one.status is not Status.PASSED for one in others)


def test_words_of_a_role_cannot_become_the_page(run: Run, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    results = [msgspec.structs.replace(one, got=type(one.got)(evil, evil)) for one in run.results]

    html = (reported(msgspec.structs.replace(run, results=results, team=evil), tmp_path) / "report.html").read_text(
        encoding="utf-8"
    )

    assert evil not in html


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everybody(run: Run, tmp_path: Path, scheme: Literal["light", "dark"]) -> None:
    page = reported(full(run), tmp_path) / "report.html"

    with chromium() as browser:
        opened = browser.new_context(color_scheme=scheme).new_page()
        opened.goto(page.as_uri())
        opened.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        found = Axe().run(opened)

    assert [one["id"] for one in found.response["violations"]] == []


def test_a_check_leads_to_the_lines_of_the_log_that_speak_of_its_payment(run: Run, tmp_path: Path) -> None:
    folder = reported(run, tmp_path)

    page = (folder / "report.html").read_text(encoding="utf-8")
    places = set(re.findall(r'href="#(log-theirs-[^"]+)"', page))
    assert places
    assert all(f'id="{place}"' in page for place in places)
    assert "<mark>" in page
    assert 'href="#log-' not in (folder / "student.html").read_text(encoding="utf-8")


def test_rows_of_a_register_are_a_table(run: Run, tmp_path: Path) -> None:
    page = (reported(run, tmp_path) / "report.html").read_text(encoding="utf-8")

    assert '<th scope="col">payment_id</th>' in page


def test_notes_of_the_window_are_the_instructors_only(run: Run, tmp_path: Path) -> None:
    session = Session(tmp_path / "default.json")
    session.set_note("x", "Спросить на защите", at=Mark(story="x", code="7F3K-92QD", line="Агент → ПЦ"))

    folder = reported(run, tmp_path / "out", "--session", str(tmp_path / "default.json"))

    text = text_of(folder / "report.html")
    assert "7F3K-92QD" in text
    assert "Спросить на защите" in text
    assert "Спросить на защите" not in text_of(folder / "student.html")


def test_the_books_are_reconciled_pictures_shown_and_a_break_is_said(run: Run, tmp_path: Path) -> None:
    page = (reported(full(run), tmp_path) / "report.html").read_text(encoding="utf-8")

    assert "РАСХОЖДЕНИЙ: 1" in page
    assert NOT_CREDITED.ru in page
    assert "⊘ нет браузера" in page
    assert 'href="report_files/pictures/a.png"' in page
    assert names.STOPPED.ru in page
    assert '<th scope="row">theirs</th><td class="n">76</td>' in page
