"""Why CEF cannot run here, in words and with what to do; the terminal works without a window meanwhile."""

import re
from pathlib import Path

from common.setup import debian
from common.words import Words

WITHOUT = Words(
    "Терминал и без этого окна работает и хранит деньги: запустите его с --headless.",
    "The terminal works and keeps the money without this window, too: start it with --headless.",
)
LIBRARY = re.compile(r"(lib[\w.+-]+\.so[.\d]*): cannot open shared object file")


def _with_way_out(ru: str, en: str) -> Words:
    return Words(f"{ru}\n{WITHOUT.ru}", f"{en}\n{WITHOUT.en}")


NO_X11 = _with_way_out(
    "Страница киоска рисуется в окне X11, а здесь его нет. Запустите программу в сеансе X11 или с XWayland "
    "(QT_QPA_PLATFORM=xcb).",
    "The kiosk's page is drawn in an X11 window, and there is none here. Start the program in an X11 session or with "
    "XWayland (QT_QPA_PLATFORM=xcb).",
)
NO_WINDOW = _with_way_out(
    "CEF запущен, но окна страницы не дал. Закройте программу и запустите снова; если не поможет, выполните: "
    "python3 run_all.py doctor",
    "CEF has started, but gave no window for the page. Close the program and start it again; if that does not help, "
    "run: python3 run_all.py doctor",
)
NO_PACKAGE = _with_way_out(
    "Библиотека cef-capi-py, которая рисует страницу киоска, не установлена. Выполните: python3 run_all.py doctor — "
    "он ставит библиотеки и говорит, чего не хватает.",
    "The library cef-capi-py, which draws the kiosk's page, is not installed. Run: python3 run_all.py doctor; it "
    "installs the libraries and says what is missing.",
)
STRANGE_SYSTEM = _with_way_out(
    "Для этой системы нет CEF: он есть для 64-битных Windows и Linux (x86-64, ARM64).",
    "There is no CEF for this system: there is one for 64-bit Windows and Linux (x86-64, ARM64).",
)


def cannot_load(problem: BaseException) -> Words:
    """What the loading of the library has stumbled over."""
    if isinstance(problem, ImportError):
        return NO_PACKAGE
    found = LIBRARY.search(str(problem))
    if found is None:
        return STRANGE_SYSTEM if not isinstance(problem, OSError) else _broken(problem)
    missing = debian.missing_libraries(debian.CEF) or [found[1]]
    names = ", ".join(missing)
    packages = [debian.CEF[name] for name in missing if name in debian.CEF]
    command = debian.command(packages) if packages else "python3 run_all.py doctor"
    return _with_way_out(
        f"Для страницы киоска не хватает библиотек системы: {names}. Выполните: {command} — и запустите снова.",
        f"The kiosk's page lacks libraries of the system: {names}. Run: {command}; then start again.",
    )


def busy(folder: Path) -> Words:
    """CEF has refused to start: as a rule because another one uses the same folder."""
    return _with_way_out(
        f"CEF не запустился: папкой {folder} пользуется другая программа, или в неё нельзя писать. Закройте прежнее "
        "окно этого терминала и запустите снова.",
        f"CEF has not started: another program uses the folder {folder}, or it cannot be written to. Close this "
        "terminal's earlier window and start again.",
    )


def _broken(problem: BaseException) -> Words:
    return _with_way_out(
        f"Библиотека cef-capi-py повреждена ({str(problem)[:200]}). Удалите папку .venv и повторите: "
        "python3 run_all.py doctor",
        f"The library cef-capi-py is damaged ({str(problem)[:200]}). Remove the folder .venv and repeat: "
        "python3 run_all.py doctor",
    )
