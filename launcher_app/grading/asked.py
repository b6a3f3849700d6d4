"""What a person asks the grader for in the window, as the words of its command line."""

import sys
from dataclasses import dataclass
from pathlib import Path

from common import settings
from common.words import Language
from launcher_app.grading.command_line import SEED
from launcher_app.grading.report.view import Detail

PROGRAM = (sys.executable, str(settings.ROOT / "run_all.py"), "grade")
"""By the command that people type: it brings the libraries that only a grading needs."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`role` is one of ours, empty for all; with a `target` its role is judged."""

    out: Path
    role: str = ""
    target: Path | None = None
    seed: int = SEED
    team: str = ""
    variant: str = ""
    detail: Detail = "full"
    rubric: Path | None = None
    hidden: Path | None = None
    session: Path | None = None
    language: Language = "ru"

    def words(self) -> list[str]:
        """The whole command: it tells its progress, and ends when its input closes."""
        said = [*PROGRAM, "--headless", "--progress", "json", "--until-stdin-closes"]
        said += ["--out", str(self.out), "--seed", str(self.seed), "--detail", self.detail, "--lang", self.language]
        if self.role and self.target is None:
            said += ["--role", self.role]
        named: dict[str, Path | str | None] = {
            "target": self.target, "rubric": self.rubric, "hidden": self.hidden, "session": self.session,
            "team": self.team, "variant": self.variant,
        }  # fmt: skip
        return said + [f"--{name}={value}" for name, value in named.items() if value]
