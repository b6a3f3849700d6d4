"""The tree as its history keeps it, read for what must not be there: secrets of somebody, blobs nobody can read."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from common.setup.places import PROJECT

FOLDERS = (
    "agent_terminal", "common", "consumer_app", "docs", "launcher_app", "processing_app", "provider_app", "tests",
)  # fmt: skip
FONTS = ".ttf"
SECRETS = {
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{16}"),
    "a key of a cloud": re.compile(rb"\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b"),
    "a token": re.compile(rb"\b(gh[pousr]_[A-Za-z0-9]{30,}|glpat-[\w-]{20,}|xox[abps]-[\w-]{10,}|sk-[A-Za-z0-9]{32,})"),
    "a signed token": re.compile(rb"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"),
    "a login in an address": re.compile(rb"\b(?:https?|smtps?|postgres(?:ql)?)://[\w.-]+:(?P<word>[^\s@/{}\"']{12,})@"),
    "a password": re.compile(
        rb"(?i)\b(?:password|passwd|secret|token|api_?key)[\"']?\s*[:=]\s*[\"'](?P<word>[A-Za-z0-9+/_=-]{20,})[\"']"
    ),
}
KINDS = (re.compile(rb"[a-z]"), re.compile(rb"[A-Z]"), re.compile(rb"[0-9]"))
"""A word that a machine made holds all of these; a word that a person wrote for a test or a name, hardly ever."""

MADE_UP = frozenset({b"cHJvdmlkZXI6Y2FuYXJ5LXNlY3JldA=="})
"""What tests look for in logs: a made-up login as a header carries it."""


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the history; where there is no git, every file of the folders that have one."""
    try:
        said = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
        paths = [PROJECT / name for name in said.decode().split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        within = [path for folder in FOLDERS for path in (PROJECT / folder).rglob("*")]
        paths = [*within, *PROJECT.glob("*.*")]
    return tuple(path for path in sorted(paths) if path.is_file() and "__pycache__" not in path.parts)


def secrets_in(content: bytes) -> Iterator[str]:
    """What in a file looks like somebody's secret."""
    for name, pattern in SECRETS.items():
        for found in pattern.finditer(content):
            word = found.groupdict().get("word")
            if word is None or (word not in MADE_UP and all(kind.search(word) for kind in KINDS)):
                yield name


def is_blob(path: Path, content: bytes) -> bool:
    """Whether nobody can read what a file says; a font is one that is drawn."""
    return b"\0" in content and path.suffix != FONTS
