"""A payer's way through the terminal as one table; each stage is named by its screen, and no entry means «not now»."""

from enum import StrEnum

from common.errors import Rejected


class Stage(StrEnum):
    """Where a payer is. The values are the screens' names in the kiosk's flow; K0 is the end of the session."""

    GROUPS = "K1"
    PROVIDERS = "K2"
    SEARCH = "K2s"
    FIELDS = "K3"
    CHECKING = "K4"
    CONFIRM = "K5"
    CASH = "K6"
    STOP = "K6s"
    REMAINDER = "K6r"
    SENDING = "K7"
    PAID = "K8"
    NOT_FOUND = "K9"
    NOT_CHECKED = "K9n"
    PENDING = "K10"
    REFUSED = "K10x"
    ENDED = "K0"


class Event(StrEnum):
    """What moves a session: the payer's wish, an answer, cash, or time."""

    GROUP = "group"
    GROUPS = "groups"
    SEARCH = "search"
    PROVIDER = "provider"
    SCAN = "scan"
    SEVERAL = "several"
    BACK = "back"
    FIELDS = "fields"
    FOUND = "found"
    UNKNOWN = "unknown"
    NO_ANSWER = "no_answer"
    AGAIN = "again"
    CONFIRM = "confirm"
    STOP = "stop"
    CONTINUE = "continue"
    PAY = "pay"
    PAY_PART = "pay_part"
    LEAVE = "leave"
    OTHER_NUMBER = "other_number"
    CLAIM = "claim"
    CAPTURED = "captured"
    LATE = "late"
    REFUSED = "refused"
    END = "end"


S, E = Stage, Event

TRANSITIONS: dict[tuple[Stage, Event], Stage] = {
    (S.GROUPS, E.GROUP): S.PROVIDERS,
    (S.GROUPS, E.SEARCH): S.SEARCH,
    (S.GROUPS, E.PROVIDER): S.FIELDS,
    (S.PROVIDERS, E.SEARCH): S.SEARCH,
    (S.PROVIDERS, E.PROVIDER): S.FIELDS,
    (S.PROVIDERS, E.BACK): S.GROUPS,
    (S.SEARCH, E.PROVIDER): S.FIELDS,
    (S.SEARCH, E.BACK): S.PROVIDERS,
    (S.SEARCH, E.GROUPS): S.GROUPS,
    (S.FIELDS, E.BACK): S.PROVIDERS,
    (S.FIELDS, E.GROUPS): S.GROUPS,
    (S.FIELDS, E.FIELDS): S.CHECKING,
    (S.CHECKING, E.BACK): S.FIELDS,
    (S.CHECKING, E.FOUND): S.CONFIRM,
    (S.CHECKING, E.UNKNOWN): S.NOT_FOUND,
    (S.CHECKING, E.NO_ANSWER): S.NOT_CHECKED,
    (S.NOT_FOUND, E.BACK): S.FIELDS,
    (S.NOT_CHECKED, E.BACK): S.FIELDS,
    (S.NOT_CHECKED, E.AGAIN): S.CHECKING,
    (S.CONFIRM, E.BACK): S.FIELDS,
    (S.CONFIRM, E.CONFIRM): S.CASH,
    (S.CASH, E.STOP): S.STOP,
    (S.STOP, E.CONTINUE): S.CASH,
    (S.STOP, E.OTHER_NUMBER): S.PROVIDERS,
    (S.REMAINDER, E.OTHER_NUMBER): S.PROVIDERS,
    (S.REFUSED, E.OTHER_NUMBER): S.PROVIDERS,
    (S.SENDING, E.CAPTURED): S.PAID,
    (S.SENDING, E.LATE): S.PENDING,
    (S.SENDING, E.REFUSED): S.REFUSED,
    (S.PENDING, E.CAPTURED): S.PAID,
    (S.PENDING, E.REFUSED): S.REFUSED,
    **{(stage, E.END): S.ENDED for stage in Stage if stage is not S.ENDED},
}
"""What a payer's wishes and the answers do. That no session ends with cash inside is the service's care."""

ON_THE_WAY = (S.GROUPS, S.PROVIDERS, S.SEARCH, S.FIELDS, S.CHECKING, S.NOT_FOUND, S.NOT_CHECKED, S.CONFIRM)
"""A payer who wanted another number walks through these again, with cash inside."""
SCANNABLE = (S.GROUPS, S.PROVIDERS, S.SEARCH, S.FIELDS, S.NOT_FOUND, S.NOT_CHECKED)
"""Where a bill may be scanned: no number is being asked about, none was confirmed."""
WITH_CASH = (S.CASH, S.STOP, S.REMAINDER)

TRANSITIONS |= {(stage, E.SCAN): S.FIELDS for stage in SCANNABLE}
TRANSITIONS |= {(stage, E.SEVERAL): S.PROVIDERS for stage in SCANNABLE}
TRANSITIONS |= {(stage, E.STOP): S.STOP for stage in ON_THE_WAY}
TRANSITIONS |= {(stage, E.PAY): S.SENDING for stage in WITH_CASH}
TRANSITIONS |= {(stage, E.PAY_PART): S.REMAINDER for stage in WITH_CASH}
TRANSITIONS |= {(stage, E.LEAVE): S.SENDING for stage in (*ON_THE_WAY, *WITH_CASH)}
TRANSITIONS |= {(stage, E.CLAIM): S.REFUSED for stage in (*ON_THE_WAY, *WITH_CASH)}
"""Who leaves cash inside has it paid to the number confirmed before, or kept on a claim slip."""

ONLY_TELL = (S.PAID, S.PENDING, S.REFUSED)
AWAITS_OUTCOME = frozenset({S.SENDING, S.PENDING})


def step(stage: Stage, event: Event) -> Stage:
    """Where the event leads; Rejected `too_early` where the table has no entry: a late or doubled touch of the page."""
    after = TRANSITIONS.get((stage, event))
    if after is None:
        raise Rejected("too_early", f"{stage} · {event}")
    return after
