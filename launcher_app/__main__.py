"""`python -m launcher_app`: the launcher's window; with `start` the roles as processes, until Ctrl+C."""

import argparse
import os
import signal
import sys
from pathlib import Path

import psutil

from common import settings, spawn
from common.clock import SystemClock
from common.errors import OplataError
from common.logs import say, speak_utf8
from common.protocol import codes
from common.setup import debian
from common.words import Words
from launcher_app.instance import MODULES, Instance, open_log
from launcher_app.served import ROLE

OPEN_ALREADY = Words(
    "Окно запуска с этой папкой данных уже открыто: показываю его, второе не нужно.",
    "The launcher's window on this data folder is open already: it is shown, a second one is not needed.",
)
NOT_IN_WINDOW = Words(
    "Посредники окна запуска записывают обмены и сами не шифруют: --tls есть у start и у каждой роли отдельно.",
    "The proxies of the launcher's window record exchanges and do not encrypt: --tls is for start and single roles.",
)
ORDER = ("provider", "processing", "terminal", "consumer")


def main(arguments: list[str] | None = None) -> int:
    """Open the window; or start, show where each answers, watch, stop: 1 when a role ended by itself."""
    parser = argparse.ArgumentParser(prog="run_all.py", description="Запуск ролей / Start the roles")
    parser.add_argument("command", nargs="?", choices=("start",), help="без него — окно / the window")
    parser.add_argument("--headless", action="store_true", help="без окон / without windows")
    parser.add_argument("--profile", help="сеть, которую открыть сразу / the network to open at once")
    parser.add_argument("--data", type=Path, default=settings.ROOT / "data", help="папка данных / data folder")
    parser.add_argument("--only", nargs="+", choices=tuple(MODULES), default=ORDER, help="только эти роли / only these")
    parser.add_argument("--any-port", action="store_true", help="любые свободные порты / any free ports")
    parser.add_argument(
        "--tls",
        nargs="?",
        type=Path,
        const=settings.TLS_FOLDER,
        metavar="FOLDER",
        help="https между ролями / https, for start",
    )
    parser.add_argument("--until-stdin-closes", action="store_true", help="завершиться с закрытием stdin")
    given = parser.parse_args(arguments)
    speak_utf8()
    if given.tls is not None and not given.command:
        parser.error(f"{NOT_IN_WINDOW.ru}\n{NOT_IN_WINDOW.en}")
    stop = spawn.Signal()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    if given.until_stdin_closes:
        spawn.at_end_of_input(stop.set)
    try:
        return _run(given, stop) if given.command else _shown(given, stop)
    except OplataError as trouble:
        say(codes.words_of(trouble).ru, sys.stderr)
        return 1


def _shown(given: argparse.Namespace, stop: spawn.Signal) -> int:
    """The window. What draws is loaded here: `start --headless` works without it."""
    from launcher_app.launcher import Launcher
    from launcher_app.ui import opening

    clock = SystemClock()
    data = given.data.resolve()
    log = open_log(data, "launcher", clock)
    try:
        if _raised(Instance(ROLE, settings.PROFILE, data, log, clock)):
            return 0
        launcher = Launcher(data, log, clock, any_port=given.any_port)
        if given.profile:
            launcher.open(given.profile)
        return opening.run(launcher, stop)
    finally:
        log.close()


def _raised(other: Instance) -> bool:
    """Whether a launcher's window on this folder is open already: then it comes to the front."""
    said = other.said()
    if said is None or said.pid == os.getpid() or not psutil.pid_exists(said.pid):
        return False
    try:
        other.meet()
        other.ask("ui-raise")
    except OplataError:
        return False  # somebody else has the number of a process that is gone
    finally:
        other.stop()
    say(OPEN_ALREADY.ru)
    return True


def _run(given: argparse.Namespace, stop: spawn.Signal) -> int:
    clock = SystemClock()
    data = given.data.resolve()
    log = open_log(data, "launcher", clock)
    port = 0 if given.any_port else None
    windows = not given.headless and debian.has_screen()
    profile = given.profile or settings.PROFILE
    tls = given.tls.resolve() if given.tls is not None else None
    network = [Instance(role, profile, data, log, clock, port=port, tls=tls) for role in given.only]
    try:
        for instance in network:
            instance.start(quiet=False, windows=windows)
        for instance in network:
            instance.wait()
            title = settings.TITLES[instance.role]
            say(f"{title.ru:<24} {instance.url}   PID {instance.process_id}")
        say("Ctrl+C — остановить всё / stop everything")
        while not stop.wait(0.3):
            for instance in network:
                if not instance.running():
                    say(f"{settings.TITLES[instance.role].ru}: завершился сам, остальные останавливаются", sys.stderr)
                    return 1
    finally:
        for instance in reversed(network):
            instance.stop()
        log.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
