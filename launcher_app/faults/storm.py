"""A storm as a file: the seed and the settings to raise it again, and what every request met while it was written."""

from pathlib import Path
from typing import Literal

import msgspec

from common import durable
from common.errors import Broken
from common.words import Language
from launcher_app.faults.desk import FaultDesk
from launcher_app.faults.doors import door_words
from launcher_app.faults.setting import Setting
from launcher_app.faults.wording import (
    arrow_words,
    chance_words,
    fault_words,
    joined,
    kind_words,
    place_words,
    seed_words,
)
from launcher_app.feed.hop import Arrow

VERSION = 1
LARGEST = 16 * 1024 * 1024


class Met(msgspec.Struct, frozen=True):
    """One request: on which arrow, at which door, which fault or nothing."""

    arrow: Arrow
    door: str
    fault: str = ""


class Storm(msgspec.Struct, frozen=True, kw_only=True):
    """`settings` in their order of precedence."""

    kind: Literal["oplata-faults"] = "oplata-faults"
    version: int = VERSION
    seed: int
    settings: list[Setting]
    outcomes: list[Met] = []


def of(desk: FaultDesk) -> Storm:
    """What is on now, with what it has done."""
    outcomes = [Met(arrow, door, fault) for arrow, door, fault in desk.outcomes]
    return Storm(seed=desk.seed, settings=[one.setting for one in desk.all], outcomes=outcomes)


def raise_again(desk: FaultDesk, storm: Storm) -> None:
    """Its settings and no others, from its seed, counted from the first request."""
    desk.clear()
    for setting in storm.settings:
        desk.add(setting)
    desk.begin(storm.seed)


def write(path: Path, storm: Storm, language: Language) -> None:
    """As JSON, which can be read again; as text for people where the name ends so."""
    text = text_of(storm, language).encode() if path.suffix.lower() == ".txt" else _json(storm)
    try:
        durable.write_whole(path, text)
    except OSError as problem:
        raise durable.not_written(problem, str(path)) from problem


def read(path: Path) -> Storm:
    """A file that `write` made as JSON; Broken `faults_unreadable` for anything else."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        storm = msgspec.json.decode(data, type=Storm)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise Broken("faults_unreadable", f"{path.name} ({problem})"[:200]) from problem
    if storm.version > VERSION:
        raise Broken("file_newer", path.name)
    return storm


def text_of(storm: Storm, language: Language) -> str:
    """Its seed, its settings, and a line for each request; columns are apart by tabs."""
    head = [seed_words(storm.seed, len(storm.outcomes))]
    settings = [joined(place_words(one), kind_words(one), chance_words(one)) for one in storm.settings]
    lines = [words.of(language) for words in (*head, *settings)]
    for number, one in enumerate(storm.outcomes, 1):
        words = (arrow_words(one.arrow), door_words(one.arrow.receiver, one.door), fault_words(one.fault))
        lines.append("\t".join([str(number), *(part.of(language) for part in words)]))
    return "\n".join(lines) + "\n"


def _json(storm: Storm) -> bytes:
    return msgspec.json.format(msgspec.json.encode(storm), indent=2)
