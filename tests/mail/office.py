"""A role's letters with all they need, in a folder: what tests and the process that is killed work with."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import MetaData

from common import ids
from common.clock import Clock, SystemClock
from common.database import Connection, Database, Watch
from common.logs import Log
from common.mail.smtp import Patience
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.reporting.asks import AskLetters, LetterId, LetterRow, MailShown, Security, SetMail, Way
from common.reporting.ground import Ground
from common.reporting.letters import Letters
from common.reporting.order import Covering, Kept, Outcome, Said
from common.reporting.store import reports
from common.reporting.tables import tables
from common.secrets import Secrets
from common.words import Words

METADATA = MetaData()
tables(METADATA)
WHO = Principal("operator", "operator")
SMTP: dict[str, Any] = {
    "way": Way.SMTP,
    "host": "localhost",
    "security": Security.NONE,
    "sender": "reports@example.org",
}
"""Settings for a server of tests."""
QUICK = Patience(connection=2.0, answer=0.5, verdict=0.5, letter=3.0, goodbye=0.5)
COVERING = Covering("Реестр платежей за 20.11.2026", ["Здравствуйте!", "Платежей: 12", "На сумму: 5 400,00 ₽"])
FILES = {"2026-11-20_reestr.xlsx": b"PK not really a book", "2026-11-20_reestr.csv": "Код;Сумма\r\n".encode()}


class Office(NamedTuple):
    """The letters of «МегаФон»."""

    ground: Ground
    letters: Letters

    def report(self, files: dict[str, bytes] | None = None, covering: Covering = COVERING, rows: int = 12) -> int:
        """A report that is ready; its number."""
        made = FILES if files is None else files
        number = self.ground.database.write(lambda db: _ready(db, made, covering, rows))
        folder = self.ground.folder_of(number)
        folder.mkdir(parents=True)
        for name, content in made.items():
            (folder / name).write_bytes(content)
        return number

    def enclose(self, report: int, *recipients: str, covering: Covering = COVERING) -> int:
        """Put letters, as the end of a report does."""
        now = self.ground.clock.now_ms()
        return self.ground.database.write(
            lambda db: self.letters.enclose(db, report, covering, "ru", recipients, now), "enclose"
        )

    def set_mail(self, **settings: Any) -> MailShown:
        """As a person sets it."""
        return self.ground.database.write(lambda db: self.letters.set_mail(db, WHO, SetMail(**settings)))

    def mail(self) -> MailShown:
        """As a person sees it."""
        return self.ground.database.read(lambda db: self.letters.mail(db, WHO, Nothing()))

    def retry(self, number: int) -> LetterRow:
        """A person wants a letter tried now."""
        return self.ground.database.write(lambda db: self.letters.retry_letter(db, WHO, LetterId(id=number)))

    def cancel(self, number: int) -> LetterRow:
        """A person does not want a letter to leave."""
        return self.ground.database.write(lambda db: self.letters.cancel_letter(db, WHO, LetterId(id=number)))

    def rows(self, **ask: Any) -> list[LetterRow]:
        """The outbox, oldest first."""
        found = self.ground.database.read(lambda db: self.letters.letters(db, WHO, AskLetters(**ask)))
        return found.letters[::-1]

    def row(self) -> LetterRow:
        """The only letter there is."""
        (found,) = self.rows()
        return found

    def send_all(self) -> None:
        """Turns until nothing is due."""
        while self.letters.turn():
            pass

    def outbox(self) -> list[Path]:
        """The .eml files."""
        return sorted((self.ground.folder / "outbox").glob("*"))

    def close(self) -> None:
        """Let go of everything."""
        self.letters.close()
        self.ground.database.close()
        self.ground.log.close()


def opened(
    folder: Path, *, clock: Clock | None = None, watch: Watch | None = None, patience: Patience = QUICK
) -> Office:
    """Open a folder's letters."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = clock or SystemClock()
    ground = Ground(
        database=Database(folder / "role.db", METADATA, watch=watch),
        clock=clock,
        log=Log(folder / "logs", "role", clock, console=False),
        secrets=Secrets(folder / "secrets"),
        folder=folder,
        module="tests.mail.sender",
        kinds=(),
        subjects=lambda db, kind, text: [],
        issuer=lambda db: Words("МегаФон", "MegaFon"),
        uid="a1b2c3",
        draw=ids.chance(7).random,
    )
    return Office(ground, Letters(ground, patience))


def _ready(db: Connection, files: dict[str, bytes], covering: Covering, rows: int) -> int:
    number = reports.add(
        db, kind="register", subject="3", name="МегаФон", since=0, until=1, language="ru", csv=0, owner="operator:1",
        schedule=None, mail=b"{}", state="waiting", asked=1, started=None, ended=None, outcome=b"",
    )  # fmt: skip
    outcome = Outcome(files=list(files), rows=rows, covering=covering)
    said = Said(percent=100, outcome=outcome, files=kept(files))
    reports.end(db, number, state="done", started=1, ended=2, outcome=msgspec.json.encode(said))
    return number


def kept(files: dict[str, bytes]) -> list[Kept]:
    """Files as they were counted when their report was ready."""
    return [Kept(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in files.items()]


def people(number: int) -> Sequence[str]:
    """So many addresses."""
    return [f"reader{place}@example.org" for place in range(number)]
