"""The doctor on the project's own things: interpreter, environment, libraries, folders, database."""

import sqlite3
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement

from common import spawn
from common.setup import places
from common.setup.stamp import Stamp
from common.words import Words, same
from launcher_app.checks.finding import Finding, judged

OLDEST_SQLITE = (3, 35, 0)
RUN_ALL = Words("Повторите: python3 run_all.py doctor", "Repeat: python3 run_all.py doctor")
ANEW = Words(
    "Удалите папку .venv и повторите: python3 run_all.py doctor", "Remove .venv and repeat: python3 run_all.py doctor"
)
# By their import names: a library that stands there may still not load, for want of a library of the system.
LOADED = (
    "uvicorn, httptools, msgspec, requests, sqlalchemy, re2, serial, argon2, filelock, psutil, "
    "qrcode, zxingcpp, xlsxwriter"
)


def interpreter() -> Finding:
    """The version, and 64 bits: half of the libraries are not built for 32."""
    bits = 64 if sys.maxsize > 2**32 else 32
    seen = same(f"{sys.version.split()[0]}, {bits} bit, {sys.platform}, {sys.executable}")
    remedy = Words("Поставьте 64-битный Python с python.org", "Install the 64-bit Python from python.org")
    return judged(Words("Python", "Python"), seen, fine=bits == 64, remedy=remedy)


def environment() -> Finding:
    """Are we in the project's own environment, made from the lists as they are now?"""
    here = Path(sys.prefix).resolve() == places.ENVIRONMENT.resolve()
    fine = here and Stamp().current((places.RUN, places.TEST))
    return judged(Words("Окружение", "Environment"), same(sys.prefix), fine=fine, remedy=RUN_ALL)


def libraries() -> Finding:
    """Does every library have the version of its list?"""
    wanted = [*pins(places.RUN), *pins(places.TEST)]
    wrong = [str(pin) for pin in wanted if not satisfied(pin)]
    seen = Words(f"{len(wanted)} шт.", f"{len(wanted)}") if not wrong else same(", ".join(wrong))
    return judged(Words("Библиотеки", "Libraries"), seen, fine=not wrong, remedy=ANEW)


def pins(name: str) -> list[Requirement]:
    """The lines of a list that are meant for this machine."""
    lines = (places.PROJECT / name).read_text(encoding="utf-8").splitlines()
    found = [Requirement(line.partition("#")[0]) for line in lines if line.partition("#")[0].strip()]
    return [pin for pin in found if pin.marker is None or pin.marker.evaluate()]


def satisfied(pin: Requirement) -> bool:
    """Is it installed in exactly this version?"""
    try:
        return pin.specifier.contains(version(pin.name))
    except PackageNotFoundError:
        return False


def loading() -> Finding:
    """Do the libraries load? Asked in another process: a broken one may take its process down."""
    process = spawn.process([sys.executable, "-c", f"import {LOADED}"], output=spawn.CAPTURE)
    words = process.communicate()[0].decode("utf-8", "replace").strip().splitlines()
    fine = process.returncode == 0
    seen = Words("загружаются", "they load") if fine else same(words[-1] if words else process.returncode)
    return judged(Words("Загрузка библиотек", "Loading of libraries"), seen, fine=fine, remedy=ANEW)


def folders() -> Finding:
    """May we write where the state and the logs are kept?"""
    refused = [trouble for name in ("data", "logs") if (trouble := writing(places.PROJECT / name))]
    remedy = Words("Дайте себе право на запись в эти папки", "Give yourself the right to write into these folders")
    seen = same("; ".join(refused) or "data/, logs/")
    return judged(Words("Запись в папки", "Writable folders"), seen, fine=not refused, remedy=remedy)


def writing(folder: Path) -> str:
    """Why nothing can be written there; empty when it can."""
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"1")
    except OSError as error:
        return str(error)
    return ""


def database() -> Finding:
    """SQLite's version, and whether WAL works on this disk: on network disks it does not."""
    mode = journal(places.PROJECT / "data")
    fine = sqlite3.sqlite_version_info >= OLDEST_SQLITE and mode == "wal"
    seen = same(f"{sqlite3.sqlite_version}, journal_mode={mode}")
    remedy = Words(
        f"Нужны SQLite {OLDEST_SQLITE[0]}.{OLDEST_SQLITE[1]} и локальный (не сетевой) диск: другой Python или папка",
        f"SQLite {OLDEST_SQLITE[0]}.{OLDEST_SQLITE[1]} and a local disk are needed: another Python or folder",
    )
    return judged(Words("SQLite", "SQLite"), seen, fine=fine, remedy=remedy)


def journal(folder: Path) -> str:
    """The journal mode that a database in this folder gets when it asks for WAL and is written to."""
    try:
        with tempfile.TemporaryDirectory(dir=folder) as place:
            connection = sqlite3.connect(Path(place) / "doctor.sqlite3")
            try:
                mode = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
                connection.execute("CREATE TABLE doctor (number INTEGER)")
            finally:
                connection.close()
    except (OSError, sqlite3.Error) as error:
        return str(error)
    return str(mode)


CHECKS = (interpreter, environment, libraries, loading, folders, database)
