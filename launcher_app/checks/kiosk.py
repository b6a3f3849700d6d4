"""The doctor on the kiosk's browser: does CEF load here, in a process of its own?"""

import sys

from common import spawn
from common.setup import debian
from common.words import Words, same
from launcher_app.checks.finding import Finding, judged

WHAT = Words("Страница киоска (CEF)", "Kiosk's page (CEF)")
LOADS = "import cef_capi; print('CEF', cef_capi.version.CEF_VERSION_MAJOR)"
ANEW = Words(
    "Удалите .venv и повторите: python3 run_all.py doctor. Терминал без окна: run_all.py terminal --headless",
    "Remove .venv and repeat: python3 run_all.py doctor. The terminal without windows: run_all.py terminal --headless",
)


def browser() -> Finding:
    """Which version draws the page; what it lacks otherwise. Everything but the terminal's window does without."""
    missing = debian.missing_libraries(debian.CEF)
    if missing:
        command = debian.command(debian.CEF[name] for name in missing)
        remedy = Words(f"Выполните: {command}", f"Run: {command}")
        return judged(WHAT, same(", ".join(missing)), fine=False, remedy=remedy)
    process = spawn.process([sys.executable, "-c", LOADS], output=spawn.CAPTURE)
    words = process.communicate()[0].decode("utf-8", "replace").strip().splitlines()
    seen = same(words[-1] if words else process.returncode)
    return judged(WHAT, seen, fine=process.returncode == 0, remedy=ANEW)


CHECKS = (browser,)
