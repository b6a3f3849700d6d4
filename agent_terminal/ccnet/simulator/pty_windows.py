"""Windows has no pseudo-terminals for serial ports: the simulator speaks over TCP there."""

from pathlib import Path

from agent_terminal.ccnet.simulator.line import TcpLine
from common.errors import Broken


class PtyLine(TcpLine):
    """Refuses to be made, saying what to use instead."""

    def __init__(self, name: Path | None = None) -> None:
        raise Broken("wrong_value", f"--line pty: {name or 'pty'}; --line tcp")
