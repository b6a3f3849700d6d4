"""Doors for those who own reports: a counterparty orders about itself and fetches its files with its own login."""

import base64
from urllib.parse import quote

import msgspec

from common.errors import Rejected
from common.http_server.doors import OPERATOR, Doors, RawAnswer, RawRequest, call, raw, read
from common.principal import Principal
from common.protocol.endpoint import Endpoint, Nothing
from common.protocol.mistake import Mistake, refuse
from common.reporting import asks
from common.reporting.desk import Reports
from common.reporting.files import unchanged
from common.reporting.ground import Ground
from common.reporting.rows import PATH
from common.words import Words

MOST_UNFINISHED = 5
TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv; charset=utf-8",
}
OTHER = "application/octet-stream"
NOT_YOURS = Words("Такой отчёт заказывают только у нас самих", "Such a report is ordered at our own place only")
ABOUT_YOU = Words("Заказать можно только о себе", "It can be ordered only about yourself")
NO_LETTERS = Words("Письмом такой отчёт не посылают, его скачивают", "Such a report is not mailed but fetched")
REPORT = Endpoint(
    "POST", "/v1/report", asks.OrderReport, asks.ReportRow,
    Words("Заказать отчёт о себе; ответ сразу, готовность — в /v1/reports", "Order a report about yourself; the answer "
          "comes at once, /v1/reports says when it is ready"),
    codes=("wrong_value", "too_many_reports"),
)  # fmt: skip
REPORTS = Endpoint(
    "POST", "/v1/reports", asks.AskReports, asks.ReportRows,
    Words("Свои отчёты: состояние, файлы, SHA-256", "Your own reports: state, files, SHA-256"),
)  # fmt: skip
FILE = Endpoint(
    "GET", PATH, asks.AskFile, Nothing,
    Words("Файл своего готового отчёта: ?id=&name=", "A file of your own ready report: ?id=&name="),
    codes=("unknown_report", "report_file_changed"), says="*/*",
)  # fmt: skip


class Counter:
    """Where counterparties, and the operator's windows, come for reports."""

    def __init__(self, ground: Ground, desk: Reports) -> None:
        """`desk` keeps the rules that are the same for everybody."""
        self._ground = ground
        self._desk = desk

    def doors(self, *owners: str) -> Doors:
        """`owners` are kinds of principals with a login of their own here."""
        file = {FILE: raw(self.file, OPERATOR, *owners)}
        if not owners:
            return file
        return {REPORT: call(self.report, *owners), REPORTS: read(self._desk.reports, *owners), **file}

    def report(self, who: Principal, ask: asks.OrderReport) -> asks.ReportRow:
        """A report about the caller. He is not kept waiting: the threads that wait are for payments' checks."""
        kind = self._ground.kind(ask.kind)
        mistakes = []
        if kind is None or kind.by != who.kind:
            mistakes.append(Mistake(field="kind", words=NOT_YOURS))
        if ask.subject not in ("", who.id):
            mistakes.append(Mistake(field="subject", words=ABOUT_YOU))
        if ask.mail is not None and ask.mail.recipients:
            mistakes.append(Mistake(field="mail", words=NO_LETTERS))
        refuse(mistakes)
        number = self._desk.order(who, msgspec.structs.replace(ask, subject=who.id, mail=None), MOST_UNFINISHED)
        return self._ground.database.read(lambda db: self._desk.own(db, who, number))

    def file(self, who: Principal, request: RawRequest) -> RawAnswer:
        """A file as it was when the report was ready; anything else is refused."""
        given = dict(request.parameters)
        number, name = given.get("id", ""), given.get("name", "")
        if not (number.isascii() and number.isdigit() and len(number) < len(str(2**63))):
            raise Rejected("unknown_report", number[:20])
        kept = self._ground.database.read(lambda db: self._desk.file(db, who, int(number), name))
        data = unchanged(self._ground.folder_of(int(number)), kept)
        suffix = kept.name[kept.name.rfind(".") :].lower() if "." in kept.name else ""
        digest = base64.b64encode(bytes.fromhex(kept.sha256)).decode("ascii")
        return RawAnswer(
            data,
            TYPES.get(suffix, OTHER),
            headers=(
                ("content-disposition", disposition(kept.name)),
                ("x-content-type-options", "nosniff"),
                ("cache-control", "no-store"),
                ("etag", f'"{kept.sha256}"'),
                ("content-digest", f"sha-256=:{digest}:"),
            ),
            veiled=True,
        )


def disposition(name: str) -> str:
    """A name for whoever saves the file: in ASCII, and as it is (RFC 6266)."""
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "._-") else "_" for one in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
