"""`cefpython3` 66, which today's Python cannot import: an older Python is found and gets a small environment for it."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from common.setup import debian, environment, interpreters, places
from common.setup.cefpython_words import VERSIONS, explained, needed, possible, why_none
from common.setup.console import CannotSetUp, say
from common.setup.install import install
from common.setup.interpreters import Interpreter
from common.setup.lock import only_one
from common.setup.stamp import Stamp

FOLDER = ".venv-cef66"
LISTS = ("requirements-cef66.txt",)
ENGINE = "cefpython3"
IMPORT = "from cefpython3 import cefpython; print(cefpython.GetVersion()['version'])"
IMPORT_SECONDS = 60.0
LIBRARIES = debian.CEF | {
    "libXcursor.so.1": "libxcursor1",
    "libXi.so.6": "libxi6",
    "libXrender.so.1": "libxrender1",
    "libXss.so.1": "libxss1",
    "libXtst.so.6": "libxtst6",
    "libgtk-x11-2.0.so.0": "libgtk2.0-0",
    "libpangocairo-1.0.so.0": "libpangocairo-1.0-0",
}
"""What this CEF is linked with."""
LAST_LINES = 3


class Wanted(NamedTuple):
    """What a command line asks for: whether the second engine at all, and which interpreter."""

    engine: bool
    named: str


def wanted(arguments: Sequence[str]) -> Wanted:
    """Read it before any library is there; a window is not opened with --headless, and no engine is needed."""
    said = {"--cef": "", "--cef-python": ""}
    for word, after in zip(arguments, [*arguments[1:], ""], strict=False):
        name, equals, value = word.partition("=")
        if name in said:
            said[name] = value if equals else after
    windowless = {"--headless", "-h", "--help"} & set(arguments)
    return Wanted(said["--cef"] == ENGINE and not windowless, said["--cef-python"])


def prepared(arguments: Sequence[str], project: Path = places.PROJECT) -> list[str]:
    """The arguments, with the interpreter that is ready for it named where the second engine is asked for."""
    want = wanted(arguments)
    if not want.engine:
        return list(arguments)
    debian.need_libraries(LIBRARIES)
    return [*arguments, "--cef-python", str(ensure(want.named, project))]


def ready(project: Path = places.PROJECT) -> Path | None:
    """The interpreter of its environment, when that is whole; known in a blink."""
    stamp = Stamp(project, FOLDER)
    return places.python(stamp.environment) if stamp.current(LISTS) else None


def ensure(named: str = "", project: Path = places.PROJECT) -> Path:
    """An interpreter that imports cefpython3: the named one if it does, else our environment's, made when missing."""
    found = ready(project)
    if not named and found is not None:
        return found
    interpreter = called(named) if named else sought()
    if named and not trouble_of_import(interpreter.program):
        return interpreter.program
    stamp = Stamp(project, FOLDER)
    try:
        with only_one(project / f"{FOLDER}.lock"):
            if not (stamp.current(LISTS) and made_from(interpreter, stamp.environment)):
                bring(interpreter, stamp)
    except OSError as error:
        raise CannotSetUp(
            f"Не удалось подготовить {stamp.environment}: {error}\nЗакройте терминал, проверьте место на диске и права "
            "на папку и повторите ту же команду.",
            f"Cannot prepare {stamp.environment}: {error}\nClose the terminal, check the disk and the rights on the "
            "folder and repeat the same command.",
        ) from error
    return places.python(stamp.environment)


def sought() -> Interpreter:
    """The best one of this machine."""
    found = interpreters.best(VERSIONS) if possible() else None
    if found is None:
        raise CannotSetUp(*why_none())
    return found


def called(named: str) -> Interpreter:
    """The one a person named."""
    found = interpreters.asked(str(Path(named).expanduser()))
    if found is None:
        raise CannotSetUp(f"--cef-python {named}: это не Python.", f"--cef-python {named}: this is no Python.")
    if found.bits != interpreters.BITS or found.version[:2] not in VERSIONS or not possible():
        raise CannotSetUp(
            f"--cef-python: {found}\n{needed()[0]}",
            f"--cef-python: {found}\n{needed()[1]}",
        )
    return found


def made_from(interpreter: Interpreter, folder: Path) -> bool:
    """Does this interpreter stand behind the environment?"""
    itself = interpreters.asked(str(places.python(folder)))
    return itself is not None and itself.home == interpreter.home


def bring(interpreter: Interpreter, stamp: Stamp) -> None:
    """Make the environment anew and remember it once cefpython3 is seen to load."""
    say(f"Готовлю cefpython3 66: {interpreter}…", "Preparing cefpython3 66 (80 MB, once)…")
    environment.make(stamp.environment, str(interpreter.program))
    install(LISTS, stamp.project, stamp.environment)
    trouble = trouble_of_import(places.python(stamp.environment))
    if trouble:
        raise CannotSetUp(*explained(trouble))
    stamp.write(LISTS)
    say("cefpython3 66 готов.", "cefpython3 66 is ready.")


def trouble_of_import(program: Path) -> str:
    """Why cefpython3 66 does not load there; empty when it does."""
    try:
        done = subprocess.run(
            [str(program), "-c", IMPORT],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=IMPORT_SECONDS,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0 and done.stdout.strip().startswith("66."):
        return ""
    return "\n".join(done.stdout.strip().splitlines()[-LAST_LINES:]) or f"exit code {done.returncode}"
