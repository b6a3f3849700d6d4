"""Tables of what is said in words: codes, exit codes, reasons of a blocked terminal, the OSMP dialect, commands."""

from datetime import UTC, datetime

import msgspec

from agent_terminal.core.patience import QUIET
from agent_terminal.core.stages import Stage
from agent_terminal.service.closed import WHY
from agent_terminal.service.payment_rows import MEANS
from common import answer_file
from common.command_line import EXIT_CODES
from common.errors import Rejected
from common.operation import Operation
from common.protocol import codes
from common.protocol.codes.code import Code
from common.protocol.dialects import osmp
from common.protocol.provider import CheckAccount, CreditAccount
from processing_app.bank.simulated.cards import CARDS, NOT_FINISHED, NOT_PROVEN, Secure, outcome
from processing_app.core import failure
from tests.docs.examples import PAYMENT_ID
from tests.docs.served import OPERATIONS

NUMBER = 813579246801357924
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
EXIT_WORDS = {
    "Rejected": "отказ, или отчёт, письмо, сверка не вышли / refused, or what was waited for has failed",
    "Unavailable": "нет ответа, повторите / no answer, repeat",
    "ContractFault": "договор неверен: логин, адрес, права / the contract is wrong: login, address, rights",
    "Broken": "сбой, позовите инженера / cannot be, call an engineer",
    "OplataError": "прочее / anything else",
}
BY_SECURE = {Secure.NEVER: NOT_PROVEN, Secure.SILENT: NOT_FINISHED}
SECURE_WORDS = {
    Secure.NOTHING: "—",
    Secure.CODE: "3-D Secure: код 1234 / the code 1234",
    Secure.NEVER: "3-D Secure: никакой код не подходит / no code is right",
    Secure.SILENT: "3-D Secure: страница молчит, пока не выйдет время / a page that never answers, until time is up",
    Secure.FRICTIONLESS: "3-D Secure 2 без вопросов / asks nothing",
}


def code_table(table: dict[str, Code]) -> list[str]:
    """Codes with their statuses and texts."""
    rows = ["| код / code | HTTP | по-русски | in English |", "|---|---|---|---|"]
    return rows + [f"| `{name}` | {code.status} | {code.ru} | {code.en} |" for name, code in table.items()]


def error_example() -> list[str]:
    """The body of a refusal, as a server makes it."""
    status, body = codes.answer(Rejected("unknown_account", "9000000000"), "7b419c0d5f3e")
    return [f"HTTP {status}:", "", "```json", msgspec.json.format(msgspec.json.encode(body), indent=2).decode(), "```"]


def osmp_codes() -> list[str]:
    """The usual OSMP code table."""
    rows = ["| result | имя / name | наш код / our code | окончательно / fatal |", "|---|---|---|---|"]
    rows.append("| 0 | — | — | успех / success |")
    fatal = {True: "да / yes", False: "нет / no"}
    meanings = osmp.STANDARD.meanings
    return rows + [f"| {one.number} | `{one.result.value}` | `{one.error}` | {fatal[one.fatal]} |" for one in meanings]


def osmp_examples() -> list[str]:
    """Requests and answers as the dialect itself writes them."""
    check = osmp.check_parameters(CheckAccount(payment_id=PAYMENT_ID, account="12345678"), NUMBER)
    pay = osmp.pay_parameters(
        CreditAccount(payment_id=PAYMENT_ID, number=NUMBER, account="12345678", amount=19_400, accepted_at=AT)
    )
    done = osmp.answer_bytes(str(NUMBER), osmp.OK, reference="1", amount=19_400)
    asked = ("&".join(f"{name}={text}" for name, text in one.items()) for one in (check, pay))
    requests = [f"POST {osmp.PATH}  {parameters}" for parameters in asked]
    return ["```text", *requests, "```", "", "```xml", done.decode(), "```"]


def exit_codes() -> list[str]:
    """What a command's exit code says."""
    means = {0: "сделано / done", 2: "команда набрана неверно / a wrong command line"}
    means |= {number: EXIT_WORDS[kind.__name__] for kind, number in EXIT_CODES.items()}
    rows = ["| код / code | значит / means |", "|---|---|"]
    return rows + [f"| {number} | {means[number]} |" for number in sorted(means)]


def blocked() -> list[str]:
    """Why a terminal takes no payments."""
    rows = ["| код / code | по-русски | in English |", "|---|---|---|"]
    return rows + [f"| {reason.value} | {words.ru} | {words.en} |" for reason, words in WHY.items()]


def test_cards() -> list[str]:
    """What the simulated bank answers to each card."""
    rows = ["| карта / card | что делает плательщик / what the payer does | итог / outcome |", "|---|---|---|"]
    for number, one in CARDS.items():
        path = one.failure or BY_SECURE.get(one.secure, "")
        shown = f"`failed`, `{failure.shown(path).value}`" if path else "`captured`"
        rows.append(f"| `{number}` | {SECURE_WORDS[one.secure]} | {shown} |")
    other = failure.shown(outcome("").failure).value
    return [*rows, f"| другая / any other | — | `failed`, `{other}` |"]


def payment_states() -> list[str]:
    """What a terminal's payment may be."""
    rows = ["| состояние / state | по-русски | in English |", "|---|---|---|"]
    return rows + [f"| `{state.value}` | {words.ru} | {words.en} |" for state, words in MEANS.items()]


def screens() -> list[str]:
    """The screens of a session and how long each waits."""
    rows = ["| экран / screen | имя / name | ждёт, с / waits, s | потом / then |", "|---|---|---|---|"]
    waits = [(stage, *QUIET[stage]) for stage in Stage if stage is not Stage.ENDED]
    return rows + [f"| {stage.value} | {stage.name} | {seconds} | `{then.value}` |" for stage, seconds, then in waits]


def commands(role: str) -> list[str]:
    """A role's commands with their options."""
    rows = ["| команда / command | параметры / options | что делает / what it does |", "|---|---|---|"]
    return rows + [f"| `{one.name}` | {_options(one)} | {one.does.ru} / {one.does.en} |" for one in OPERATIONS[role]]


def _options(operation: Operation) -> str:
    fields = msgspec.structs.fields(operation.ask)
    named = [(f"--{one.name.replace('_', '-')}", one.required) for one in fields]
    named += [(f"--{name}", False) for name in answer_file.OPTIONS if answer_file.field(operation)]
    return " ".join(f"`{name}`" if needed else f"`[{name}]`" for name, needed in named) or "—"
