"""A workbook as its reader sees it: opened by LibreOffice, printed to PDF, its first page as a picture."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

TOOLS = ("soffice", "pdftoppm", "pdftotext")
SECONDS = 180
DPI = "70"


class Opened(NamedTuple):
    """What was printed: the text of all pages, how many they are, and the picture of the first."""

    text: str
    pages: int
    picture: Path


def missing_tools() -> list[str]:
    """The programs that are not there."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def opened(workbooks: Sequence[Path], folder: Path) -> dict[str, Opened]:
    """Every workbook by its name, printed into the folder by one LibreOffice, which knows nobody's settings."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = (folder / "profile").resolve().as_uri()
    words = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "pdf"]
    run([*words, "--outdir", str(folder), *map(str, workbooks)])
    shutil.rmtree(folder / "profile", ignore_errors=True)
    return {one.name: printed(folder / f"{one.stem}.pdf") for one in workbooks}


def printed(pdf: Path) -> Opened:
    """A printed workbook."""
    picture = pdf.with_suffix("")
    run(["pdftoppm", "-png", "-r", DPI, "-f", "1", "-l", "1", "-singlefile", str(pdf), str(picture)])
    text = run(["pdftotext", "-layout", str(pdf), "-"])
    return Opened(text, text.count("\f"), picture.with_suffix(".png"))


def run(words: Sequence[str]) -> str:
    """What the program prints; AssertionError with what it complains of when it fails."""
    done = subprocess.run(words, capture_output=True, check=False, timeout=SECONDS)
    assert done.returncode == 0, f"{words[0]}: {done.stderr.decode('utf-8', 'replace')[-500:]}"
    return done.stdout.decode("utf-8", "replace")
