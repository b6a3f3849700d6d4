"""A folder whose environment is ready."""

from pathlib import Path

import pytest

import run_all
from common.setup.places import python
from common.setup.stamp import Stamp


@pytest.fixture
def ready(tmp_path: Path) -> Stamp:
    """A folder whose environment is stamped as ready, with one library in it."""
    (tmp_path / "requirements.txt").write_text("thing==1\n", encoding="utf-8")
    (tmp_path / "requirements-test.txt").write_text("probe==1\n", encoding="utf-8")
    program = python(tmp_path / ".venv")
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    (tmp_path / ".venv/pyvenv.cfg").write_text(f"home = {tmp_path}\nversion = 3.11.2\n", encoding="utf-8")
    library = tmp_path / ".venv/lib/site-packages"
    (library / "thing-1.dist-info").mkdir(parents=True)
    (library / "thing-1.dist-info/RECORD").write_text("thing-1.dist-info/RECORD,,\nthing.py,,\n", encoding="utf-8")
    (library / "thing.py").write_text("", encoding="utf-8")
    stamp = Stamp(tmp_path)
    stamp.write(run_all.RUN)
    return stamp
