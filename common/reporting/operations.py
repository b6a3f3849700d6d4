"""What a person may do with reports, schedules, letters and imported registers: the same in every role."""

from common.http_server.doors import Way
from common.operation import Operation
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from common.reporting import asks
from common.words import Words

PRIVATE = frozenset({"password", "address", "recipients"})


def _op(within: str, name: str, way: Way, ask: type, answer: type, ru: str, en: str) -> Operation:
    return Operation(name, way, ask, answer, Words(ru, en), PRIVATE, within=within)


_REPORTS, _SCHEDULES, _LETTERS, _IMPORTS = "reports", "schedules", "letters", "imports"
REPORTS = (
    _op(
        _REPORTS, "report", "call", asks.OrderReport, asks.ReportRow,
        "Сделать отчёт за период", "Make a report for a period",
    ),
    _op(
        _REPORTS, "reports", "read", asks.AskReports, asks.ReportRows,
        "Отчёты: готовые, в работе, ждут", "Reports: ready, being made, waiting",
    ),
    _op(
        _REPORTS, "show-report", "read", asks.ReportId, asks.ReportRow,
        "Один отчёт с файлами и их SHA-256", "A report with its files and their SHA-256",
    ),
    _op(
        _REPORTS, "report-kinds", "read", Nothing, asks.ReportKinds,
        "Какие отчёты здесь делают", "Which reports are made here",
    ),
    _op(
        _REPORTS, "report-subjects", "read", asks.AskSubjects, asks.SubjectRows,
        "О ком может быть отчёт", "Whom a report may be about",
    ),
    _op(
        _REPORTS, "cancel-report", "call", asks.ReportId, asks.ReportRow,
        "Не делать этот отчёт", "Do not make this report",
    ),
    _op(
        _REPORTS, "forget-report", "call", asks.ReportId, asks.Said,
        "Убрать отчёт и его файлы", "Remove a report and its files",
    ),
    _op(
        _REPORTS, "findings", "read", asks.AskFindings, asks.Findings,
        "Расхождения, найденные сверкой с файлом", "Differences that the comparison with a file found",
    ),
)  # fmt: skip
SCHEDULES = (
    _op(
        _SCHEDULES, "schedules", "read", Nothing, asks.Schedules,
        "Отчёты по расписанию", "Reports by schedule",
    ),
    _op(
        _SCHEDULES, "set-schedule", "write", asks.SetSchedule, asks.ScheduleRow,
        "Завести или изменить расписание", "Make or change a schedule",
    ),
    _op(
        _SCHEDULES, "try-schedule", "read", asks.SetSchedule, Mistakes,
        "Что исправить в расписании", "What to correct in a schedule",
    ),
    _op(
        _SCHEDULES, "end-schedule", "write", asks.ScheduleId, asks.Said,
        "Убрать расписание", "End a schedule",
    ),
)  # fmt: skip
LETTERS = (
    _op(
        _LETTERS, "letters", "read", asks.AskLetters, asks.Letters,
        "Исходящие письма", "The outbox",
    ),
    _op(
        _LETTERS, "send-report", "write", asks.SendReport, asks.Said,
        "Отправить готовый отчёт письмом", "Mail a report that is ready",
    ),
    _op(
        _LETTERS, "preview-letter", "call", asks.PreviewLetter, asks.LetterPreview,
        "Посмотреть письмо до отправки", "Look at a letter before it is sent",
    ),
    _op(
        _LETTERS, "mail", "read", Nothing, asks.MailShown,
        "Как уходят письма", "How letters leave",
    ),
    _op(
        _LETTERS, "set-mail", "write", asks.SetMail, asks.MailShown,
        "Задать, как уходят письма: папка или сервер", "Set how letters leave: a folder or a server",
    ),
    _op(
        _LETTERS, "try-mail", "read", asks.SetMail, Mistakes,
        "Что исправить в настройках почты", "What to correct in the mail settings",
    ),
    _op(
        _LETTERS, "test-mail", "call", asks.TryMail, asks.LetterRow,
        "Послать пробное письмо", "Send a trial letter",
    ),
    _op(
        _LETTERS, "retry-letter", "write", asks.LetterId, asks.LetterRow,
        "Отправить письмо ещё раз", "Send a letter again",
    ),
    _op(
        _LETTERS, "cancel-letter", "write", asks.LetterId, asks.LetterRow,
        "Не отправлять письмо", "Do not send a letter",
    ),
)  # fmt: skip
IMPORTS = (
    _op(
        _IMPORTS, "import-register", "call", asks.ImportRegister, asks.ImportRow,
        "Загрузить файл реестра", "Take in a register's file",
    ),
    _op(
        _IMPORTS, "imports", "read", asks.AskImports, asks.Imports,
        "Загруженные файлы реестров", "Registers that were taken in",
    ),
    _op(
        _IMPORTS, "forget-import", "call", asks.ImportId, asks.Said,
        "Убрать загруженный файл реестра", "Remove a register that was taken in",
    ),
)  # fmt: skip
