"""The doctor on the machine: disk, memory, ports, clock, console, tools, windows, serial lines."""

import locale
import os
import shutil
import socket
from datetime import timedelta

import psutil
from serial.tools import list_ports

from common.clock import SystemClock, moment
from common.settings import LOOPBACK, PORTS
from common.setup import debian, places
from common.words import Words, same
from launcher_app.checks.finding import Finding, Level, judged

ROLES = {
    "provider": "provider_app",
    "processing": "processing_app",
    "terminal": "agent_terminal",
    "consumer": "consumer_app",
}
LEAST_DISK = 500_000_000
LEAST_MEMORY = 700_000_000
NONE = Words("нет", "none")


def disk() -> Finding:
    """Room for the state and the logs."""
    free = shutil.disk_usage(places.PROJECT).free
    seen = Words(f"свободно {free // 10**6} МБ", f"{free // 10**6} MB free")
    remedy = Words("Освободите хотя бы 500 МБ", "Free 500 MB at least")
    return judged(Words("Диск", "Disk"), seen, fine=free >= LEAST_DISK, remedy=remedy)


def memory() -> Finding:
    """Room for four roles and two more."""
    free = psutil.virtual_memory().available
    seen = Words(f"свободно {free // 10**6} МБ", f"{free // 10**6} MB free")
    remedy = Words(
        "Закройте лишние программы: роли берут до 120 МБ каждая", "Close programs: a role takes up to 120 MB"
    )
    return judged(Words("Память", "Memory"), seen, fine=free >= LEAST_MEMORY, remedy=remedy, otherwise=Level.NOTE)


def ports() -> Finding:
    """Are the roles' usual ports free, or held by the roles themselves?"""
    busy = {role: holder(port) for role, port in PORTS.items() if not is_free(port)}
    ours = all(ROLES[role] in words for role, words in busy.items())
    seen = same(
        "; ".join(f"{PORTS[role]}: {words}" for role, words in busy.items()) or ", ".join(map(str, PORTS.values()))
    )
    remedy = Words(
        "Остановите эту программу или задайте роли другой порт: --port 0", "Stop it, or give the role another: --port 0"
    )
    return judged(
        Words("Порты", "Ports"), seen, fine=not busy, remedy=remedy, otherwise=Level.NOTE if ours else Level.BAD
    )


def is_free(port: int) -> bool:
    """Could a role listen there?"""
    with socket.socket() as trial:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def holder(port: int) -> str:
    """The program that listens there, as far as the system tells."""
    try:
        owners = [
            one.pid
            for one in psutil.net_connections("tcp")
            if one.laddr and one.laddr.port == port and one.status == psutil.CONN_LISTEN and one.pid
        ]
        return ", ".join(f"PID {pid} {' '.join(psutil.Process(pid).cmdline()[:4])}" for pid in owners) or "?"
    except psutil.Error:
        return "?"


def clock() -> Finding:
    """A clock that stands before the project's own files is wrong: payments would be dated so, and sorted so."""
    now = moment(SystemClock().now_ms())
    newest = max(file.stat().st_mtime_ns for file in places.PROJECT.glob("*.*"))
    fine = moment(newest // 10**6) - now < timedelta(days=1)
    remedy = Words("Поставьте верное время (timedatectl, служба времени)", "Set the clock (timedatectl, time service)")
    return judged(Words("Часы, UTC", "Clock, UTC"), same(f"{now:%Y-%m-%d %H:%M:%S}"), fine=fine, remedy=remedy)


def console() -> Finding:
    """Will Russian letters be seen? A console of Windows takes them from Python whatever its code page is."""
    encoding = locale.getencoding()
    fine = os.name == "nt" or encoding.lower().replace("-", "") == "utf8"
    remedy = Words(
        "export LANG=C.UTF-8, иначе вместо букв будут знаки", "export LANG=C.UTF-8, or letters turn to signs"
    )
    return judged(Words("Консоль", "Console"), same(encoding), fine=fine, remedy=remedy, otherwise=Level.NOTE)


def tools() -> Finding:
    """What the measurements and the tests of windows need besides Python."""
    missing = [tool for tool in debian.PACKAGES if shutil.which(tool) is None]
    names = ", ".join(missing or debian.PACKAGES)
    seen = Words(f"нет: {names}", f"missing: {names}") if missing else same(names)
    command = debian.command(package for tool in missing for package in debian.PACKAGES[tool])
    remedy = Words(f"Нужны только для bench, test и shots: {command}", f"Needed by bench, test, shots: {command}")
    return judged(
        Words("Для измерений и тестов", "For bench and tests"),
        seen,
        fine=not missing,
        remedy=remedy,
        otherwise=Level.NOTE,
    )


def windows() -> Finding:
    """What windows are drawn with; the roles do without when they are started with --headless."""
    missing = debian.missing_libraries()
    seen = same(", ".join(missing)) if missing else Words("есть", "there")
    remedy = Words(
        f"Выполните: {debian.command(debian.LIBRARIES[name] for name in missing)}",
        f"Run: {debian.command(debian.LIBRARIES[name] for name in missing)}",
    )
    return judged(Words("Для окон", "For windows"), seen, fine=not missing, remedy=remedy)


def serial_lines() -> Finding:
    """Where a banknote acceptor could be connected."""
    found = [port.device for port in list_ports.comports()]
    remedy = Words("Для настоящего купюроприёмника; демо обходится без них", "For a real acceptor; the demo needs none")
    seen = same(", ".join(found)) if found else NONE
    return judged(
        Words("Последовательные порты", "Serial ports"), seen, fine=bool(found), remedy=remedy, otherwise=Level.NOTE
    )


CHECKS = (disk, memory, ports, clock, console, windows, tools, serial_lines)
