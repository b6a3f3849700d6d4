"""The files of a report: in a folder of its own, given out only as they were when the report was ready."""

import hashlib
import shutil
from pathlib import Path

from common.durable import closed
from common.errors import Rejected
from common.reporting.order import Kept


def emptied(folder: Path) -> Path:
    """A folder for a report that is made, perhaps again: nothing of an earlier attempt is left in it."""
    removed(folder)
    try:
        folder.mkdir(parents=True)
    except OSError as problem:
        raise closed(problem, folder) from problem
    return folder


def removed(folder: Path) -> bool:
    """Remove a report's files; False when something still holds one of them (Windows) or the folder is closed."""
    shutil.rmtree(folder, ignore_errors=True)
    return not folder.exists()


def unchanged(folder: Path, kept: Kept) -> bytes:
    """A file's bytes; Rejected `report_file_changed` when they are not those that were counted and summed up."""
    try:
        data = (folder / kept.name).read_bytes()
    except OSError as problem:
        raise Rejected("report_file_changed", kept.name) from problem
    if len(data) != kept.size or hashlib.sha256(data).hexdigest() != kept.sha256:
        raise Rejected("report_file_changed", kept.name)
    return data
