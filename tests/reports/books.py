"""A centre with a past to report on: every kind of payment through its own service, names that are nasty on purpose."""

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from common.clock import moment
from common.database import snapshot
from common.errors import Rejected, Unavailable
from common.fields import Field
from common.principal import Principal
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.endpoint import Nothing
from common.reporting.order import Build, Order, Outcome
from common.retry import RetryPolicy, Strategy
from common.words import Words
from processing_app.service import asks
from tests.processing_app.standin import Centre, Provider

FIRST_MS = 1_900_000_000_000
DAY_MS = 86_400_000
ACCOUNT = Field(name="account", label=Words("Договор", "Contract"), regex=r"[0-9]{6,10}", example="000417")
PROVIDERS = ("МегаФон", "=1+1", '@SUM(A1) "x"')
AGENTS = ("Киоск у дома", "+7 & <Сыновья>", "-1")
RETRY = RetryPolicy(strategy=Strategy.FIXED, pause_ms=1000, attempts=5)


class Books:
    """The centre, its agents as principals, its providers by number; `chance` is seeded."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        """Three agents, three providers, nothing paid yet."""
        print(f"seed {seed}")
        self.chance = Random(seed)
        self.centre = Centre(folder)
        self.clock = self.centre.clock
        self.providers = {self._sign_provider(name): name for name in PROVIDERS}
        self.agents = [self._sign_agent(name) for name in AGENTS]

    @property
    def path(self) -> Path:
        """The centre's database."""
        return self.centre.database.path

    def live(self, days: int = 4, a_day: int = 25) -> None:
        """Days of payments of every end; some are left under way."""
        for _ in range(days):
            for _ in range(a_day):
                self.clock.advance(self.chance.randrange(60, 86_400 // a_day))
                self.pay()
            self.top_up(self.chance.choice(self.agents), self.chance.randrange(1, 10**6), "=1+1")
        for _ in range(3):
            self.stand_in(1).down = Unavailable("no_connection")
            self.pay(provider_id=1, end="left")
        self.stand_in(1).down = None

    def pay(self, *, agent: Principal | None = None, provider_id: int = 0, end: str = "") -> str:
        """One payment and what becomes of it; its id."""
        agent = agent or self.chance.choice(self.agents)
        provider_id = provider_id or self.chance.choice([*self.providers])
        end = end or self.chance.choices(("credited", "lost", "rejected", "reversed"), (12, 2, 3, 1))[0]
        fee, amount = self.chance.randrange(1, 2_000), self.chance.randrange(100, 100_000)
        ask = self.centre.ask(
            provider_id, account=f"000{self.chance.randrange(10**5):05d}", inserted=amount + fee, agent_fee=fee,
            amount=amount, terminal=f"0{self.chance.randrange(1, 4)}",
        )  # fmt: skip
        provider = self.stand_in(provider_id)
        provider.takes = self.chance.randrange(20, 900) / 1000
        no = Rejected(self.chance.choice(("unknown_account", "account_blocked", "refused")), ask.account)
        provider.faults = [no] if end == "rejected" else [Provider.lost] if end == "lost" else []
        self.centre.pay(agent, ask)
        if end == "left":
            self.centre.run()
            return ask.payment_id
        self.centre.run_for(3)
        if end == "reversed":
            why = asks.ReversePayment(payment=ask.payment_id, reason="=ошибка плательщика")
            self.centre.do(self.centre.service.repair.reverse_payment, why)
            self.centre.run_for(2)
        return ask.payment_id

    def top_up(self, agent: Principal, amount: int, note: str = "") -> None:
        """Money comes to an agent."""
        ask = asks.TopUp(agent_id=int(agent.id), amount=amount, note=note)
        self.centre.do(self.centre.service.deposits.top_up, ask)

    def stand_in(self, provider_id: int) -> Provider:
        """The provider's program."""
        return self.centre.providers[f"http://127.0.0.1:1/{provider_id}"]

    def sql(self, text: str, *values: object) -> list[tuple[Any, ...]]:
        """What the database itself says, past all of our code."""
        with closing(sqlite3.connect(self.path)) as raw:
            return raw.execute(text, values).fetchall()

    def order(self, kind: str, subject: object, folder: Path, **changed: Any) -> Order:
        """An order for all the days that were lived."""
        folder.mkdir(parents=True, exist_ok=True)
        values: dict[str, Any] = {
            "id": 1, "kind": kind, "subject": str(subject), "name": "", "since": midnight(FIRST_MS),
            "until": midnight(self.clock.now_ms() + DAY_MS), "language": "ru", "csv": False,
            "issuer": "ПЦ «Учебный»", "who": "operator", "now": self.clock.now_ms(), "database": str(self.path),
            "folder": str(folder),
        }  # fmt: skip
        return Order(**(values | changed))

    def __enter__(self) -> "Books":
        return self

    def __exit__(self, kind: Any, error: Any, at: Any) -> None:
        self.centre.__exit__(kind, error, at)

    def sign_one_more(self, name: str) -> int:
        """Another provider's contract; its number."""
        number = self._sign_provider(name)
        self.providers[number] = name
        return number

    def _sign_provider(self, name: str) -> int:
        number = len(self.centre.providers) + 1
        url = f"http://127.0.0.1:1/{number}"
        self.centre.providers[url] = Provider(self.clock)
        card = Card(
            kind=CardKind.PROVIDER, version=VERSION, issuer=f"x{number}", name=Words(name, f"{name} (en)"), url=url,
            dialect="json", login="pc", password="a-password", fields=[ACCOUNT], minimum=1, maximum=100_000_000,
        )  # fmt: skip
        ask = asks.SignProvider(card=card, retry=RETRY)
        signed: int = self.centre.do(self.centre.service.contracts.sign_provider, ask).provider_id
        return signed

    def _sign_agent(self, name: str) -> Principal:
        self.centre.do(self.centre.service.agents.sign_agent, asks.SignAgent(name=name))
        number = len(self.centre.look(self.centre.service.agents.agents, Nothing()).agents)
        agent = Principal("agent", str(number), "T-2")
        self.top_up(agent, 10_000_000, "первое пополнение")
        return agent


def made(build: Build, order: Order) -> tuple[Outcome, Path]:
    """What the process apart does, in this one; the outcome and the main file."""
    percents: list[int] = []
    with snapshot(Path(order.database)) as db:
        outcome = build(db, order, percents.append)
    assert percents == sorted(percents)
    return outcome, order.place / outcome.files[0]


def midnight(ms: int) -> int:
    """The midnight before a moment, here."""
    day = moment(ms).astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return round(day.astimezone().timestamp() * 1000)


def sheet(path: Path, number: int) -> list[list[Any]]:
    """What a person sees in a sheet: of a formula its kept result; the strip above may be wider than all else."""
    book = openpyxl.load_workbook(path, data_only=True)
    try:
        page = book.worksheets[number]
        width = max(cell.column for row in page.iter_rows(min_row=4) for cell in row if cell.value is not None)
        return [[cell.value for cell in row[:width]] for row in page.iter_rows()]
    finally:
        book.close()


def sheets(path: Path) -> list[str]:
    """The names of the sheets in order."""
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return list(book.sheetnames)
    finally:
        book.close()


def body(path: Path, number: int) -> list[list[Any]]:
    """The rows of a table, without its top and its total."""
    return sheet(path, number)[4:-1]


def kopecks(value: Any) -> int:
    """A sum in a cell as minor units."""
    return round(float(value) * 100)


def after(rows: list[list[Any]], first: str) -> list[list[Any]]:
    """The rows of a summary's small table whose header begins so, up to its total, the total included."""
    start = next(number for number, row in enumerate(rows) if row[0] == first)
    end = next(number for number in range(start, len(rows)) if rows[number][0] in ("Итого", "Total"))
    return rows[start + 1 : end + 1]


def beside(rows: list[list[Any]], label: str) -> Any:
    """The value that stands right of a label of a summary."""
    return next(row[column + 1] for row in rows for column, cell in enumerate(row[:-1]) if cell == label)
