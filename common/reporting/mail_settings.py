"""How letters leave, as it is kept: the settings without the password, and what keeps all letters back, if anything."""

from collections.abc import Iterator

import msgspec

from common.database import Connection
from common.mail.address import host_of, mistake_of, plain
from common.mail.server import Server, is_authority
from common.protocol.mistake import Mistake
from common.reporting.asks import Security, SetMail, Way
from common.reporting.store import letters as store
from common.secrets import Secrets
from common.words import Words

SECRET = "mail"
LONGEST_NAME, LONGEST_LOGIN, LONGEST_PATH = 100, 200, 1000
LAST_PORT = 65_535
SENDER = "oplata@training.invalid"
"""Whom letters of the training are from while nobody has said otherwise: an address that can belong to nobody."""
NO_HOST = Words("Впишите адрес сервера почты.", "Type the mail server's address.")
WRONG_HOST = Words(
    "Адрес сервера пишется так: smtp.server.ru или 192.168.0.5.",
    "A server's address looks like this: smtp.server.com or 192.168.0.5.",
)
WRONG_PORT = Words(
    "Порт — число от 1 до 65535; обычно 587, 465 или 25.", "A port is 1 to 65535; 587, 465 or 25 usually."
)
NO_SENDER = Words("Впишите адрес, от которого уходят письма.", "Type the address that letters are from.")
WRONG_NAME = Words(
    f"Имя отправителя — не больше {LONGEST_NAME} видимых знаков.",
    f"The sender's name has at most {LONGEST_NAME} characters, all visible.",
)
NO_PASSWORD = Words("Впишите пароль для этого логина.", "Type the password of this login.")
NO_LOGIN = Words("Впишите логин, к которому этот пароль.", "Type the login that the password belongs to.")
WRONG_LOGIN = Words("Логин — не больше 200 видимых знаков.", "A login has at most 200 characters, all visible.")
WRONG_PASSWORD = Words(
    "В пароле есть знаки, которых не видно: впишите его заново.",
    "The password holds marks nobody can see: type it again.",
)
BARE = Words(
    "Без шифрования логин и пароль увидит любой в сети. Выберите STARTTLS или TLS, либо уберите логин.",
    "Without encryption anybody on the network sees the login and password. Choose STARTTLS or TLS, or leave the "
    "login out.",
)
WRONG_AUTHORITY = Words(
    "Такого файла нет, или в нём нет сертификата удостоверяющего центра (PEM).",
    "There is no such file, or no authority's certificate (PEM) in it.",
)


class Halt(msgspec.Struct, frozen=True):
    """Why no letter leaves: a code with its detail, until when nothing is tried, how often in a row it was."""

    code: str
    detail: str
    until: int
    tries: int = 0


class Settings(msgspec.Struct, frozen=True):
    """What is kept of how letters leave."""

    way: Way = Way.FOLDER
    sender: str = ""
    sender_name: str = ""
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    login: str = ""
    ca_file: str = ""
    halt: Halt | None = None

    @property
    def sender_address(self) -> str:
        """The address that letters are from."""
        return plain(self.sender) or SENDER

    def server(self, password: str) -> Server:
        """The mail server that letters are handed to."""
        host = host_of(self.host) or self.host
        return Server(host, self.port, self.security.value, self.login, password if self.login else "", self.ca_file)


def kept(db: Connection) -> Settings:
    """The settings now; while nobody has set any, letters go into the folder."""
    encoded = store.settings(db)
    return msgspec.json.decode(encoded, type=Settings) if encoded is not None else Settings()


def keep(db: Connection, settings: Settings) -> None:
    """A unit of work: from now on so."""
    store.set_settings(db, msgspec.json.encode(settings))


def halted(settings: Settings, halt: Halt | None) -> Settings:
    """The same way, held or let go."""
    return msgspec.structs.replace(settings, halt=halt)


def same(one: Settings, other: Settings) -> bool:
    """Whether the way is the same, held or not."""
    return halted(one, None) == halted(other, None)


def let_go(db: Connection, now: int) -> None:
    """A unit of work: try the way again now; a way that stays silent keeps the count of its pauses."""
    settings = kept(db)
    if settings.halt is not None:
        keep(db, halted(settings, msgspec.structs.replace(settings.halt, until=now)))


def password_of(secrets: Secrets) -> str:
    """The password of the mail server's login; empty when there is none."""
    found = secrets.login_of(SECRET)
    return found[1] if found is not None else ""


def keep_password(secrets: Secrets, login: str, password: str) -> None:
    """A password that was typed replaces the one there is; without a login there is none."""
    if not login:
        secrets.forget(SECRET)
    elif password:
        secrets.keep(SECRET, login, password)


def asked(ask: SetMail) -> Settings:
    """What a person wants, tidied."""
    return Settings(
        way=ask.way, sender=ask.sender.strip(), sender_name=ask.sender_name.strip(), host=ask.host.strip(),
        port=ask.port, security=ask.security, login=ask.login.strip(), ca_file=ask.ca_file.strip(),
    )  # fmt: skip


def mistakes(ask: SetMail, *, has_password: bool) -> list[Mistake]:
    """Everything that is wrong with it: setting refuses what trying says."""
    wanted = asked(ask)
    found = [*_of_sender(wanted)]
    if wanted.way is Way.SMTP:
        found += [*_of_server(wanted), *_of_login(wanted, ask.password, has_password)]
    return found


def _of_sender(wanted: Settings) -> Iterator[Mistake]:
    if wanted.sender and (wrong := mistake_of(wanted.sender)) is not None:
        yield Mistake("sender", wrong)
    if not wanted.sender and wanted.way is Way.SMTP:
        yield Mistake("sender", NO_SENDER)
    if len(wanted.sender_name) > LONGEST_NAME or not wanted.sender_name.isprintable():
        yield Mistake("sender_name", WRONG_NAME)


def _of_server(wanted: Settings) -> Iterator[Mistake]:
    if not wanted.host:
        yield Mistake("host", NO_HOST)
    elif host_of(wanted.host) is None:
        yield Mistake("host", WRONG_HOST)
    if not 1 <= wanted.port <= LAST_PORT:
        yield Mistake("port", WRONG_PORT)
    if wanted.ca_file and (len(wanted.ca_file) > LONGEST_PATH or not is_authority(wanted.ca_file)):
        yield Mistake("ca_file", WRONG_AUTHORITY)


def _of_login(wanted: Settings, password: str, has_password: bool) -> Iterator[Mistake]:
    if len(wanted.login) > LONGEST_LOGIN or not wanted.login.isprintable():
        yield Mistake("login", WRONG_LOGIN)
    if wanted.login and not password and not has_password:
        yield Mistake("password", NO_PASSWORD)
    if password and not wanted.login:
        yield Mistake("login", NO_LOGIN)
    if not password.isprintable():
        yield Mistake("password", WRONG_PASSWORD)
    if wanted.server("").bares_password:
        yield Mistake("security", BARE)
