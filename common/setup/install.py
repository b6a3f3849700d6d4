"""pip: installs the lists of libraries, shows how it goes, and explains in plain words why it could not."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from common.setup import places
from common.setup.console import CannotSetUp, say

LOG = "set-up.log"
LAST_LINES = 12

# The first pattern found in pip's words wins: without a network pip also says that nothing matches.
REASONS = (
    (
        r"No space left|Errno 28|WinError 112|not enough space",
        "На диске кончилось место. Освободите 1 ГБ и повторите ту же команду.",
        "The disk is full. Free 1 GB and repeat the same command.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "Сертификат хранилища библиотек не проверен: посредник в сети? Укажите свой: pip config set global.cert ФАЙЛ.",
        "The package index's certificate is not trusted: a proxy? Name yours: pip config set global.cert FILE.",
    ),
    (
        r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Max retries|name resolution|ConnectionReset"
        r"|timed out|Network is unreachable|getaddrinfo",
        "Нет связи с хранилищем библиотек (pypi.org). Проверьте сеть и HTTPS_PROXY и повторите ту же команду.",
        "No connection to the package index (pypi.org). Check the network and HTTPS_PROXY, repeat the same command.",
    ),
    (
        r"Permission denied|Errno 13|WinError 5\b|Access is denied",
        "Нет прав на запись в папку .venv, или её держит запущенная программа. Закройте программы и проверьте права.",
        "No right to write into .venv, or a running program holds it. Close the programs and check the rights.",
    ),
    (
        r"No matching distribution|Could not find a version|Failed building wheel|Failed to build",
        "Для этого Python или системы нет готовой библиотеки. Поставьте Python 3.11–3.13 с python.org и повторите.",
        "A library has no build for this Python or system. Install Python 3.11-3.13 from python.org and repeat.",
    ),
)
UNKNOWN = ("pip остановился; его слова выше.", "pip stopped; its words are above.")


def install(lists: Sequence[str], project: Path, environment: Path) -> None:
    """Bring the environment to what the lists say."""
    wanted = [word for name in lists for word in ("-r", str(project / name))]
    pip = [str(places.python(environment)), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    # PIP_USER: somebody's `user = true` would turn pip away from the environment; the rest of their settings stand.
    settings = os.environ | {"PIP_USER": "0", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    # close_fds=False lets the lock pass to pip: should we be killed, nobody enters before pip is done.
    with (
        (environment / LOG).open("a", encoding="utf-8") as log,
        subprocess.Popen(
            [*pip, "--progress-bar", "off", *wanted],
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            close_fds=False,
        ) as process,
    ):
        assert process.stdout
        told: list[str] = []
        for line in process.stdout:
            show(line)
            log.write(line)
            told.append(line.rstrip())
    if process.returncode:
        raise explained(told)


def show(line: str) -> None:
    """Pass on what a person waits for: that it goes on, and with which library."""
    what, _, rest = line.strip().partition(" ")
    if what in ("Collecting", "Processing"):
        print(f"  {Path(rest.partition(' (from')[0]).name}", file=sys.stderr)
    elif line.startswith("Installing collected packages"):
        say("Раскладываю библиотеки…", "Unpacking…")


def explained(told: Sequence[str]) -> CannotSetUp:
    """pip's failure as a reason and what to do."""
    words = "\n".join(told)
    reason = next(((ru, en) for pattern, ru, en in REASONS if re.search(pattern, words, re.IGNORECASE)), UNKNOWN)
    end = "\n".join(told[-LAST_LINES:])
    return CannotSetUp(
        f"{end}\n\nНе удалось поставить библиотеки. {reason[0]}", f"Libraries not installed. {reason[1]}"
    )
