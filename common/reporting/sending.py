"""Sends letters: each once as far as a mail server can tell, none holding up another, all waiting for their way."""

from pathlib import Path

from common import spawn
from common.database import Connection
from common.errors import ContractFault, OplataError, Rejected, Unavailable, places
from common.mail import forms
from common.mail.address import masked
from common.mail.compose import Attachment, compose
from common.mail.compose import Letter as Composed
from common.mail.folder import Folder
from common.mail.line import bare
from common.mail.smtp import Patience, Smtp
from common.mail.way import Envelope, Post
from common.queue import Task
from common.reporting import letter_words, mail_settings, rows
from common.reporting.asks import LetterState, Way
from common.reporting.files import unchanged
from common.reporting.ground import Ground
from common.reporting.mail_settings import Halt, Settings
from common.reporting.order import Kept
from common.reporting.store import letters as store
from common.reporting.store import reports
from common.reporting.store.letters import Letter
from common.retry import HOUR_MS, RetryPolicy

POLICY = RetryPolicy(pause_ms=5_000, longest_ms=HOUR_MS // 2, attempts=200, age_ms=72 * HOUR_MS)
"""A letter that the server asks to bring later: greylisting takes minutes, a full mailbox days."""
SILENCE = RetryPolicy(pause_ms=5_000, longest_ms=HOUR_MS // 12)
"""A way that does not answer is asked again for as long as letters wait."""
FAULT_MS = HOUR_MS
"""A way that is set wrong waits for an edit; now and then it is tried, for a certificate may be renewed. No pause is
longer: what is to wait until after it was put off by a clock that was ahead."""
AT_ONCE = 100
LONGEST_REASON = 500
PATIENCE_SECONDS = 20.0
LAST_SECONDS = 3.0


class Sender:
    """One a role; `turn` and `now` may be called from different threads, one sends at a time."""

    def __init__(self, ground: Ground, patience: Patience | None = None) -> None:
        """Nothing is sent yet."""
        self._ground = ground
        self._patience = patience
        self._folder = Folder(ground.folder / "outbox")
        self._folder.tidy()
        self._post: Post | None = None
        self._closing = False
        self._one_at_a_time = spawn.Lock()
        self._gone: dict[int, str] = {}

    def turn(self) -> bool:
        """Send what is due; True when something was."""
        with self._one_at_a_time:
            now = self._ground.clock.now_ms()
            settings, due = self._ground.database.read(
                lambda db: (mail_settings.kept(db), store.due(db, now=now, beyond=now + FAULT_MS, limit=AT_ONCE))
            )
            if not due or self._closing or (settings.halt is not None and now < settings.halt.until <= now + FAULT_MS):
                return False
            self._send(settings, due)
            return True

    def now(self, number: int) -> None:
        """Send one letter at once, whatever keeps the others; left to its turn when the sender is busy for long."""
        if not self._one_at_a_time.acquire(timeout=PATIENCE_SECONDS):
            return
        try:
            settings, task = self._ground.database.read(lambda db: (mail_settings.kept(db), store.errand(db, number)))
            if task is not None and not self._closing:
                self._send(settings, [task])
        finally:
            self._one_at_a_time.release()

    def close(self) -> None:
        """Begin no other letter; the one under way has a little time to hear the server's answer."""
        self._closing = True
        if self._one_at_a_time.acquire(timeout=LAST_SECONDS):
            self._one_at_a_time.release()
        elif (post := self._post) is not None:
            post.cut()

    def _send(self, settings: Settings, due: list[Task]) -> None:
        self._post = post = self._way(settings)
        try:
            for task in due:
                if self._closing or not self._one(post, settings, task):
                    return
        finally:
            self._post = None
            post.close()

    def _way(self, settings: Settings) -> Post:
        if settings.way is Way.FOLDER:
            return self._folder
        return Smtp(settings.server(mail_settings.password_of(self._ground.secrets)), self._patience)

    def _one(self, post: Post, settings: Settings, task: Task) -> bool:
        """One letter to its end or to its next try; False when no other can go by this way: it is at fault, or another
        one is set."""
        (letter, files), fresh = self._ground.database.read(lambda db: (_with_files(db, task), mail_settings.kept(db)))
        if not mail_settings.same(fresh, settings):
            return False
        if letter is None or letter.state is not LetterState.WAITING:
            self._ground.database.write(lambda db: store.QUEUE.close(db, task.id), "close_letter")
            return True
        try:
            if letter.id not in self._gone:
                self._gone[letter.id] = post.send(self._envelope(settings, letter, files))
        except Unavailable as problem:
            return self._later(post, settings, letter, task, problem)
        except ContractFault as problem:
            self._halt(post, settings, problem, self._ground.clock.now_ms() + FAULT_MS, tries=0)
            return False
        except OplataError as problem:
            self._failed(post, letter, task, problem)
        except Exception as bug:  # noqa: BLE001 - a letter's end: it waits for a person, the others go on
            self._failed(post, letter, task, Unavailable("internal_error", places(bug)))
        else:
            self._sent(post, settings, letter, task)
        return True

    def _envelope(self, settings: Settings, letter: Letter, files: list[Kept]) -> Envelope:
        if letter.report is not None and not files:
            raise Rejected("attachment_changed", f"№ {letter.report}")
        said = letter_words.saying(letter.subject, letter.language, letter.body, files)
        folder = self._ground.folder_of(letter.report or 0)
        composed = Composed(
            message_id=letter.message_id,
            sender=settings.sender_address,
            sender_name=settings.sender_name or letter.body.issuer,
            recipient=letter.recipient,
            subject=letter.subject,
            language=letter.language,
            at=letter.made,
            text=forms.text(said),
            html=forms.page(said),
            files=tuple(Attachment(file.name, _unchanged(folder, file)) for file in files),
        )  # fmt: skip
        return Envelope(letter.message_id, composed.sender, letter.recipient, compose(composed))

    def _sent(self, post: Post, settings: Settings, letter: Letter, task: Task) -> None:
        """The effect and the end of its errand in one unit of work. Until that is written, the letter is remembered:
        a storage that fails meanwhile makes no second letter."""
        now, went = self._ground.clock.now_ms(), self._gone[letter.id]

        def work(db: Connection) -> None:
            store.QUEUE.close(db, task.id)
            done = letter._replace(state=LetterState.SENT, attempts=task.attempts + 1, reason="", way=went, ended=now)
            store.change(db, done)
            if letter.report is not None:
                self._ground.mailed(db, letter.id)
            fresh = mail_settings.kept(db)
            if fresh.halt is not None and mail_settings.same(fresh, settings):
                mail_settings.keep(db, mail_settings.halted(fresh, None))

        self._ground.database.write(work, "letter_sent")
        del self._gone[letter.id]
        self._tell("letter sent", post, letter, went)

    def _later(self, post: Post, settings: Settings, letter: Letter, task: Task, problem: Unavailable) -> bool:
        now = self._ground.clock.now_ms()
        alone = problem.code == "mail_delayed"
        if POLICY.spent(task.attempts + alone, now - task.made):
            self._failed(post, letter, task, Rejected("letter_given_up", problem.detail))
        elif alone:
            self._put_off(post, letter, task, problem, now)
        if not alone:
            tries = settings.halt.tries + 1 if settings.halt is not None else 1
            self._halt(post, settings, problem, now + SILENCE.pause(tries, self._ground.draw), tries)
        return alone

    def _put_off(self, post: Post, letter: Letter, task: Task, problem: Unavailable, now: int) -> None:
        due = now + POLICY.pause(task.attempts + 1, self._ground.draw)
        reason = str(problem)[:LONGEST_REASON]

        def work(db: Connection) -> None:
            if store.QUEUE.put_off(db, task, due=due, reason=problem.code, counts=True):
                store.change(db, letter._replace(attempts=task.attempts + 1, reason=reason))

        self._ground.database.write(work, "put_letter_off")
        self._complain("letter put off", post, letter, problem)

    def _failed(self, post: Post, letter: Letter, task: Task, problem: OplataError) -> None:
        now, reason = self._ground.clock.now_ms(), str(problem)[:LONGEST_REASON]

        def work(db: Connection) -> None:
            if store.QUEUE.set_aside(db, task, problem.code):
                failed = letter._replace(state=LetterState.FAILED, attempts=task.attempts + 1, reason=reason, ended=now)
                store.change(db, failed)

        self._ground.database.write(work, "letter_failed")
        self._complain("letter not sent", post, letter, problem)

    def _halt(self, post: Post, settings: Settings, problem: OplataError, until: int, tries: int) -> None:
        """All letters wait; nothing of it when somebody has set the way anew meanwhile."""
        halt = Halt(problem.code, problem.detail[:LONGEST_REASON], until, tries)

        def work(db: Connection) -> None:
            fresh = mail_settings.kept(db)
            if mail_settings.same(fresh, settings):
                mail_settings.keep(db, mail_settings.halted(fresh, halt))

        self._ground.database.write(work, "letters_halted")
        alarm = self._ground.log.error if isinstance(problem, ContractFault) else self._ground.log.warning
        alarm("letters wait: their way is closed", reason=bare(str(problem)), line=post.heard())

    def _tell(self, event: str, post: Post, letter: Letter, went: str) -> None:
        self._ground.log.info(event, letter=letter.id, to=masked(letter.recipient), way=went, line=post.heard())

    def _complain(self, event: str, post: Post, letter: Letter, problem: OplataError) -> None:
        said = {"reason": bare(str(problem)), "line": post.heard()}
        self._ground.log.warning(event, letter=letter.id, to=masked(letter.recipient), **said)


def _with_files(db: Connection, task: Task) -> tuple[Letter | None, list[Kept]]:
    letter = store.find(db, store.number_of(task))
    report = reports.find(db, letter.report) if letter is not None and letter.report is not None else None
    return letter, rows.said_of(report).files if report is not None else []


def _unchanged(folder: Path, file: Kept) -> bytes:
    try:
        return unchanged(folder, file)
    except OplataError as problem:
        raise Rejected("attachment_changed", file.name) from problem
