#!/usr/bin/env python3
"""Every command of the project: sets up on first use, then runs it; without a command it opens the launcher."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

OLDEST = (3, 11)
RUN = ("requirements.txt",)
TEST = ("requirements.txt", "requirements-test.txt")
PROOF = (*TEST, "requirements-proof.txt")
MEASURING = ("wrk", "gcc")
TRACING = ("strace",)
SCREEN = ("Xvfb", "xdotool", "setxkbmap", "openbox")
BROWSER = ("chromium",)
OFFICE = ("soffice", "pdftoppm")
STORE = ("redis-check-rdb",)
TAKES_VALUE = (
    "--profile",
    "--port",
    "--data",
    "--ready-file",
    "--lang",
    "--only",
    "--cef",
    "--cef-python",
    "--host",
    "--tls",
    "--barcodes",
)


class Command(NamedTuple):
    """A command: the module that runs it, what it is for, and what must be there before.

    `windows`: it opens windows when its arguments hold neither --headless nor a command of a role; `kiosk`: the
    terminal's may be among them, with the browser that draws the kiosk's page.
    """

    module: str
    ru: str
    en: str
    lists: tuple[str, ...] = RUN
    first: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    windows: bool = False
    kiosk: bool = False


COMMANDS = {
    "demo": Command(
        "launcher_app.demo",
        "вся сеть на ваших глазах: от банкноты до баланса; --tamper портит строку; --shop: магазин; --wallet: кошельки",
        "the whole network before your eyes: from banknote to balance; --tamper spoils a row; --shop; --wallet",
    ),
    "start": Command(
        "launcher_app",
        "запустить все роли с окнами; start --headless — без окон",
        "start every role with its window; start --headless without them",
        first=("start",),
        windows=True,
        kiosk=True,
    ),
    "provider": Command("provider_app", "поставщик услуг", "the provider", windows=True),
    "processing": Command("processing_app", "процессинговый центр", "the processing centre", windows=True),
    "terminal": Command("agent_terminal", "терминал агента", "the agent's terminal", windows=True, kiosk=True),
    "consumer": Command("consumer_app", "потребитель", "the consumer", windows=True),
    "simulator": Command(
        "agent_terminal.ccnet.simulator", "имитатор купюроприёмника CashCode", "the simulated CashCode acceptor"
    ),
    "qr": Command(
        "launcher_app.qr",
        "платёжные коды: окно; qr explain КОД|КАРТИНКА объяснит, qr make ФОРМАТ поле=значение --png ФАЙЛ соберёт",
        "payment codes: a window; qr explain CODE|PICTURE tells, qr make FORMAT key=value --png FILE makes",
        windows=True,
    ),
    "test": Command(
        "tests.ritual",
        "все проверки; test tests/faults, test -k слово, test --long: как у pytest",
        "every check; test tests/faults, test -k word, test --long: as pytest takes them",
        lists=PROOF,
        tools=(*MEASURING, *TRACING, *SCREEN, *BROWSER, *OFFICE, *STORE),
        windows=True,
        kiosk=True,
    ),
    "prove": Command(
        "tests.proof",
        "доказать, что деньги не теряются: дорожки с цифрами; prove --long на ночь, prove --lane ИМЯ — одна",
        "prove that no money is lost: lanes with figures; prove --long for a night, prove --lane NAME for one",
        lists=PROOF,
        tools=TRACING,
    ),
    "grade": Command(
        "launcher_app.grading",
        "оценить роль студента или все наши: отчёт с доказательствами; grade --target моя.toml --out ПАПКА",
        "grade a student's role, or all of ours: a report with evidence; grade --target my.toml --out FOLDER",
        lists=TEST,
    ),
    "bench": Command(
        "tests.bench",
        "измерения: bench accept, bench intents, bench wallet, bench path",
        "measurements: bench accept, bench intents, bench wallet, bench path",
        lists=TEST,
        tools=MEASURING,
    ),
    "shots": Command(
        "tests.journeys.gallery",
        "снимки всех вкладок всех окон: shots [ПАПКА]",
        "pictures of every tab of every window: shots [FOLDER]",
        tools=SCREEN,
        windows=True,
        kiosk=True,
    ),
    "docs": Command(
        "tests.docs",
        "записать заново те части документов, которые делаются из кода",
        "write the parts of the documents that are made from the code anew",
    ),
    "doctor": Command(
        "launcher_app.doctor",
        "всё ли в порядке на этой машине и что сделать; doctor --make-certificates [ПАПКА]",
        "is all well on this machine, and what to do; doctor --make-certificates [FOLDER]",
        lists=TEST,
    ),
}
LIST = Command("launcher_app", "окно запуска", "the launcher", windows=True, kiosk=True)


def main(words: Sequence[str]) -> int:
    """Run the command; its exit code is ours."""
    if sys.version_info < OLDEST:
        return too_old()
    from common.setup import console, debian

    console.prepare()
    if not words and debian.has_screen():
        return run(LIST, [])
    if not words or words[0] in ("help", "-h", "--help"):
        print(usage())
        return 0
    if words[0] not in COMMANDS:
        print(f"Нет такой команды | no such command: {words[0]}\n\n{usage()}", file=sys.stderr)
        return 2
    return run(COMMANDS[words[0]], words[1:])


def run(command: Command, arguments: Sequence[str]) -> int:
    """Have what the command needs, then hand over to it."""
    from common.setup import cefpython, console, debian, environment

    try:
        environment.ensure(command.lists)
        arguments = cefpython.prepared(arguments) if command is COMMANDS["terminal"] else arguments
        debian.need_tools(command.tools)
        if opens_windows(command, arguments) and (debian.has_screen() or "Xvfb" in command.tools):
            debian.need_libraries()
            if draws_kiosk(command, arguments):
                debian.need_libraries(debian.CEF)
    except console.CannotSetUp as trouble:
        console.complain(trouble)
        return 1
    except KeyboardInterrupt:
        console.say("\nПрервано. Повторите ту же команду.", "Interrupted. Repeat the same command.")
        return 130
    return environment.handover(command.module, [*command.first, *arguments])


def opens_windows(command: Command, arguments: Sequence[str]) -> bool:
    """Would it open a window? A role's own command, which is a word by itself, and `--headless` would not."""
    pairs = zip(["", *arguments], arguments, strict=False)
    words = [word for before, word in pairs if before not in TAKES_VALUE or word.startswith("-")]
    alone = all(word.startswith("-") for word in words) or command.first or command.tools
    return bool(command.windows and alone and not {"--headless", "-h", "--help"} & set(words))


def draws_kiosk(command: Command, arguments: Sequence[str]) -> bool:
    """Is the terminal among the roles whose windows it opens?"""
    return command.kiosk and ("--only" not in arguments or "terminal" in arguments)


def usage() -> str:
    """All commands in both languages."""
    rows = [f"  {name:<11} {command.ru}\n  {'':<11} {command.en}" for name, command in COMMANDS.items()]
    opening = "Оплата: python3 run_all.py КОМАНДА [параметры] | COMMAND [arguments]\n"
    opening += "Без команды — окно запуска: карта, обмены, сбои, уроки, оценка | without a command: the launcher\n"
    return "\n".join([opening, *rows])


def too_old() -> int:
    """Plain words that an old interpreter can print."""
    have = ".".join(str(part) for part in sys.version_info[:3])
    print(
        f"Нужен Python 3.11 или новее, а это {have}. Его берут с python.org (Debian: sudo apt-get install python3).\n"
        f"Python 3.11 or newer is needed, this is {have}: see python.org (Debian: sudo apt-get install python3).",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
