"""Files that are written whole or not at all, and that survive the power going."""

import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from common.errors import Unavailable

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Write beside, then rename. The half-written file has a name of its own: two processes may write one path."""
    with written_beside(path, mode=mode) as half:
        half.write_bytes(data)


@contextlib.contextmanager
def written_beside(path: Path, *, mode: int = 0o644) -> Iterator[Path]:
    """A file to be filled beside `path`: it gets that name when the block ends well, and goes when it does not."""
    descriptor, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".part", dir=path.parent)
    os.close(descriptor)
    half = Path(name)
    try:
        yield half
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.chmod(mode)
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """New names are durable once their folder is; Windows has no such call and needs none."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def not_written(problem: BaseException, what: str) -> Unavailable:
    """What the disk refused, in words: where there is no room, another name or folder would not help."""
    cause = next((one for one in (problem, *problem.args, problem.__context__) if isinstance(one, OSError)), None)
    if cause is None:
        return Unavailable("file_not_written", f"{what} ({problem})")
    if cause.errno in NO_ROOM:
        return Unavailable("storage_full", what)
    return Unavailable("file_not_written", f"{what} ({cause.strerror or cause})")


def closed(problem: OSError, folder: Path) -> Unavailable:
    """The same of a folder in which nothing can be made."""
    no_room = problem.errno in NO_ROOM
    return Unavailable("storage_full" if no_room else "folder_closed", f"{folder} ({problem.strerror or problem})")
