"""One payer's session: whom the cash is for, how much is inside, and until when the terminal waits."""

from dataclasses import dataclass, field, replace

from agent_terminal.core import patience, sums
from agent_terminal.core.stages import Event, Stage, step
from agent_terminal.core.sums import Split, Terms
from common.money import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A provider and a number there, as the payer saw them: limits, tariff and the directory's version are kept.

    `payment_id` is made and stored before the check; a payment takes it away, and the next part gets its own.
    `wish` is the sum that a scanned bill names: shown, and never taken for cash. `exact` says that the check named
    the one sum to be paid, which both limits are, and that it is paid once: an order of a shop.
    """

    provider_id: int
    directory_version: int
    minimum: int
    maximum: int
    currency: str
    name_ru: str = ""
    name_en: str = ""
    tariff: tuple[Range, ...] = ()
    account: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    payment_id: str = ""
    subscriber: str = ""
    balance: int | None = None
    wish: int | None = None
    exact: bool = False

    @property
    def terms(self) -> Terms:
        """Its limits and tariff."""
        return Terms(self.minimum, self.maximum, self.tariff)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A number that a scanner has read and several providers would take: the payer says whose it is."""

    number: str
    providers: tuple[int, ...]
    wish: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`draft` is being typed and checked, `target` was confirmed by the payer; `held` is cash inside that no payment
    and no claim slip has taken yet. `roof` is what the agent's deposit still allowed when the payer began.
    `searched_from` is the screen that the search leads back to.
    """

    id: str
    stage: Stage
    language: str
    roof: int
    started: int
    changed: int
    deadline: int
    held: int = 0
    warned: bool = False
    group: str = ""
    searched_from: str = ""
    scanned: Scanned | None = None
    draft: Target | None = None
    target: Target | None = None
    notice: str = ""
    refusal: str = ""
    refusal_detail: str = ""

    @property
    def part(self) -> Split | None:
        """What of the cash inside may be paid now to the number confirmed; None when that is too little."""
        return None if self.target is None else sums.payable(self.held, self.target.terms)


def begin(session_id: str, *, stage: Stage, roof: int, language: str, now: int, stretch: int) -> Session:
    """A payer touched the screen."""
    deadline = now + patience.quiet_ms(stage, stretch)
    return Session(
        id=session_id, stage=stage, language=language, roof=roof, started=now, changed=now, deadline=deadline
    )


def moved(session: Session, event: Event, *, now: int, stretch: int) -> Session:
    """The event's stage, with the patience of its screen."""
    return touched(
        replace(session, stage=step(session.stage, event), notice="", refusal="", refusal_detail=""),
        now=now,
        stretch=stretch,
    )


def touched(session: Session, *, now: int, stretch: int) -> Session:
    """A key, a touch or a note: the terminal waits anew."""
    deadline = now + patience.quiet_ms(session.stage, stretch)
    return replace(session, warned=False, changed=now, deadline=deadline)


def warned(session: Session, *, now: int, stretch: int) -> Session:
    """«Are you still there?»"""
    return replace(session, warned=True, deadline=now + patience.WARNING_SECONDS * 1000 * stretch)


def credited(session: Session, value: int) -> Session:
    """A note lies in the cassette: its value is inside."""
    return replace(session, held=session.held + value)


def paid(session: Session, part: Split) -> Session:
    """A payment took its part of the cash, and its number. What is paid once is no number for the rest any more."""
    assert session.target is not None
    assert 0 < part.inserted <= session.held
    return replace(
        session,
        held=session.held - part.inserted,
        roof=max(session.roof - part.amount, 0),
        target=None if session.target.exact else replace(session.target, payment_id=""),
    )
