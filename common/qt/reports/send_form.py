"""«Отправить на e-mail»: the letter is seen first, then its recipients are named; a letter goes to each of them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from common.protocol import codes
from common.qt.desk import Desk
from common.qt.form import Form, FormDialog
from common.qt.reports.preview import Preview
from common.qt.reports.recipients_field import RecipientsField
from common.reporting.asks import AskSubjects, KindRow, PreviewLetter, ReportRow, Said, SendReport, SubjectRows
from common.words import Words

TITLE = Words("Отправить на e-mail: {title}", "Send by e-mail: {title}")
VERB = Words("Отправить", "Send")
RECIPIENTS = Words("Кому", "To")
WIDTH = 720


def send(desk: Desk, parent: QWidget, row: ReportRow, kind: KindRow | None, then: Callable[[], object]) -> FormDialog:
    """Open it for a report that is ready; the recipients of the last time, or the usual address, are there."""
    kept = f"recipients/{row.kind}/{row.subject}"
    form = Form(desk, f"send-report-{row.id}", drafts=False)
    recipients = form.add(RecipientsField("recipients", RECIPIENTS, required=True))
    preview = Preview(desk)
    form.place(preview)
    recipients.take(desk.keep.text(kept))

    def save(values: dict[str, Any], done: Any, failed: Any) -> None:
        question = SendReport(id=row.id, recipients=values["recipients"])
        desk.ask(dialog, "send-report", question, then=done, failed=failed)

    def sent(said: Said) -> None:
        desk.keep.put(kept, recipients.line.text())
        desk.messages.ok(said.words)
        then()

    def usual(found: SubjectRows) -> None:
        address = next((one.address for one in found.subjects if one.key == row.subject), "")
        if address and not recipients.filled():
            recipients.fill([address])

    title = Words(TITLE.ru.format(title=row.title.ru), TITLE.en.format(title=row.title.en))
    dialog = FormDialog(desk, title, form, VERB, save, parent=parent, guarded=False)
    dialog.setObjectName("send-dialog")
    dialog.saved.connect(sent)
    desk.ask(
        preview, "preview-letter", PreviewLetter(id=row.id),
        then=preview.show_letter, failed=lambda error: preview.show_trouble(codes.words_of(error)),
    )  # fmt: skip
    if kind is not None and kind.about and row.subject:
        question = AskSubjects(kind=row.kind, text=row.subject)
        desk.ask(form, "report-subjects", question, then=usual, failed=lambda _: None)
    dialog.resize(min(desk.theme.scaled(WIDTH), dialog.screen().availableSize().width() * 9 // 10), dialog.height())
    dialog.open()
    return dialog
