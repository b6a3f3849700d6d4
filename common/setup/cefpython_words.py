"""Which Python `cefpython3` 66 needs, and the words where it is not there or does not load."""

import platform
import re
import sys

from common.setup.interpreters import Version

VERSIONS: tuple[Version, ...] = ((3, 9), (3, 8), (3, 7)) if sys.platform == "win32" else ((3, 7),)
"""cefpython3 itself has builds for 3.4-3.6 too; our program for it needs 3.7. The earlier in the list, the better."""
MACHINES = ("x86_64", "amd64")


def possible() -> bool:
    """Are there builds for this system at all?"""
    return sys.platform in ("linux", "win32") and platform.machine().lower() in MACHINES


def needed() -> tuple[str, str]:
    """Which interpreter it must be, in both languages."""
    which = " / ".join(f"{first}.{second}" for first, second in VERSIONS)
    if not possible():
        return (
            "cefpython3 66 есть только для Windows и Linux на x86-64.",
            "cefpython3 66 exists for Windows and Linux on x86-64 only.",
        )
    return f"Для cefpython3 66 нужен 64-битный Python {which}.", f"cefpython3 66 needs a 64-bit Python {which}."


def why_none() -> tuple[str, str]:
    """That none was found, where it was looked for, and what to do."""
    ru, en = needed()
    if not possible():
        return f"{ru} Запустите терминал без --cef cefpython3.", f"{en} Start the terminal without --cef cefpython3."
    windows = sys.platform == "win32"
    where = "PATH, pyenv-win, py -0p" if windows else "PATH, pyenv"
    how = "python.org" if windows else "PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install 3.7"
    return (
        f"{ru} Его здесь нет (искали: {where}).\nПоставьте его ({how}) или назовите свой: --cef-python ПУТЬ. "
        "Без --cef cefpython3 терминал откроется в новом CEF, ему старый Python не нужен.",
        f"{en} There is none here (looked for in: {where}).\nInstall it ({how}) or name yours: --cef-python PATH. "
        "Without --cef cefpython3 the terminal opens in a new CEF, which needs no old Python.",
    )


def explained(trouble: str) -> tuple[str, str]:
    """Why it does not load, as a reason and what to do."""
    lost = re.search(r"(\S+\.so[\w.]*): cannot open shared object file", trouble)
    if lost is None:
        return f"cefpython3 66 не загружается:\n{trouble}", f"cefpython3 66 does not load:\n{trouble}"
    if lost[1].startswith("libpython"):
        how = "PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install 3.7"
        return (
            f"cefpython3 66 нужен Python, собранный с общей библиотекой ({lost[1]}): {how}",
            f"cefpython3 66 needs a Python that is built with its shared library ({lost[1]}): {how}",
        )
    return (
        f"cefpython3 66 не загружается: в системе нет {lost[1]}.",
        f"cefpython3 66 does not load: the system has no {lost[1]}.",
    )
