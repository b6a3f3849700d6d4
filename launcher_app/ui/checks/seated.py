"""A student's program at a seat of the network, described as a target of the grader."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from common.durable import write_whole
from launcher_app.network.seat import Player, Seat

NAME = "target-{seat}.toml"


def described(seat: Seat, told: Mapping[str, str], folder: Path) -> Path:
    """Write the description to a file of the folder that only its owner reads: it has a password in it."""
    lines = {"role": seat.role, **told}
    if seat.player is Player.ADDRESS or seat.url:
        lines["url"] = seat.url
    text = "".join(f"{name} = {_toml(value)}\n" for name, value in lines.items())
    if seat.player is Player.COMMAND:
        text += f"start = {_toml(list(seat.words))}\n"
    if seat.role == "processing":
        text += "delivers = true\n"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME.format(seat=seat.name)
    write_whole(path, text.encode(), mode=0o600)
    return path


def _toml(value: object) -> str:
    return msgspec.json.encode(value).decode()
