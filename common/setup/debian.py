"""Packages of Debian that Python cannot bring: installed where we may, otherwise the exact command is shown."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

from common.setup.console import say

MEASURING = {"wrk": ("wrk",), "gcc": ("gcc", "libc6-dev")}
TRACING = {"strace": ("strace",)}
"""Sees what a program asks of the system: the power is lost after every call."""
SCREEN = {
    "Xvfb": ("xvfb",),
    "xdotool": ("xdotool",),
    "setxkbmap": ("x11-xkb-utils", "xkb-data"),
    "openbox": ("openbox",),
}
"""A screen without a monitor, hands for it, two keyboard layouts, and who gives windows the focus."""
BROWSER = {"chromium": ("chromium",)}
"""The kiosk's page is tested in a whole browser, too."""
OFFICE = {"soffice": ("libreoffice-calc",), "pdftoppm": ("poppler-utils",)}
"""Workbooks are opened as their readers open them, and printed."""
STORE = {"redis-check-rdb": ("redis-tools",)}
"""A Redis server under its other name: the package with the usual one starts a service for the whole computer."""
PACKAGES = MEASURING | TRACING | SCREEN | BROWSER | OFFICE | STORE
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What PySide6's own libraries are linked with and its wheel does not hold."""
CEF = {
    "libX11.so.6": "libx11-6",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXext.so.6": "libxext6",
    "libXfixes.so.3": "libxfixes3",
    "libXrandr.so.2": "libxrandr2",
    "libasound.so.2": "libasound2",
    "libatk-1.0.so.0": "libatk1.0-0",
    "libatk-bridge-2.0.so.0": "libatk-bridge2.0-0",
    "libatspi.so.0": "libatspi2.0-0",
    "libcairo.so.2": "libcairo2",
    "libcups.so.2": "libcups2",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libgbm.so.1": "libgbm1",
    "libnspr4.so": "libnspr4",
    "libnss3.so": "libnss3",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libudev.so.1": "libudev1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What the kiosk's browser is linked with; only a terminal's window asks for it."""
APT = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120", "--no-install-recommends")


def command(packages: Iterable[str]) -> str:
    """What a person types to have them."""
    return "sudo apt-get install -y " + " ".join(packages)


def may_install() -> bool:
    """Is this Debian or its kin, and are we root?"""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def install(packages: tuple[str, ...]) -> bool:
    """Install them if we may; once more after asking for the fresh lists, which a new machine does not have."""
    if not may_install():
        return False
    say(f"Ставлю пакеты системы: {' '.join(packages)}", f"Installing system packages: {' '.join(packages)}")
    return apt("install", *packages) or (apt("update") and apt("install", *packages))


def apt(*words: str) -> bool:
    """Run apt-get without questions; what it says goes to the error stream."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run([*APT, *words], env=quiet, stdin=subprocess.DEVNULL, stdout=2, check=False)
    return done.returncode == 0


def need_tools(tools: Iterable[str]) -> None:
    """Have these programs, or tell how; the command that needs them decides whether it can go on without.

    Only Linux is asked: the programs are packages there, and what needs them elsewhere says so itself.
    """
    if platform.system() != "Linux":
        return
    missing = [tool for tool in tools if shutil.which(tool) is None]
    packages = tuple(package for tool in missing for package in PACKAGES[tool])
    if packages and not install(packages):
        say(
            f"Нет программ {' '.join(missing)}. Поставьте: {command(packages)}",
            "Not found; the command above installs them",
        )


def need_libraries(needed: Mapping[str, str] = LIBRARIES) -> bool:
    """Have what windows are drawn with, or tell how; False when something is still not there."""
    missing = missing_libraries(needed)
    packages = tuple(needed[name] for name in missing)
    if not missing or install(packages):
        return True
    say(
        f"Для окон нет библиотек {' '.join(missing)}. Поставьте: {command(packages)}",
        "Windows need them; the command above installs them",
    )
    return False


def missing_libraries(needed: Mapping[str, str] = LIBRARIES) -> list[str]:
    """Which libraries the loader does not know. Only Linux is asked: elsewhere the wheel holds all it needs."""
    if platform.system() != "Linux":
        return []
    known = loader_cache()
    return [name for name in needed if name not in known] if known else []


def loader_cache() -> set[str]:
    """Names of the libraries that the loader finds; empty where it does not tell."""
    program = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if program is None:
        return set()
    done = subprocess.run([program, "-p"], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return {line.split()[0] for line in done.stdout.decode("utf-8", "replace").splitlines() if "=>" in line}


def has_screen() -> bool:
    """Can a window be shown here? Only Linux is asked: Windows and macOS always have a screen."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )
