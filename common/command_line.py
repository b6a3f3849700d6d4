"""Commands of a role, from its table of operations: to the running instance over its doors, else to its database."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

import msgspec

from common import answer_file, command_values, settings, trace
from common.clock import SystemClock
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.http_client import Peer
from common.http_client.trust import of_own
from common.http_server.doors import OPERATOR
from common.logs import Log, say
from common.operation import Operation
from common.operation import carry_out as directly
from common.principal import Principal
from common.readable import readable
from common.secrets import Secrets
from common.settings import Option, Settings, options
from common.words import Words

EXIT_CODES = {Rejected: 1, Unavailable: 3, ContractFault: 4, Broken: 5, OplataError: 6}
INTERRUPTED_CODE = 130
INTERRUPTED = Words(
    "Команда прервана, ответа она не дождалась. Что уже записано или заказано, осталось.",
    "The command was interrupted before its answer came. What was written or ordered by then stays.",
)
SECONDS = 120.0
STARTING_SECONDS = 5.0
PAUSE_SECONDS = 0.1
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
        answer_file.add_options(one, operation)
        for field in msgspec.structs.fields(operation.ask):
            bare: dict[str, Any] = {"nargs": "?", "const": "true"} if command_values.may_stand_alone(field.type) else {}
            one.add_argument(
                f"--{field.name.replace('_', '-')}",
                dest=f"field_{field.name}",
                required=field.required,
                metavar="…",
                help=command_values.help_of(field.name, field.type),
                **bare,
            )
    return parser.parse_args(arguments)


def run(given: argparse.Namespace, chosen: Settings, operations: Sequence[Operation], offline: Offline) -> int:
    """Carry one command out and print its answer; the exit code says, too, when what was waited for has failed."""
    operation = next(one for one in operations if one.name == given.command)
    try:
        path = answer_file.place(given)
        answer = carry_out(chosen, operation, question(operation, given), offline)
    except KeyboardInterrupt:
        say(INTERRUPTED.of(given.lang), sys.stderr)
        return INTERRUPTED_CODE
    file = answer_file.field(operation)
    if file and path is not None:
        answer_file.save(path, getattr(answer, file))
        say(answer_file.SAVED.format(path=path).of(given.lang), sys.stderr)
    if given.json:
        say(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())
    elif not file:
        say(readable(msgspec.to_builtins(answer), given.lang))
    elif path is None:
        say(readable(answer_file.shown(answer, file, given.lang), given.lang))
    failed = operation.way == "call" and getattr(answer, "state", "") == "failed"
    return EXIT_CODES[Rejected] if failed else 0


def question(operation: Operation, given: argparse.Namespace) -> Any:
    """The options as the operation's message."""
    kinds = {field.name: field.type for field in msgspec.structs.fields(operation.ask)}
    asked = {name: getattr(given, f"field_{name}") for name in kinds}
    texts = {name: text for name, text in asked.items() if text is not None}
    values = {name: command_values.value(name, kinds[name], text) for name, text in texts.items()}
    try:
        return msgspec.convert(values, operation.ask, strict=False)
    except msgspec.ValidationError as problem:
        raise Rejected("wrong_value", command_values.complaint(problem, kinds, texts)) from problem


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
    peer = Peer(ready.url, *login, log, SystemClock(), us="command", them=chosen.log_name, trust=of_own(ready.ca))
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
