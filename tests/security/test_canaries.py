"""Rows 14, 80, 83–86 and 89: after a whole day of everything, a secret is where it belongs and in no other file."""

import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from common.exchange import MASK
from common.setup.places import PROJECT
from tests.security import canaries
from tests.security.canaries import FELL, INSIDE, TYPED, Day, found, unpacked

ENDINGS = (".xlsx", ".csv", ".eml", ".exchanges.jsonl", "-wal", FELL, "launcher/recorded")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there the user's own folder keeps others out")


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Once for all that is looked for."""
    return canaries.day(tmp_path_factory.mktemp("canaries"))


def test_row_83_no_secret_is_in_a_file_that_is_not_its_own(
    day: Day, record_property: Callable[[str, object], None]
) -> None:
    record_property("files", len(day.files))
    record_property("canaries", len(set(found(day))))
    assert len(day.files) > 40
    for ending in (*ENDINGS, f".xlsx{INSIDE}xl.worksheets.sheet1.xml"):
        assert any(path.endswith(ending) and content for path, content in day.files.items()), ending
    assert any(f".eml{INSIDE}" in path and f"{INSIDE}xl." in path for path in day.files)
    assert "\n".join(sorted({f"{name}: {path[-60:]}" for name, path in found(day)})) == ""


def test_row_83_a_secret_that_is_somewhere_would_be_found(day: Day) -> None:
    planted = Day(day.files | {"logs/x": b"... " + TYPED.encode() + b" ..."}, day.secrets)

    assert list(found(planted)) == [("a typed password", "logs/x")]


def test_row_83_a_secret_packed_into_a_workbook_of_a_letter_would_be_found(day: Day, tmp_path: Path) -> None:
    book, letter = tmp_path / "report.xlsx", EmailMessage()
    with ZipFile(book, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{TYPED}</t>" * 9)
    letter.set_content("Отчёт приложен.")
    letter.add_attachment(book.read_bytes(), maintype="application", subtype="zip", filename=book.name)
    sent = Day(dict(unpacked("out/1.eml", letter.as_bytes())), day.secrets)

    ((name, path),) = found(sent)

    assert name == "a typed password"
    assert path.startswith("out/1.eml!")


def test_row_83_what_proxies_record_holds_the_questions_and_no_login(day: Day) -> None:
    recorded = day.files["launcher/recorded"]

    assert b"/v1/credit" in recorded
    assert b"/v1/deposit" in recorded
    assert recorded.count(b"Basic ") == recorded.count(f"Basic {MASK}".encode()) > 0


def test_row_83_a_day_of_wallets_left_its_lines_and_none_of_its_codes(day: Day) -> None:
    """Without those lines nothing would be proved: they are there, with the codes' last digits and no more."""
    codes = [secret for name, (secret, _) in day.secrets.items() if name.startswith("barcode")]
    written = {
        role: b"".join(content for path, content in day.files.items() if path.endswith(f"{role}-proof.exchanges.jsonl"))
        for role in ("consumer", "processing", "provider")
    }

    assert len(codes) == 4
    for role, path in (
        ("consumer", b"/v1/operator/barcode"), ("consumer", b"/v1/notify"), ("processing", b"/payments/pay"),
        ("processing", b"/payments/barcodes"), ("provider", b"/v1/operator/charge"), ("provider", b"/v1/notify"),
    ):  # fmt: skip
        assert path in written[role], (role, path)
    assert any(path.endswith("openapi.json") and b"/payments/pay" in said for path, said in day.files.items())


@POSIX
def test_row_85_a_program_that_falls_leaves_no_image_of_its_memory(day: Day) -> None:
    (said,) = (content for path, content in day.files.items() if path.endswith(FELL))

    assert b"Fatal Python error: Aborted" in said
    assert b"processing_app" in said
    assert [path for path in day.files if Path(path).name.startswith("core")] == []
    assert list(PROJECT.glob("core*")) == []


@POSIX
def test_row_84_only_its_owner_reads_what_is_private(day: Day) -> None:
    for path in map(Path, day.files):
        if path.exists() and ("/secrets/" in path.as_posix() or path.name.startswith("contracts.json")):
            assert path.stat().st_mode & 0o077 == 0, path


@POSIX
@pytest.mark.parametrize("role", ["provider", "processing", "terminal", "consumer"])
def test_row_84_nobody_else_looks_into_a_roles_folder(day: Day, role: str) -> None:
    folder = next(Path(path).parent for path in day.files if path.endswith(f"{role}/proof/{role}.db"))

    assert folder.stat().st_mode & 0o077 == 0
