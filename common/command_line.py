"""Commands of a role, from its table of operations: to the running instance over its doors, else to its database."""

import argparse
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import is_dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec

from common import settings, trace
from common.clock import SystemClock
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.http_client import Peer
from common.http_server.doors import OPERATOR
from common.logs import Log, say
from common.operation import Operation
from common.operation import carry_out as directly
from common.principal import Principal
from common.protocol.endpoint import Moment
from common.readable import readable
from common.secrets import Secrets
from common.settings import Option, Settings, options

EXIT_CODES = {Rejected: 1, Unavailable: 3, ContractFault: 4, Broken: 5, OplataError: 6}
SECONDS = 120.0
WHOLE = " — целое число, деньги в копейках: 150000 / a whole number, money in kopecks"
STARTING_SECONDS = 5.0
PAUSE_SECONDS = 0.1
BOM = b"\xef\xbb\xbf"
"""What Windows editors put before a text; no part of its JSON."""
LOCAL = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?")
MOMENTS = "2026-11-01 | 2026-11-01T06:00 | 2026-11-01T06:00:00Z"
Offline = Callable[[], AbstractContextManager[Any]]


def parse(
    role: str, operations: Sequence[Operation], arguments: Sequence[str] | None, own: Sequence[Option] = ()
) -> argparse.Namespace:
    """The command line; a wrong one prints its usage and exits with 2."""
    title = settings.TITLES[role]
    parser = argparse.ArgumentParser(
        prog=f"run_all.py {role}",
        description=f"{title.ru} / {title.en}",
        parents=[options(role, own)],
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", metavar="команда")
    for operation in operations:
        does = f"{operation.does.ru} / {operation.does.en}"
        one = commands.add_parser(
            operation.name,
            help=does.replace("%", "%%"),
            description=does,
            parents=[options(role, again=True)],  # its own: a field of the same name takes an option's place
            allow_abbrev=False,
            conflict_handler="resolve",
        )
        one.add_argument("--json", action="store_true", help="ответ как JSON / answer as JSON")
        for field in msgspec.structs.fields(operation.ask):
            one.add_argument(
                f"--{field.name.replace('_', '-')}",
                dest=f"field_{field.name}",
                required=field.required,
                metavar="…",
                help=_hint(field.type),
            )
    return parser.parse_args(arguments)


def run(given: argparse.Namespace, chosen: Settings, operations: Sequence[Operation], offline: Offline) -> int:
    """Carry one command out and print its answer."""
    operation = next(one for one in operations if one.name == given.command)
    answer = carry_out(chosen, operation, question(operation, given), offline)
    if given.json:
        say(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
    else:
        say(readable(msgspec.to_builtins(answer), given.lang))
    return 0


def question(operation: Operation, given: argparse.Namespace) -> Any:
    """The options as the operation's message: numbers, yes/no, JSON or a file's name for whatever is larger."""
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(operation.ask):
        text = getattr(given, f"field_{field.name}")
        if text is not None:
            local = _is_moment(field.type) and LOCAL.fullmatch(text)
            values[field.name] = _moment(text, field.name) if local else _value(field.type, text)
    try:
        return msgspec.convert(values, operation.ask, strict=False)
    except msgspec.ValidationError as problem:
        whole = WHOLE if "Expected `int" in str(problem) else ""
        raise Rejected("wrong_value", f"{problem}{whole}") from problem


def carry_out(chosen: Settings, operation: Operation, ask: Any, offline: Offline) -> Any:
    """Open the folder if nobody has it; else ask the instance that does, which may just be starting or ending."""
    clock = SystemClock()
    until = clock.monotonic() + STARTING_SECONDS
    while True:
        try:
            alone = offline()
        except Broken as problem:
            if problem.code != "folder_in_use":
                raise
            try:
                return _over_its_door(chosen, operation, ask, problem)
            except Broken as not_there:
                if not_there is not problem or clock.monotonic() > until:
                    raise
            clock.sleep(PAUSE_SECONDS)
        else:
            with alone as program:
                return _directly(program, operation, ask)


def _over_its_door(chosen: Settings, operation: Operation, ask: Any, nobody: Broken) -> Any:
    """Ask the instance that says it runs; `nobody` when none says so, or it does not answer."""
    ready = settings.running(chosen)
    login = Secrets(chosen.folder / "secrets").login_of(OPERATOR)
    if ready is None or login is None:
        raise nobody
    log = Log(chosen.logs, f"{chosen.log_name}-commands", SystemClock(), console=False)
    peer = Peer(ready.url, *login, log, SystemClock(), us="command", them=chosen.log_name)
    try:
        return peer.call(operation.endpoint, ask, seconds=SECONDS)
    except Unavailable as problem:
        if problem.code == "no_connection":
            raise nobody from problem
        raise
    finally:
        peer.close()
        log.close()


def _directly(program: Any, operation: Operation, ask: Any) -> Any:
    who = Principal(OPERATOR, OPERATOR, trace.current.get())
    return directly(program, operation, who, ask)


def _is_moment(kind: Any) -> bool:
    return kind == Moment or Moment in get_args(kind)


def _moment(text: str, name: str) -> str:
    """A day or a time of this computer's zone, as a moment; the day that a period is said to end on belongs to it."""
    whole_day = len(text) == len("2026-11-01") and name == "until"
    try:
        return (datetime.fromisoformat(text) + timedelta(days=whole_day)).astimezone().isoformat()
    except (ValueError, OverflowError, OSError):
        return text  # no such day, or none that this computer can place: said like any other value that will not do


def _value(kind: Any, text: str) -> Any:
    if _plain(kind):
        return text
    try:
        data = Path(text.removeprefix("@")).read_bytes() if _names_file(text) else text.encode()
        return msgspec.json.decode(data.removeprefix(BOM))
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError) as problem:
        missing = text.endswith(".json") and not isinstance(problem, OSError) and not _names_file(text)
        why = "нет такого файла / no such file" if missing else problem
        raise Rejected("wrong_value", f"{text[:80]}: {why}") from problem


def _names_file(text: str) -> bool:
    """JSON may be longer than any file's name may be: it is not looked for on the disk."""
    return text.startswith("@") or (not text.lstrip().startswith(("{", "[", '"')) and Path(text).is_file())


def _plain(kind: Any) -> bool:
    """Whether an option's text is its value, rather than JSON or the name of a file with JSON."""
    if get_origin(kind) is None:
        return not (isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, msgspec.Struct | dict | list)))
    return get_origin(kind) not in (list, dict, tuple) and all(_plain(part) for part in get_args(kind))


def _hint(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return " | ".join(map(str, get_args(kind)))
    if _is_moment(kind):
        return MOMENTS
    return getattr(kind, "__name__", str(kind)) if _plain(kind) else "JSON | @файл.json"
