"""The virtual environment: made when missing, made anew when broken, brought up to date when the lists change."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from common.setup import debian, places
from common.setup.console import CannotSetUp, say
from common.setup.install import install
from common.setup.lock import only_one
from common.setup.stamp import Stamp

NEEDED_BYTES = 700_000_000


def ensure(lists: Sequence[str], project: Path = places.PROJECT) -> None:
    """Have an environment with these lists installed; only the first run takes time."""
    stamp = Stamp(project)
    if stamp.current(lists):
        return
    try:
        with only_one(project / ".venv.lock"):
            if not stamp.current(lists):
                bring(stamp, lists)
    except OSError as error:
        raise CannotSetUp(
            f"Не удалось подготовить {stamp.environment}: {error}\nПроверьте место на диске и права на папку, закройте "
            "запущенные программы проекта и повторите ту же команду.",
            f"Cannot prepare {stamp.environment}: {error}\nCheck the disk and the rights on the folder, close the "
            "project's running programs and repeat the same command.",
        ) from error


def bring(stamp: Stamp, lists: Sequence[str]) -> None:
    """Make what is missing. Without a stamp nobody knows what stands there, so it is made anew."""
    was = stamp.read()
    if not stamp.whole(was):
        make(stamp.environment)
    say("Ставлю библиотеки (первый раз: до трёх минут)…", "Installing libraries (the first time: up to three minutes)…")
    stamp.path.unlink(missing_ok=True)
    install(lists, stamp.project, stamp.environment)
    stamp.write(lists)
    say("Окружение готово.", "The environment is ready.")


def make(environment: Path, program: str = "") -> None:
    """An empty environment in the place of whatever was there, by this interpreter or by the one that runs."""
    enough_room(environment.parent)
    if not program:
        need_ensurepip()
    if environment.exists():
        say("Окружение повреждено или от другого Python: делаю заново…", "The environment is broken or foreign: anew…")
        shutil.rmtree(environment)
    say(f"Создаю окружение {environment}…", "Making the environment…")
    done = subprocess.run(
        [program or base_python(), "-m", "venv", str(environment)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        close_fds=False,
    )
    if done.returncode:
        raise CannotSetUp(f"{done.stdout}\nНе удалось создать {environment}.", f"Cannot create {environment}.")


def base_python() -> str:
    """The interpreter outside any environment: ours may be the one that is being replaced."""
    return str(getattr(sys, "_base_executable", sys.executable))


def need_ensurepip() -> None:
    """Debian keeps the part of Python that puts pip into an environment in a package of its own."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    installed = debian.install((package,))
    importlib.invalidate_caches()
    if not installed or not importlib.util.find_spec("ensurepip"):
        command = debian.command((package,))
        raise CannotSetUp(
            f"В этом Python нет ensurepip. Выполните и повторите: {command}", f"This Python has no ensurepip: {command}"
        )


def enough_room(folder: Path) -> None:
    """Say it before half of the libraries is there."""
    free = shutil.disk_usage(folder).free
    if free < NEEDED_BYTES:
        need, have = NEEDED_BYTES // 10**6, free // 10**6
        raise CannotSetUp(
            f"Мало места на диске: нужно {need} МБ, есть {have}. Освободите место и повторите ту же команду.",
            f"Not enough disk: {need} MB needed, {have} free. Free some and repeat the same command.",
        )


def handover(module: str, arguments: Sequence[str], project: Path = places.PROJECT) -> int:
    """Become the command: the same process on POSIX; on Windows a child whose exit code is ours."""
    # The person's folder stays the working one, so that names of files mean what they typed; -P keeps it off the path.
    command = [str(places.python(project / ".venv")), "-P", "-m", module, *arguments]
    environment = os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(project)}
    if os.name != "nt":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, environment)
    return wait(subprocess.Popen(command, env=environment))


def wait(process: subprocess.Popen[bytes]) -> int:
    """Wait to the end: Ctrl+C reaches the child by itself, and it finishes what is under way."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
