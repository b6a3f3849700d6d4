"""Where an instance of a role lives and how it was asked to run: one command line for all four roles."""

import argparse
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from common.errors import Broken, Rejected
from common.secrets import write_whole
from common.words import Language, Words

ROOT = Path(__file__).resolve().parent.parent
TLS_FOLDER = ROOT / "data" / "tls"
PROFILE = "default"
PORTS = {"provider": 8101, "processing": 8102, "terminal": 8103, "consumer": 8104}
NEXT_PORT = 10
LARGEST_PORT = 65535
LOOPBACK = "127.0.0.1"
OWN = "own:"
"""What the command line's namespace calls a role's own option by: `own:cef`."""
PROFILES = re.compile(r"[\w-]{1,40}")
"""A profile names a folder and files: letters of any language, digits, - and _."""
RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10))}
"""What Windows keeps for its devices."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of one role only: `--cef NAME`, one of `choices` if there are any, or `--kiosk` without a value."""

    name: str
    does: Words
    choices: tuple[str, ...] = ()
    takes_value: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """What the command line said, with the folders it means; `own` holds the role's own options, as they were given.

    `public_url` is where others find it when somebody stands before it; empty when they come straight to its port.
    `tls` is the folder with its certificate, key and the network's authority; `plain_http` allows passwords to cross
    the network without them.
    """

    role: str
    profile: str
    port: int | None
    data: Path
    logs: Path
    ready_file: Path | None
    language: Language
    until_stdin_closes: bool
    own: Mapping[str, str] = field(default_factory=dict)
    public_url: str = ""
    host: str = LOOPBACK
    tls: Path | None = None
    plain_http: bool = False

    @property
    def folder(self) -> Path:
        """All state of this instance."""
        return self.data / self.role / self.profile

    @property
    def log_name(self) -> str:
        """The beginning of its log files' names."""
        return f"{self.role}-{self.profile}"


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an instance decided at its first start: its uid and its port; `url` where it is not the port's usual one."""

    uid: str
    port: int
    url: str = ""


class Ready(msgspec.Struct, frozen=True, omit_defaults=True):
    """The ready-file: written whole when the server answers, removed at the end. `ca`: by whom its https is known."""

    role: str
    profile: str
    url: str
    pid: int
    ca: str = ""


def options(role: str, own: Sequence[Option] = (), *, again: bool = False) -> argparse.ArgumentParser:
    """The options every role takes, then its own; `again`: those after a command change what was said before it."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS if again else None)
    language = argparse.SUPPRESS if again else "ru"
    parser.add_argument("--profile", help="имя экземпляра / the instance's name")
    parser.add_argument("--headless", action="store_const", const=True, help="без окна / without a window")
    parser.add_argument("--port", type=_port, help=f"порт, 0 — любой / port, 0 for any ({PORTS[role]} + 10 n)")
    parser.add_argument(
        "--public-url", type=_public, help="адрес для других, если перед ролью стоит посредник / where others find it"
    )
    parser.add_argument("--host", type=_host, help="адрес, по которому слушать: 127.0.0.1 / the address to listen at")
    parser.add_argument(
        "--tls", type=Path, metavar="FOLDER", help="https: папка с сертификатами / https: the folder of certificates"
    )
    parser.add_argument(
        "--plain-http",
        action="store_const",
        const=True,
        help="разрешить http:// с другими компьютерами / allow http:// with other computers",
    )
    parser.add_argument("--data", type=Path, help="папка данных / data folder")
    parser.add_argument("--ready-file", type=Path, help="файл готовности / ready-file")
    parser.add_argument("--lang", choices=("ru", "en"), default=language, help="язык / language")
    parser.add_argument(
        "--until-stdin-closes", action="store_const", const=True, help="завершиться с закрытием stdin / end with stdin"
    )
    for one in own:
        place, shown = OWN + one.name.removeprefix("--"), f"{one.does.ru} / {one.does.en}"
        if one.takes_value:
            parser.add_argument(one.name, dest=place, choices=one.choices or None, metavar=_shape(one), help=shown)
        else:
            parser.add_argument(one.name, dest=place, action="store_const", const=one.name, help=shown)
    return parser


def _shape(option: Option) -> str:
    return "{" + ",".join(option.choices) + "}" if option.choices else option.name.removeprefix("--").upper()


def chosen(role: str, given: argparse.Namespace, *, serves: bool) -> Settings:
    """The settings; without `--profile` a command goes to the profile used last, a server to `default`."""
    data: Path = (given.data or ROOT / "data").resolve()
    logs = data / "logs" if given.data else ROOT / "logs"
    profile = given.profile or (PROFILE if serves else _current(data, role))
    if not is_profile(profile):
        raise Rejected("wrong_value", f"--profile {profile[:80]}")
    ends = bool(given.until_stdin_closes)
    own = {name.removeprefix(OWN): value for name, value in vars(given).items() if name.startswith(OWN) and value}
    return Settings(
        role,
        profile,
        given.port,
        data,
        logs,
        given.ready_file,
        given.lang,
        ends,
        own,
        public_url=given.public_url or "",
        host=given.host or LOOPBACK,
        tls=given.tls.resolve() if given.tls else None,
        plain_http=bool(given.plain_http),
    )


def is_profile(name: str) -> bool:
    """Whether an instance may be called so: it names a folder and files, on Windows too."""
    return PROFILES.fullmatch(name) is not None and name.lower() not in RESERVED


def remember_current(settings: Settings) -> None:
    """This profile is the one that commands without `--profile` mean from now on."""
    write_whole(settings.data / settings.role / "current", settings.profile.encode())


def identity(settings: Settings, uid: str) -> Identity:
    """The instance's identity; at its first start it gets `uid` and the first free place among the role's ports."""
    path = settings.folder / "identity.json"
    if path.exists():
        return _identity(path)
    taken = {_port_of(other) for other in settings.folder.parent.glob("*/identity.json")}
    port = PORTS[settings.role]
    while port in taken:
        port += NEXT_PORT
    made = Identity(uid, port)
    write_whole(path, msgspec.json.encode(made))
    return made


def _identity(path: Path) -> Identity:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Identity)
    except msgspec.MsgspecError as problem:
        raise Broken("file_lost", str(path)) from problem


def _port_of(path: Path) -> int | None:
    """Another profile's damaged file is its own trouble."""
    try:
        return _identity(path).port
    except (Broken, OSError):
        return None


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= LARGEST_PORT:
        raise ValueError(text)
    return port


def _host(text: str) -> str:
    """An address of this computer, 0.0.0.0 for all of them: a name may mean another one tomorrow."""
    return str(IPv4Address(text))


def _public(text: str) -> str:
    """`http://127.0.0.1:8101`: a host and a port, nothing behind them, and nobody's login before: cards tell it."""
    parts = urlsplit(text)
    if (
        "@" in text
        or parts.scheme not in ("http", "https")
        or not parts.hostname
        or not parts.port
        or text != f"{parts.scheme}://{parts.netloc}"
    ):
        raise ValueError(text)
    return text


def running(settings: Settings) -> Ready | None:
    """The instance that says it runs on this folder; it may have died since."""
    path = settings.folder / "ready.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Ready)
    except (OSError, msgspec.MsgspecError):
        return None


def _current(data: Path, role: str) -> str:
    try:
        return (data / role / "current").read_text(encoding="utf-8").strip() or PROFILE
    except OSError:
        return PROFILE


TITLES = {
    "provider": Words("Поставщик", "Provider"),
    "processing": Words("Процессинговый центр", "Processing centre"),
    "terminal": Words("Терминал", "Terminal"),
    "consumer": Words("Потребитель", "Consumer"),
}
