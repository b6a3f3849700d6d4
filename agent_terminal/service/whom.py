"""Whom a payer wants to pay: a provider as the directory has it now, and a number that its fields take."""

from dataclasses import replace

from agent_terminal.core.session import Scanned, Session, Target
from agent_terminal.core.stages import Event, Stage
from agent_terminal.service import kept, pay, scan, screens
from agent_terminal.service.ground import Ground
from agent_terminal.service.scan import Understood
from agent_terminal.service.turn import Turn
from common import fields
from common.errors import Rejected
from common.protocol.processing import DirectoryEntry

NOT_UNDERSTOOD = "not_understood"
ABOUT_ONE = (Stage.FIELDS, Stage.NOT_FOUND, Stage.NOT_CHECKED)
"""Screens of one provider: what is scanned there is first thought to be its number."""


def chosen(ground: Ground, turn: Turn, provider_id: int) -> Session:
    """A provider was pressed. If it is one of those that a scanned number may be of, that is the number."""
    entry, scanned = kept.one_of(kept.providers(turn.db), provider_id), turn.session.scanned
    after = turn.to(Event.PROVIDER)
    if scanned is None or entry.provider_id not in scanned.providers:
        return _aimed(ground, turn, after, entry)
    found = scan.matches(scanned.number, [entry])
    account, wish = (found[0].account, scanned.wish) if found else ("", None)
    return _aimed(ground, turn, after, entry, account, wish)


def read(ground: Ground, turn: Turn) -> Session | None:
    """A scanner has read something: one number is checked at once, of several providers one must be chosen."""
    after, draft = turn.to(Event.SCAN), turn.session.draft
    typing = draft.provider_id if draft is not None and turn.session.stage in ABOUT_ONE else None
    found = scan.understood(turn.ask.text, kept.providers(turn.db), typing)
    if not found.matches:
        return None
    if len(found.matches) > 1:
        return _several(turn, found)
    (match,) = found.matches
    return _aimed(ground, turn, replace(after, scanned=None), match.entry, match.account, found.wish)


def filled(ground: Ground, turn: Turn, session: Session, account: str, others: dict[str, str]) -> Session:
    """Checked by the provider's regexes; then the payment id is stored, before anybody is asked about it."""
    draft = session.draft
    after = turn.to(Event.FIELDS, session)
    assert draft is not None
    entry = kept.entry(turn.db, draft.directory_version, draft.provider_id)
    fields.demand(entry.fields, account, others)
    draft = replace(draft, minimum=entry.minimum, maximum=entry.maximum, exact=False)
    if not (draft.payment_id and (draft.account, draft.fields) == (account, others)):
        pay.drop(turn.db, draft, turn.now)
        wish = draft.wish if draft.account == account else None
        draft = replace(draft, account=account, fields=others, wish=wish, payment_id=ground.new_id())
        pay.register(turn.db, turn.session, draft, draft.payment_id, turn.now)
    return replace(after, draft=replace(draft, subscriber="", balance=None))


def _aimed(
    ground: Ground, turn: Turn, after: Session, entry: DirectoryEntry, account: str = "", wish: int | None = None
) -> Session:
    """The directory, limits and tariff of this moment are what the payer sees and pays by.

    A number that is known already is checked at once where the provider asks for nothing else.
    """
    directory = kept.directory(turn.db)
    assert directory is not None
    pay.drop(turn.db, turn.session.draft, turn.now)
    target = Target(
        provider_id=entry.provider_id,
        directory_version=directory.version,
        minimum=entry.minimum,
        maximum=entry.maximum,
        currency=entry.currency,
        name_ru=entry.name.ru,
        name_en=entry.name.en,
        tariff=kept.tariff(turn.db, entry.provider_id),
        account=account,
        wish=wish,
    )
    if not screens.offered(target, turn.session.roof):
        raise Rejected("too_early", entry.name.ru)
    after = replace(after, draft=target)
    return filled(ground, turn, after, account, {}) if account and len(entry.fields) == 1 else after


def _several(turn: Turn, found: Understood) -> Session:
    pay.drop(turn.db, turn.session.draft, turn.now)
    providers = tuple(one.entry.provider_id for one in found.matches)
    scanned = Scanned(number=found.number, providers=providers, wish=found.wish)
    return replace(turn.to(Event.SEVERAL), group="", draft=None, scanned=scanned)
