"""Ordering a report: what may be wrong with an order, and the row with its errand, put in one unit of work."""

from collections.abc import Iterator

import msgspec

from common.database import Connection
from common.http_server.doors import OPERATOR
from common.mail.address import each_once, mistakes_of
from common.principal import SYSTEM, Principal
from common.protocol.mistake import Mistake
from common.queue import Queue
from common.reporting.asks import MailWish, ReportState
from common.reporting.ground import Ground
from common.reporting.kinds import Kind, Subject
from common.reporting.store import reports
from common.reporting.tables import ERRANDS
from common.words import Language, Words

LANE = "reports"
QUEUE = Queue(ERRANDS)
LONGEST_MS = 366 * 24 * 3_600_000
EARLIEST_MS = 946_684_800_000
"""2000-01-01: no books are older, and every computer can show a moment after it."""
LATEST_MS = 4_102_444_800_000
"""2100-01-01."""
MOST_RECIPIENTS = 20
UNKNOWN_KIND = Words("Такого отчёта здесь не делают: «{kind}»", "There is no such report here: “{kind}”")
ABOUT_WHOM = Words("Выберите, о ком отчёт", "Choose whom the report is about")
ABOUT_ALL = Words("Этот отчёт обо всех сразу, выбирать никого не надо", "This report is about everybody: choose nobody")
UNKNOWN_SUBJECT = Words("Не найдено: «{subject}». Выберите из списка", "Not found: “{subject}”. Choose from the list")
NO_CSV = Words("Отдельной таблицы .csv у этого отчёта нет", "This report has no .csv table beside it")
BACKWARDS = Words("Конец периода должен быть позже начала", "The period must end after it begins")
LONG = Words("Период не длиннее 366 дней", "The period is at most 366 days")
OUTSIDE = Words("Период — между 2000 и 2100 годом", "The period is between the years 2000 and 2100")
CROWD = Words(f"Получателей не больше {MOST_RECIPIENTS}", f"At most {MOST_RECIPIENTS} recipients")


class Ordering:
    """What orders by hand and by schedule share."""

    def __init__(self, ground: Ground) -> None:
        """Nothing is ordered yet."""
        self._ground = ground

    def subject(self, db: Connection, kind_name: str, key: str) -> Subject | None:
        """Whom the report is about, if there is such one; nobody by name when it is about everything."""
        kind = self._ground.kind(kind_name)
        if kind is None or not kind.about:
            return None if key else Subject("", "")
        found = self._ground.subjects(db, kind, key) if key else []
        return next((one for one in found if one.key == key), None)

    def mistakes(self, db: Connection, kind_name: str, subject: str, csv: bool, mail: MailWish) -> Iterator[Mistake]:
        """What is wrong with anything but the period."""
        kind = self._ground.kind(kind_name)
        if kind is None:
            yield Mistake(field="kind", words=UNKNOWN_KIND.format(kind=kind_name[:80]))
        else:
            if self.subject(db, kind_name, subject) is None:
                yield Mistake(field="subject", words=_of_subject(kind, subject))
            if csv and not kind.csv:
                yield Mistake(field="csv", words=NO_CSV)
        yield from of_mail(mail)

    def put(
        self,
        db: Connection,
        *,
        kind: str,
        about: Subject,
        since: int,
        until: int,
        language: Language,
        csv: bool,
        mail: MailWish,
        owner: Principal,
        schedule: int | None = None,
    ) -> int:
        """A unit of work: the report's row and its errand. Its number."""
        now = self._ground.clock.now_ms()
        wish = msgspec.structs.replace(mail, recipients=each_once(mail.recipients))
        number = reports.add(
            db, kind=kind, subject=about.key, name=about.name, since=since, until=until, language=language,
            csv=int(csv), owner=owner_of(owner), schedule=schedule, mail=msgspec.json.encode(wish),
            state=ReportState.WAITING.value, asked=now, started=None, ended=None, outcome=b"",
        )  # fmt: skip
        QUEUE.put(db, "report", key_of(number), now=now, lane=LANE)
        return number


def of_period(since: int, until: int) -> Iterator[Mistake]:
    """What is wrong with a period."""
    if not EARLIEST_MS <= min(since, until) <= max(since, until) <= LATEST_MS:
        yield Mistake(field="since", words=OUTSIDE)
    elif until <= since:
        yield Mistake(field="until", words=BACKWARDS)
    elif until - since > LONGEST_MS:
        yield Mistake(field="until", words=LONG)


def of_mail(mail: MailWish) -> Iterator[Mistake]:
    """What is wrong with the recipients, each named by its place."""
    if len(mail.recipients) > MOST_RECIPIENTS:
        yield Mistake(field="mail.recipients", words=CROWD)
    else:
        yield from mistakes_of(mail.recipients, "mail.recipients")


def owner_of(who: Principal) -> str:
    """How a report's row names who ordered it."""
    return f"{who.kind}:{who.id}"


def is_ours(owner: str) -> bool:
    """Whether an owner is of the role itself: its operator, or a schedule."""
    return owner.partition(":")[0] in (OPERATOR, SYSTEM.kind)


def key_of(number: int) -> str:
    """What a report's errand is called in the queue."""
    return f"report:{number}"


def waiting(db: Connection) -> list[int]:
    """The numbers of the reports that are to be made, in their order."""
    return [int(task.key.partition(":")[2]) for task in QUEUE.waiting(db, LANE)]


def waits(db: Connection, number: int) -> bool:
    """Whether a report is still to be made."""
    return bool(QUEUE.of_key(db, key_of(number)))


def close(db: Connection, number: int) -> bool:
    """The report is to be made no more; False when it was not."""
    return any(QUEUE.close(db, task.id) for task in QUEUE.of_key(db, key_of(number)))


def _of_subject(kind: Kind, subject: str) -> Words:
    if not kind.about:
        return ABOUT_ALL
    return UNKNOWN_SUBJECT.format(subject=subject[:80]) if subject else ABOUT_WHOM
