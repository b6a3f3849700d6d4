"""Packages of Debian that Python cannot bring: installed where we may, otherwise the exact command is shown."""

import os
import shutil
import subprocess
from collections.abc import Iterable

from common.setup.console import say

PACKAGES = {"wrk": ("wrk",), "gcc": ("gcc", "libc6-dev")}
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
    """Have these programs, or tell how; the command that needs them decides whether it can go on without."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    packages = tuple(package for tool in missing for package in PACKAGES[tool])
    if packages and not install(packages):
        say(
            f"Нет программ {' '.join(missing)}. Поставьте: {command(packages)}",
            "Not found; the command above installs them",
        )
