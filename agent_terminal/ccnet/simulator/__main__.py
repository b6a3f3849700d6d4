"""A simulated banknote validator as a process: `python -m agent_terminal.ccnet.simulator --ready-file FILE`."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from agent_terminal.ccnet.simulator import memory
from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.door import LOGIN, application
from agent_terminal.ccnet.simulator.line import Line, TcpLine
from agent_terminal.ccnet.simulator.options import Options
from agent_terminal.ccnet.simulator.running import Running
from common import ids, spawn
from common.clock import SystemClock
from common.durable import write_whole
from common.http_server import Listener, bind
from common.logs import Log, say
from common.settings import LOOPBACK

if sys.platform == "win32":
    from agent_terminal.ccnet.simulator.pty_windows import PtyLine
else:
    from agent_terminal.ccnet.simulator.pty_posix import PtyLine

BYTE_SECONDS = {0: 0.0, 9600: 10 / 9600, 19200: 10 / 19200}


class Ready(msgspec.Struct, frozen=True):
    """The ready-file: where the line is, where the control door is, and how to enter it."""

    role: str
    profile: str
    url: str
    pid: int
    line: str
    login: str
    password: str


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="ccnet.simulator", description=__doc__)
    parser.add_argument("--line", choices=("tcp", "pty"), default="tcp", help="линия / the line")
    parser.add_argument("--line-port", type=int, default=0, help="порт линии tcp, 0 — любой / tcp line's port")
    parser.add_argument("--line-name", type=Path, help="постоянное имя pty / a lasting name for the pty")
    parser.add_argument("--port", type=int, default=0, help="порт управления, 0 — любой / control door's port")
    parser.add_argument("--state", type=Path, help="память устройства / the device's memory (JSON)")
    parser.add_argument("--logs", type=Path, default=Path("logs"), help="папка журналов / folder of logs")
    parser.add_argument("--ready-file", type=Path, help="файл готовности / ready-file")
    parser.add_argument("--until-stdin-closes", action="store_true", help="до закрытия stdin / until stdin closes")
    parser.add_argument("--baud", type=int, choices=BYTE_SECONDS, default=0, help="темп байтов / pace of bytes")
    parser.add_argument("--initialize-seconds", type=float, default=Options.initialize_seconds)
    parser.add_argument("--accept-seconds", type=float, default=Options.accept_seconds)
    parser.add_argument("--stack-seconds", type=float, default=Options.stack_seconds)
    parser.add_argument("--disabled-after-note", action="store_true", help="19 после купюры / 19 after a note")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until standard input closes, or for ever. To kill it is to cut the device's power."""
    given = parse(arguments)
    clock = SystemClock()
    line = _line(given)
    running = Running(_device(given, clock), line, clock)
    log = Log(given.logs, "simulator", clock, console=False)
    password = ids.password()
    listener = Listener(application(running, password, line.address, log, clock), bind(given.port))
    listener.wait()
    stop = spawn.Signal()
    if given.until_stdin_closes:
        spawn.at_end_of_input(stop.set)
    url = f"http://{LOOPBACK}:{listener.port}"
    _announce(given.ready_file, Ready("simulator", "default", url, os.getpid(), line.address, LOGIN, password))
    with contextlib.suppress(KeyboardInterrupt):
        running.run(stop.is_set)
    listener.stop()
    line.close()
    log.close()
    return 0


def _line(given: argparse.Namespace) -> Line:
    return TcpLine(given.line_port) if given.line == "tcp" else PtyLine(given.line_name)


def _device(given: argparse.Namespace, clock: SystemClock) -> Device:
    options = Options(
        initialize_seconds=given.initialize_seconds,
        accept_seconds=given.accept_seconds,
        stack_seconds=given.stack_seconds,
        disabled_after_note=given.disabled_after_note,
        byte_seconds=BYTE_SECONDS[given.baud],
    )
    if given.state is None:
        return Device(options, now=clock.monotonic())
    kept = memory.load(given.state)
    return Device(options, now=clock.monotonic(), memory=kept, keep=memory.keeper(given.state))


def _announce(file: Path | None, ready: Ready) -> None:
    if file is None:
        say(msgspec.json.encode(ready).decode())
    else:
        write_whole(file, msgspec.json.encode(ready), mode=0o600)


if __name__ == "__main__":
    sys.exit(main())
