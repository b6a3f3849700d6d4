"""Where things are: the project's folder, its virtual environment and its lists of libraries."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
ENVIRONMENT = PROJECT / ".venv"
RUN = "requirements.txt"
TEST = "requirements-test.txt"


def python(environment: Path = ENVIRONMENT) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
