"""The outbox: letters with reports are put, looked at, sent again or not at all; and how letters leave is set."""

from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.mail import forms
from common.mail.address import NOBODY, each_once, mistake_of, mistakes_of
from common.mail.smtp import Patience
from common.principal import Principal
from common.protocol import codes
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistake, Mistakes, refuse
from common.reporting import asks, letter_words, mail_settings, rows
from common.reporting.asks import LetterState
from common.reporting.ground import Ground
from common.reporting.order import Covering, Kept
from common.reporting.order import Said as Ended
from common.reporting.sending import Sender
from common.reporting.store import letters as store
from common.reporting.store import reports
from common.reporting.store.letters import Body, Letter
from common.words import Language, Words

MOST_ROWS = 500
SHEET_ROWS, SHEET_COLUMNS = 20, 20


class Letters:
    """A role's letters; `changed` is called when something may be sent sooner than was thought."""

    def __init__(self, ground: Ground, patience: Patience | None = None) -> None:
        """Nothing is sent yet."""
        self.changed: Callable[[], object] = lambda: None
        self._ground = ground
        self._sender = Sender(ground, patience)

    def turn(self) -> bool:
        """Send what is due; True when something was."""
        return self._sender.turn()

    def close(self) -> None:
        """Let the letter under way end, for a few seconds."""
        self._sender.close()

    def enclose(
        self,
        db: Connection,
        report_id: int,
        covering: Covering,
        language: Language,
        recipients: Sequence[str],
        now: int,
    ) -> int:
        """A unit of work: a letter with a report to each of them, but to nobody a second one while the first waits."""
        issuer = self._ground.issuer(db).of(language)
        new = [one for one in each_once(recipients) if not store.waits(db, report_id, one)]
        for recipient in new:
            body = Body(issuer, covering.lines)
            self._put(db, recipient, covering.subject, language, body, report=report_id, now=now)
        db.then(self.changed)
        return len(new)

    def write(
        self, db: Connection, to: str, language: Language, subject: Words, lines: Sequence[Words], why: Words
    ) -> bool:
        """A unit of work: a letter of its own, with no report; `why` it comes to this address. False: it is none."""
        if mistake_of(to) is not None:
            return False
        now = self._ground.clock.now_ms()
        issuer = self._ground.issuer(db).of(language)
        body = Body(issuer, [line.of(language) for line in lines], why=why.of(language))
        self._put(db, each_once([to])[0], subject.of(language), language, body, report=None, now=now)
        db.then(self.changed)
        return True

    def open_of(self, db: Connection, report_id: int) -> int:
        """How many letters with a report have yet to leave."""
        return store.open_of(db, report_id)

    def letters(self, db: Connection, who: Principal, ask: asks.AskLetters) -> asks.Letters:
        """A page of the outbox."""
        page, number = store.page(
            db,
            text=ask.text,
            state=ask.state,
            report=ask.report,
            offset=max(0, ask.offset),
            limit=max(0, min(ask.limit, MOST_ROWS)),
        )
        counts, dues, halt = store.by_state(db), store.dues(db), mail_settings.kept(db).halt
        return asks.Letters(
            letters=[letter_words.row(one, dues.get(store.key(one.id)), halt) for one in page],
            found=number,
            waiting=counts.get(LetterState.WAITING, 0),
            failed=counts.get(LetterState.FAILED, 0),
        )

    def send_report(self, db: Connection, who: Principal, ask: asks.SendReport) -> asks.Said:
        """Mail a report that is ready."""
        language, said = self._ready(db, ask.id)
        nobody = [] if ask.recipients else [Mistake("recipients", NOBODY)]
        refuse(nobody or mistakes_of(ask.recipients, "recipients"))
        assert said.outcome is not None
        now = self._ground.clock.now_ms()
        number = self.enclose(db, ask.id, said.outcome.covering, language, ask.recipients, now)
        return asks.Said(words=letter_words.put(number, len(each_once(ask.recipients))))

    def preview_letter(self, who: Principal, ask: asks.PreviewLetter) -> asks.LetterPreview:
        """The letter with a report, before anybody gets it."""
        (language, said), issuer = self._ground.database.read(
            lambda db: (self._ready(db, ask.id), self._ground.issuer(db))
        )
        assert said.outcome is not None
        covering = said.outcome.covering
        saying = letter_words.saying(covering.subject, language, Body(issuer.of(language), covering.lines), said.files)
        return asks.LetterPreview(
            subject=covering.subject,
            text=forms.text(saying),
            html=forms.page(saying),
            files=said.files,
            sheet=_first_rows(self._ground.folder_of(ask.id), said.files),
        )

    def mail(self, db: Connection, who: Principal, ask: Nothing) -> asks.MailShown:
        """How letters leave."""
        kept = mail_settings.kept(db)
        halt = kept.halt
        return asks.MailShown(
            way=kept.way,
            sender=kept.sender,
            sender_name=kept.sender_name,
            host=kept.host,
            port=kept.port,
            security=kept.security,
            login=kept.login,
            has_password=self._has_password(),
            ca_file=kept.ca_file,
            folder=str(self._ground.folder / "outbox"),
            problem=codes.words(halt.code, halt.detail) if halt is not None else None,
            again=moment(halt.until) if halt is not None else None,
        )

    def set_mail(self, db: Connection, who: Principal, ask: asks.SetMail) -> asks.MailShown:
        """Set how letters leave; what waited for that goes on."""
        refuse(self._mistakes(ask))
        wanted = mail_settings.asked(ask)
        mail_settings.keep_password(self._ground.secrets, wanted.login, ask.password)
        mail_settings.keep(db, wanted)
        db.then(self.changed)
        return self.mail(db, who, Nothing())

    def try_mail(self, db: Connection, who: Principal, ask: asks.SetMail) -> Mistakes:
        """What setting it so would refuse."""
        return Mistakes(mistakes=self._mistakes(ask))

    def test_mail(self, who: Principal, ask: asks.TryMail) -> asks.LetterRow:
        """Put a trial letter and send it at once; its row tells how that went."""
        wrong = mistake_of(ask.recipient)
        refuse([Mistake("recipient", wrong)] if wrong is not None else [])

        def work(db: Connection) -> int:
            subject, body = letter_words.trial(self._ground.issuer(db).of(ask.language), ask.language)
            (recipient,) = each_once([ask.recipient])
            now = self._ground.clock.now_ms()
            return self._put(db, recipient, subject, ask.language, body, report=None, now=now)

        number = self._ground.database.write(work, "test_mail")
        self._sender.now(number)
        return self._ground.database.read(lambda db: self._row(db, self._found(db, number)))

    def retry_letter(self, db: Connection, who: Principal, ask: asks.LetterId) -> asks.LetterRow:
        """Try a letter now: one that waits, one that failed, or one that was cancelled and is wanted after all."""
        letter, now = self._found(db, ask.id), self._ground.clock.now_ms()
        if letter.state is LetterState.SENT:
            raise Rejected("letter_ended", letter.recipient)
        if letter.state is LetterState.WAITING:
            store.hurry(db, letter.id, now)
        else:
            self._drop_errand(db, letter)
            store.put_errand(db, letter.id, now)
            letter = letter._replace(state=LetterState.WAITING, attempts=0, reason="", ended=None)
            store.change(db, letter)
        mail_settings.let_go(db, now)
        db.then(self.changed)
        return self._row(db, letter)

    def cancel_letter(self, db: Connection, who: Principal, ask: asks.LetterId) -> asks.LetterRow:
        """Do not send a letter that has not left."""
        letter = self._found(db, ask.id)
        if letter.state in (LetterState.SENT, LetterState.CANCELLED):
            raise Rejected("letter_ended", letter.recipient)
        self._drop_errand(db, letter)
        letter = letter._replace(state=LetterState.CANCELLED, ended=self._ground.clock.now_ms())
        store.change(db, letter)
        return self._row(db, letter)

    def _put(
        self,
        db: Connection,
        recipient: str,
        subject: str,
        language: Language,
        body: Body,
        *,
        report: int | None,
        now: int,
    ) -> int:
        number = store.next_number(db)
        message_id = letter_words.message_id(number, now, self._ground.uid)
        waiting = LetterState.WAITING
        store.put(
            db,
            Letter(number, message_id, recipient, subject, language, body, report, waiting, 0, "", "", now, None),
        )
        return number

    def _drop_errand(self, db: Connection, letter: Letter) -> None:
        errand = store.errand(db, letter.id)
        if errand is not None:
            store.QUEUE.close(db, errand.id)

    def _ready(self, db: Connection, number: int) -> tuple[Language, Ended]:
        row = reports.find(db, number)
        if row is None:
            raise Rejected("unknown_report", str(number))
        said = rows.said_of(row)
        if said.outcome is None:
            raise Rejected("report_not_ready", str(number))
        return row["language"], said

    def _found(self, db: Connection, number: int) -> Letter:
        letter = store.find(db, number)
        if letter is None:
            raise Rejected("unknown_letter", str(number))
        return letter

    def _row(self, db: Connection, letter: Letter) -> asks.LetterRow:
        due = store.dues(db).get(store.key(letter.id))
        return letter_words.row(letter, due, mail_settings.kept(db).halt)

    def _has_password(self) -> bool:
        return bool(mail_settings.password_of(self._ground.secrets))

    def _mistakes(self, ask: asks.SetMail) -> list[Mistake]:
        return mail_settings.mistakes(ask, has_password=self._has_password())


def _first_rows(folder: Path, files: list[Kept]) -> list[list[str]]:
    """The beginning of the first workbook's first sheet, without the emptiness right of it and under it."""
    name = next((file.name for file in files if file.name.endswith(".xlsx")), None)
    if name is None:
        return []
    from common import excel  # a role has use for it only when somebody looks at a letter

    rows = islice(excel.read_rows(folder / name, 0, SHEET_ROWS), SHEET_ROWS)
    found = [row[:SHEET_COLUMNS] for row in rows]
    while found and not any(found[-1]):
        found.pop()
    width = max((place for row in found for place, text in enumerate(row, 1) if text), default=0)
    return [row[:width] for row in found]
