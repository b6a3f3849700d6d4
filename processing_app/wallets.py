"""How wallets are put together, on the centre's own database: contracts → payments → executor → doors."""

import codecs
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from common import ids, spawn
from common.credentials import Gatekeeper
from common.database import Connection, Database, Job
from common.errors import Rejected
from common.http_client import trust
from common.http_server import Doors
from common.principal import SYSTEM
from common.role import Place
from common.settings import Option
from common.words import Words
from processing_app.backoffice import LEISURE_SECONDS, Backoffice, Round
from processing_app.bank.simulated.accounts import SimulatedAccounts
from processing_app.notifying import Notifying
from processing_app.platform import Platform
from processing_app.server import payments
from processing_app.service.providers import Providers
from processing_app.service.wallets.acceptances import Acceptances
from processing_app.service.wallets.accounts import Accounts
from processing_app.service.wallets.bank_accounts import AccountsDesk
from processing_app.service.wallets.bank_words import BankWords
from processing_app.service.wallets.barcode_pools import InDatabase, InRedis, Pool
from processing_app.service.wallets.barcodes import Barcodes
from processing_app.service.wallets.book import Book
from processing_app.service.wallets.executor import Executor
from processing_app.service.wallets.looking import Looks
from processing_app.service.wallets.offered import Offered
from processing_app.service.wallets.own import Own
from processing_app.service.wallets.parts import Parts
from processing_app.service.wallets.payments import Payments
from processing_app.service.wallets.qr_codes import QrCodes
from processing_app.service.wallets.qr_keys import QrKeyring
from processing_app.service.wallets.reconciliation import WalletReconciling
from processing_app.service.wallets.tokens import HolderTokens

BARCODES = Option(
    "--barcodes",
    Words(
        'где ждут штрихкоды кошельков: redis://127.0.0.1:6379, с паролем — "@файл" с адресом; без него в базе данных',
        'where wallets\' barcodes wait: redis://127.0.0.1:6379, with a password "@file" of it; without it in the '
        "database",
    ),
)
"""The role's own option. The address may hold a password: it is read from a file then, and nothing writes it down.

A file is named in quotes: without them PowerShell takes `@` for its own.
"""
LONGEST_ADDRESS = 4_096
IN_SIGHT = Words(
    'пароль в командной строке виден в списке процессов; запишите адрес в файл и назовите его: --barcodes "@файл"',
    "a password on the command line is seen in the list of processes; write the address into a file and name that: "
    '--barcodes "@file"',
)
NOT_UTF_8 = "не UTF-8 / not UTF-8"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What PowerShell 5 begins a file with that it writes by `>`."""
RECONCILIATION_SECONDS = 60.0
SIMULATED = "simulated"
"""The bank that withdrawals go to; more adapters of the contract in bank/accounts.py may stand beside it."""


class Wallets:
    """What a centre needs to work for holders of wallets."""

    def __init__(
        self,
        place: Place,
        database: Database,
        gatekeeper: Gatekeeper,
        platform: Platform,
        providers: Providers,
        offered: Offered,
    ) -> None:
        """Build every part."""
        clock, tokens, url, uid = place.clock, platform.tokens, place.url, place.identity.uid
        qr_keys = QrKeyring(database, place.secrets, place.clock, place.identity.uid)
        qr_codes, own = QrCodes(qr_keys), Own(clock)
        barcodes = Barcodes(database, clock, place.secrets.own_key(), _pool(place, database))
        banks = {SIMULATED: SimulatedAccounts(SIMULATED, platform.bank_database, place.clock)}
        self._database, self._platform = database, platform
        self.notifying = Notifying(place, database)
        self.executor = Executor(database, place.clock, banks, place.log, ids.chance().random)
        self.bank_words = BankWords(database, banks, place.log)
        for bank_id, bank in banks.items():
            bank.told = partial(self.executor.told, bank_id)
        book = Book(database)
        self.parts = Parts(
            accounts=Accounts(clock, gatekeeper, tokens, offered, url=url, uid=uid),
            acceptances=Acceptances(clock, gatekeeper, tokens, url=url, uid=uid),
            own=own,
            book=book,
            reconciling=WalletReconciling(database, clock, providers, book, place.log),
            bank_accounts=AccountsDesk(platform.bank_database, banks),
            payments=Payments(database, clock, barcodes, qr_codes, own),
            looks=Looks(clock),
            barcodes=barcodes,
            qr_codes=qr_codes,
            qr_keys=qr_keys,
            tokens=HolderTokens(clock, tokens),
            notices=self.notifying.notices,
        )
        self.parts.accounts.reissued = self.parts.acceptances.reissued = self._put_out
        self.backoffice = Backoffice(self._rounds(), place.log)

    def doors(self) -> Doors:
        """The doors of /payments."""
        return payments.table(self.parts)

    def lanes(self) -> list[tuple[str, int, bool, int]]:
        """Lanes of the executor: name, width, whether it is paused, furthest retry (ms)."""
        return self.executor.lanes()

    def start(self, stop: spawn.Signal) -> None:
        """Let time go on, until told to stop."""
        self.backoffice.start(stop)

    def close(self) -> None:
        """Let go of everything but the centre's database."""
        self.backoffice.close()
        self.notifying.close()
        self.parts.barcodes.close()

    def _put_out(self, db: Connection, name: str) -> None:
        """Somebody got another login: where the former one wanted notices, and what it had fetched, is over.

        And once more behind whatever it had put into the queue of the writer: nobody has the new password before that.
        """
        self._end(db, name)
        db.then(lambda: self._database.submit(Job(lambda again: self._end_all(again, name), "put out", _ended)))

    def _end_all(self, db: Connection, name: str) -> None:
        kind, _, number = name.partition(":")
        self._platform.tokens.end_all(db, kind, number, SYSTEM)
        self._end(db, name)

    def _end(self, db: Connection, name: str) -> None:
        self.notifying.notices.end_of(db, name)
        kind, _, number = name.partition(":")
        if kind == "wallet":
            db.then(lambda: self.parts.barcodes.end_of(number))

    def _rounds(self) -> list[Round]:
        """What is done behind the log, a thread each."""
        return [
            Round("wallets' confirmations", self.parts.payments.expire_confirmations, LEISURE_SECONDS),
            *self.notifying.rounds(),
            Round("wallet book", self.parts.book.turn, LEISURE_SECONDS),
            Round("wallets' reconciliation", self.parts.reconciling.turn, RECONCILIATION_SECONDS),
            Round("barcodes", self.parts.barcodes.turn, LEISURE_SECONDS),
        ]


def _ended(job: Job) -> None:
    """What could not be ended twice was ended once."""


def _pool(place: Place, database: Database) -> Pool:
    """Where barcodes wait to be fetched, as the role was started; what needs Redis is loaded only for it.

    Rejected `wrong_value` for an address that is none, or leads to another computer without encryption.
    """
    given, spare = place.settings.own.get(BARCODES.name.removeprefix("--"), ""), InDatabase(database)
    if not given:
        return spare
    from processing_app.store.barcodes_redis import RedisPool

    url = _address(given)
    scheme, host = _leads_to(url)
    if scheme != "rediss" and not (scheme == "redis" and (trust.is_loopback(host) or place.settings.plain_http)):
        raise Rejected("wrong_value", f"{BARCODES.name} {scheme}://{host}")
    return InRedis(RedisPool(url, place.identity.uid, place.clock.monotonic), spare, place.log)


def _address(given: str) -> str:
    """The address itself, or what is in a file named by `@`; an address with a password is taken from a file only.

    Whatever stands on a command line is read by everybody on the computer, in the list of its processes.
    """
    if not given.startswith("@"):
        if _has_password(given):
            raise Rejected("wrong_value", f"{BARCODES.name}: {IN_SIGHT.ru} / {IN_SIGHT.en}")
        return given
    path = Path(given.removeprefix("@"))
    try:
        with path.open("rb") as file:
            address = file.read(LONGEST_ADDRESS)
        return address.decode("utf-16" if address.startswith(UTF_16) else "utf-8-sig").strip()
    except (OSError, ValueError) as problem:
        unread = NOT_UTF_8 if isinstance(problem, UnicodeDecodeError) else type(problem).__name__
        why = getattr(problem, "strerror", None) or unread
        raise Rejected("wrong_value", f"{BARCODES.name} @{path.name}: {why}") from None


def _has_password(url: str) -> bool:
    """Before the host, or behind it as one of the options that this kind of address may have."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.password is not None or "password" in parse_qs(parts.query, keep_blank_values=True)


def _leads_to(url: str) -> tuple[str, str]:
    """How and where an address leads, without the login and the password in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.hostname or ""
