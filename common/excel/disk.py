"""A file is made beside its place and gets its name when it is whole; what the disk refuses becomes words."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from common.durable import not_written


class words_for_disk(contextlib.AbstractContextManager[None]):  # noqa: N801 - read like a function
    """What the disk refuses becomes words: no room, no rights, or the old file is open in another program."""

    def __init__(self, path: Path, *kinds: type[Exception]) -> None:
        """Of the file that was to be; `kinds` are a library's own errors beside the system's."""
        self._path = path
        self._kinds: tuple[type[Exception], ...] = (OSError, *kinds)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, self._kinds):
            raise not_written(error, self._path.name) from error


def beside(path: Path) -> Path:
    """An empty file beside the one it will become."""
    with words_for_disk(path):
        descriptor, name = tempfile.mkstemp(prefix=f"{path.stem}.", suffix=".part", dir=path.parent)
        os.close(descriptor)
    return Path(name)


def folder_beside(path: Path) -> Path:
    """An empty folder beside a file: its pieces, and at last the whole of it, wait there."""
    with words_for_disk(path):
        return Path(tempfile.mkdtemp(prefix=f"{path.stem}.", suffix=".part", dir=path.parent))


def forget(folder: Path) -> None:
    """Nothing is left of it, whatever it holds."""
    shutil.rmtree(folder, ignore_errors=True)
