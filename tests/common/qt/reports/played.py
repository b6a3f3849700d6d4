"""A role that makes reports as the test wants them: rows of every state, answers by the messages, no files."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

import msgspec

from common.errors import Rejected
from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake, Mistakes
from common.reporting import asks
from common.reporting.asks import LetterState, ReportState, Security, Way
from common.reporting.order import Figure, Kept
from common.words import Words, same
from tests.common.qt.standin import StandInRole

NOW = datetime(2026, 11, 20, 21, 40).astimezone()
MIDNIGHT = datetime(2026, 11, 20).astimezone()
DAY = timedelta(days=1)
REGISTER = asks.KindRow(
    name="register", title=Words("Реестр платежей", "Payment register"),
    does=Words("Платежи поставщика за период", "A provider's payments of a period"), about="provider", csv=True,
    compares=False,
)  # fmt: skip
STATEMENT = asks.KindRow(
    name="agent-statement", title=Words("Отчёт агента", "Agent statement"),
    does=Words("Депозит агента и его платежи", "An agent's deposit and payments"), about="agent", csv=True,
    compares=False,
)  # fmt: skip
TOTALS = asks.KindRow(
    name="totals", title=Words("Итоги", "Totals"), does=Words("Всё за период", "Everything of a period"), about="",
    csv=False, compares=False,
)  # fmt: skip
COMPARISON = asks.KindRow(
    name="comparison", title=Words("Сверка с файлом", "Comparison with a file"),
    does=Words("Файл поставщика и наши книги", "A provider's file and our books"), about="provider", csv=True,
    compares=True,
)  # fmt: skip
KINDS = (REGISTER, STATEMENT, TOTALS, COMPARISON)
PROVIDERS = [
    asks.SubjectRow(key="1", name="МегаФон", address="books@megafon.example"),
    asks.SubjectRow(key="2", name="Эр-Телеком", address=""),
]
AGENTS = [asks.SubjectRow(key="7", name="ООО «Киоск»", address="kiosk@agent.example")]
FILES = [
    Kept("2026-11-20_reestr_MegaFon_PC-uchebny.xlsx", 24_700, "9f2c" + "0" * 56 + "77ab"),
    Kept("2026-11-20_reestr_MegaFon_PC-uchebny.csv", 3_100, "11d0" + "0" * 56 + "beef"),
]


def report(number: int, state: ReportState = ReportState.DONE, **other: Any) -> asks.ReportRow:
    """A register of yesterday, ready, unless it is said otherwise."""
    done = state is ReportState.DONE
    usual: dict[str, Any] = {
        "id": number, "kind": "register", "title": REGISTER.title, "subject": "1", "name": "МегаФон",
        "since": MIDNIGHT - DAY, "until": MIDNIGHT, "language": "ru", "owner": "operator", "schedule": None,
        "state": state,
        "words": Words("готов", "ready"), "place": 0, "percent": 100 if done else 0, "asked": NOW, "started": None,
        "ended": NOW if done else None, "rows": 12 if done else 0, "agrees": True if done else None,
        "figures": [
            Figure(Words("Платежей", "Payments"), 12, "count"), Figure(Words("Зачислено", "Credited"), 540_000),
        ] if done else [],
        "files": FILES if done else [], "folder": "/nowhere/reports/1" if done else "", "counts": {}, "letters": 0,
    }  # fmt: skip
    return asks.ReportRow(**(usual | other))


def finding(number: int, kind: str = "sum_differs", payment_id: str = "p") -> asks.FindingRow:
    """A difference of one kind."""
    return asks.FindingRow(
        number=number, kind=kind, kind_words=Words("Суммы разные", "Sums differ"),
        words=Words("Поставщик снял свою комиссию", "The provider took its fee off"),
        action_words=Words("Напишите поставщику в течение 2 часов", "Write to the provider within 2 hours"),
        payment_id=f"{payment_id}{number}" if payment_id else "", code=f"7F3K-92Q{number}", key=str(1000 + number),
        at=NOW, account="9123456780", their_account="9123456780", amount=50_000, their_amount=48_500,
    )  # fmt: skip


def letter(number: int, state: LetterState = LetterState.SENT, **other: Any) -> asks.LetterRow:
    """A letter with the register to its provider."""
    usual: dict[str, Any] = {
        "id": number, "message_id": f"<{number}.r1@a1b2>", "recipient": "books@megafon.example",
        "subject": "Реестр платежей ПЦ «Учебный» за 20.11.2026: 12 платежей на 5 400,00 ₽", "report": 1,
        "state": state, "words": Words("отправлено", "sent"), "attempts": 1, "reason": "", "way": "",
        "made": NOW, "due": None, "ended": NOW if state is LetterState.SENT else None, "problem": None,
    }  # fmt: skip
    return asks.LetterRow(**(usual | other))


def schedule(number: int, **other: Any) -> asks.ScheduleRow:
    """The register of every working day at six."""
    usual: dict[str, Any] = {
        "id": number, "kind": "register", "title": REGISTER.title, "subject": "1", "name": "МегаФон", "every": "daily",
        "at": "06:00", "day": 1, "working_days": True, "language": "ru", "csv": True,
        "mail": asks.MailWish(recipients=["books@megafon.example"]), "active": True, "covered": NOW, "due": NOW + DAY,
        "words": Words("по рабочим дням в 06:00, за прошлый день", "on working days at 06:00, for the day before"),
        "edition": f"e{number}",
    }  # fmt: skip
    return asks.ScheduleRow(**(usual | other))


def register(number: int, **other: Any) -> asks.ImportRow:
    """A register that MegaFon sent."""
    usual: dict[str, Any] = {
        "id": number, "subject": "1", "name": "МегаФон", "day": "2026-11-19", "file": f"OPLATA_1_20261119{number}.csv",
        "number": 12, "total": 540_000, "at": NOW, "who": "operator",
    }  # fmt: skip
    return asks.ImportRow(**(usual | other))


BY_FOLDER = asks.MailShown(
    way=Way.FOLDER, sender="oplata@localhost", sender_name="", host="", port=587, security=Security.STARTTLS, login="",
    has_password=False, ca_file="", folder="/nowhere/outbox",
)  # fmt: skip


R = TypeVar("R", bound=Message)


class Played:
    """What the role knows; its operations are put among a stand-in's answers."""

    def __init__(self, role: StandInRole) -> None:
        self.role = role
        self.reports: list[asks.ReportRow] = []
        self.findings: list[asks.FindingRow] = []
        self.letters: list[asks.LetterRow] = []
        self.schedules: list[asks.ScheduleRow] = []
        self.registers: list[asks.ImportRow] = []
        self.mail = BY_FOLDER
        self.kinds = list(KINDS)
        self.wrong: list[Mistake] = []
        operations = {
            "report-kinds": lambda _: asks.ReportKinds(kinds=self.kinds), "report-subjects": self._subjects,
            "reports": self._reports, "show-report": self._show, "report": self._order, "cancel-report": self._cancel,
            "forget-report": self._forget, "findings": self._findings, "letters": self._letters,
            "preview-letter": lambda _: PREVIEW, "send-report": self._send, "mail": lambda _: self.mail,
            "set-mail": self._set_mail, "try-mail": lambda _: Mistakes(mistakes=self.wrong),
            "test-mail": lambda ask: letter(90, recipient=ask.recipient), "retry-letter": self._retry,
            "cancel-letter": self._cancel_letter,
            "schedules": lambda _: asks.Schedules(schedules=list(self.schedules)), "set-schedule": self._set_schedule,
            "try-schedule": lambda _: Mistakes(mistakes=self.wrong), "end-schedule": self._end_schedule,
            "imports": self._imports, "import-register": self._import, "forget-import": self._forget_import,
        }  # fmt: skip
        role.answers.update(operations)

    def asked(self, operation: str) -> list[Any]:
        """The questions of one operation, in their order."""
        return [question for name, question in self.role.asked if name == operation]

    def changed(self) -> None:
        """As after a commit."""
        self.role.committed += 1

    def _subjects(self, ask: asks.AskSubjects) -> asks.SubjectRows:
        known = AGENTS if ask.kind == "agent-statement" else PROVIDERS
        fitting = [one for one in known if ask.text in (one.key, "") or ask.text.casefold() in one.name.casefold()]
        return asks.SubjectRows(subjects=sorted(fitting, key=lambda one: one.key != ask.text))

    def _reports(self, ask: asks.AskReports) -> asks.ReportRows:
        fitting = [
            one for one in reversed(self.reports)
            if (not ask.state or one.state == ask.state) and (not ask.kind or one.kind == ask.kind)
            and ask.text.casefold() in one.name.casefold()
        ]  # fmt: skip
        unfinished = sum(one.state in (ReportState.WAITING, ReportState.RUNNING) for one in self.reports)
        page = fitting[ask.offset : ask.offset + ask.limit]
        return asks.ReportRows(reports=page, found=len(fitting), unfinished=unfinished)

    def _show(self, ask: asks.ReportId) -> asks.ReportRow:
        return next(one for one in self.reports if one.id == ask.id)

    def _order(self, ask: asks.OrderReport) -> asks.ReportRow:
        kind = next(one for one in self.kinds if one.name == ask.kind)
        made = report(
            len(self.reports) + 1, ReportState.WAITING, kind=ask.kind, title=kind.title, subject=ask.subject,
            since=ask.since, until=ask.until, language=ask.language,
        )  # fmt: skip
        self.reports.append(made)
        return made

    def _cancel(self, ask: asks.ReportId) -> asks.ReportRow:
        return self._put(self.reports, ask.id, state=ReportState.CANCELLED)

    def _forget(self, ask: asks.ReportId) -> asks.Said:
        self.reports = [one for one in self.reports if one.id != ask.id]
        return asks.Said(words=Words("Отчёт убран", "The report is removed"))

    def _findings(self, ask: asks.AskFindings) -> asks.Findings:
        fitting = [one for one in self.findings if not ask.kind or one.kind == ask.kind]
        return asks.Findings(rows=fitting[ask.offset : ask.offset + ask.limit], found=len(fitting))

    def _letters(self, ask: asks.AskLetters) -> asks.Letters:
        fitting = [one for one in reversed(self.letters) if not ask.state or one.state == ask.state]
        return asks.Letters(
            letters=fitting[ask.offset : ask.offset + ask.limit], found=len(fitting),
            waiting=sum(one.state is LetterState.WAITING for one in self.letters),
            failed=sum(one.state is LetterState.FAILED for one in self.letters),
        )  # fmt: skip

    def _send(self, ask: asks.SendReport) -> asks.Said:
        if any("@" not in one for one in ask.recipients):
            raise Rejected("wrong_value", "recipients")
        self.letters += [letter(10 + number, recipient=one) for number, one in enumerate(ask.recipients)]
        return asks.Said(words=Words("Письмо в «Исходящих».", "The letter is in the outbox."))

    def _set_mail(self, ask: asks.SetMail) -> asks.MailShown:
        plain = msgspec.structs.asdict(ask)
        plain.pop("password")
        self.mail = asks.MailShown(**plain, has_password=bool(ask.password), folder=self.mail.folder)
        return self.mail

    def _retry(self, ask: asks.LetterId) -> asks.LetterRow:
        return self._put(self.letters, ask.id, state=LetterState.WAITING)

    def _cancel_letter(self, ask: asks.LetterId) -> asks.LetterRow:
        return self._put(self.letters, ask.id, state=LetterState.CANCELLED)

    def _set_schedule(self, ask: asks.SetSchedule) -> asks.ScheduleRow:
        plain = {name: getattr(ask, name) for name in ask.__struct_fields__ if name not in ("id", "edition")}
        if not ask.id:
            self.schedules.append(schedule(max((one.id for one in self.schedules), default=0) + 1, **plain))
            return self.schedules[-1]
        return self._put(self.schedules, ask.id, **plain)

    def _end_schedule(self, ask: asks.ScheduleId) -> asks.Said:
        self.schedules = [one for one in self.schedules if one.id != ask.id]
        return asks.Said(words=same("x"))

    def _imports(self, ask: asks.AskImports) -> asks.Imports:
        return asks.Imports(imports=self.registers[ask.offset : ask.offset + ask.limit], found=len(self.registers))

    def _import(self, ask: asks.ImportRegister) -> asks.ImportRow:
        again = any(one.file == ask.path for one in self.registers)
        made = register(len(self.registers) + 1, file=ask.path, subject=ask.subject, again=again)
        self.registers += [] if again else [made]
        return made

    def _forget_import(self, ask: asks.ImportId) -> asks.Said:
        self.registers = [one for one in self.registers if one.id != ask.id]
        return asks.Said(words=Words("Файл убран", "The file is removed"))

    def _put(self, rows: list[R], number: int, **changes: Any) -> R:
        place = next(at for at, one in enumerate(rows) if one.id == number)  # type: ignore[attr-defined]
        rows[place] = msgspec.structs.replace(rows[place], **changes)
        return rows[place]


PREVIEW = asks.LetterPreview(
    subject="Реестр платежей ПЦ «Учебный» за 20.11.2026: 12 платежей на 5 400,00 ₽",
    text="Здравствуйте.\n\nПлатежей: 12\nЗачислено: 5 400,00 ₽\n",
    html="<p>Здравствуйте.</p><p>Платежей: <b>12</b><br>Зачислено: <b>5 400,00 ₽</b></p>"
    "<p>Это письмо отправил процессинговый центр. УЧЕБНЫЙ РЕЖИМ.</p>",
    files=FILES,
    sheet=[["Реестр платежей", ""], ["01.11.2026–20.11.2026", ""], ["№", "Дата и время"], ["1", "20.11.2026 21:40:03"]],
)
