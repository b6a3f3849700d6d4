"""A file that a command answers with: written where a person says, and never printed as letters of base64."""

import argparse
from pathlib import Path
from typing import Any

import msgspec

from common.durable import not_written, write_whole
from common.errors import Rejected
from common.operation import Operation
from common.words import Language, Words

OUT, OVERWRITE = "out", "overwrite"
OPTIONS = (OUT, OVERWRITE)
SAVED = Words("Записано: {path}", "Saved: {path}")
NOT_PRINTED = Words("{size} байт; записать файлом: --out ФАЙЛ", "{size} bytes; save it: --out FILE")
TAKEN = "файл уже есть, заменить — --overwrite / there is such a file, --overwrite replaces it"


def field(operation: Operation) -> str:
    """The field of its answer that is a file; empty when none is."""
    kind = operation.answer
    fields = msgspec.structs.fields(kind) if issubclass(kind, msgspec.Struct) else ()
    return next((one.name for one in fields if one.type is bytes), "")


def add_options(parser: argparse.ArgumentParser, operation: Operation) -> None:
    """Where the file goes, for a command that answers with one."""
    if field(operation):
        parser.add_argument(f"--{OUT}", type=Path, metavar="…", help="записать файл / save the file")
        parser.add_argument(f"--{OVERWRITE}", action="store_true", help="заменить, если он есть / replace one there")


def place(given: argparse.Namespace) -> Path | None:
    """Where it is to be written; Rejected when another file is there and nobody said to replace it."""
    path: Path | None = getattr(given, OUT, None)
    if path is not None and path.exists() and not given.overwrite:
        raise Rejected("wrong_value", f"--{OUT} {path}: {TAKEN}")
    return path


def save(path: Path, data: bytes) -> None:
    """Written whole or not at all; Unavailable says what was in the way."""
    try:
        write_whole(path, data)
    except OSError as problem:
        raise not_written(problem, str(path)) from problem


def shown(answer: Any, name: str, language: Language) -> dict[str, Any]:
    """The answer as a console shows it: of the file only how large it is and how to have it."""
    told = NOT_PRINTED.format(size=len(getattr(answer, name))).of(language)
    return {**msgspec.to_builtins(answer), name: told}
