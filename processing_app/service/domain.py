"""The domain: who is behind shops, where they sell and by which terms, as revisions that never change."""

from collections.abc import Callable, Sequence

from common.clock import Clock, moment
from common.database import Connection
from common.errors import Broken, ContractFault, Rejected
from common.principal import Principal
from common.protocol.mistake import Mistake, refuse
from common.words import Words
from processing_app.core.domain import DomainObject, Pos, PosObject, Terms, kind_of, read, written
from processing_app.service import domain_mistakes, domain_words
from processing_app.service.asks.domain import (
    AskDomain,
    AskDomainDifference,
    AskDomainRevisions,
    CommitDomain,
    DomainCommitted,
    DomainDifference,
    DomainRevision,
    DomainRevisions,
    DomainShown,
    FieldChanged,
    ObjectChanged,
)
from processing_app.store import domain as rows
from processing_app.store import domain_pos

MOST_CHANGES = 100
MOST_REVISIONS = 1000
LONGEST_REASON = 200
STAYS = Words(
    "Этого у точки продаж изменить нельзя: на ней счёт учёта", "This never changes: ledger accounts hang on it"
)
TWICE = Words("Этот объект записан дважды", "This object is written twice")


class Domain:
    """Reads any revision and writes the next one."""

    def __init__(self, clock: Clock) -> None:
        """What was read of revisions is remembered beside the database, not here."""
        self._clock = clock
        self.changed: Callable[[Connection], None] = lambda db: None
        """Told of every new revision, in the unit of work that writes it."""

    def pos(self, db: Connection, pos_id: str, revision: int | None = None) -> Pos:
        """A POS as a revision has it, or as it is now; ContractFault `not_found` when there is none."""
        return domain_pos.pos(db, pos_id, revision)

    def revision(self, db: Connection) -> int:
        """The revision in force; 0 while the domain is empty."""
        return rows.newest(db)

    def domain(self, db: Connection, who: Principal, ask: AskDomain) -> DomainShown:
        """Every object as a revision has it."""
        newest = rows.newest(db)
        at = _known(ask.revision or newest, newest)
        found = [read(body) for body in rows.bodies(db, at)]
        wanted = [one for one in found if ask.kind in (None, kind_of(one))]
        return DomainShown(revision=at, newest=newest, objects=wanted)

    def domain_revisions(self, db: Connection, who: Principal, ask: AskDomainRevisions) -> DomainRevisions:
        """Who wrote each revision, when and why, the newest first."""
        newest = rows.newest(db)
        limit = max(0, min(ask.limit, MOST_REVISIONS))
        return DomainRevisions(
            revisions=[
                DomainRevision(
                    revision=row["revision"], at=moment(row["at"]), who=row["principal"],
                    on_behalf_of=row["on_behalf_of"], reason=row["reason"], changes=rows.changes(db, row["revision"]),
                )
                for row in rows.revisions(db, ask.before if ask.before > 0 else newest + 1, limit)
            ],
            newest=newest,
        )  # fmt: skip

    def domain_difference(self, db: Connection, who: Principal, ask: AskDomainDifference) -> DomainDifference:
        """What differs between two revisions, field by field."""
        newest = rows.newest(db)
        since, until = _known(ask.since, newest), _known(ask.until or newest, newest)
        since, until = min(since, until), max(since, until)
        touched = rows.touched(db, since, until)
        changed = (_changed(_at(db, *one, since), _at(db, *one, until)) for one in touched)
        return DomainDifference(since=since, until=until, objects=[one for one in changed if one is not None])

    def commit_domain(self, db: Connection, who: Principal, ask: CommitDomain) -> DomainCommitted:
        """Write whole objects over the revision that the writer has seen."""
        if not ask.reason.strip():
            raise Rejected("reason_required", "reason")
        at = self.commit(db, who, ask.changes, base=ask.base_revision, reason=ask.reason, prefix=True)
        return DomainCommitted(revision=at)

    def commit(
        self,
        db: Connection,
        who: Principal,
        changes: Sequence[DomainObject],
        *,
        base: int,
        reason: str,
        prefix: bool = False,
    ) -> int:
        """A new revision with these objects, its number; the one before when nothing differs.

        Broken `changeset_conflict` when `base` is no longer in force; Rejected with every mistake of every object,
        whose fields are told with the object's place when there is a `prefix`.
        """
        newest = rows.newest(db)
        if base != newest:
            raise Broken("changeset_conflict", str(newest))
        if len(changes) > MOST_CHANGES:
            raise Rejected("wrong_value", f"changes > {MOST_CHANGES}")
        before = {(kind_of(one), one.id): one for one in objects(db)}
        refuse(mistakes(changes, before, prefix=prefix))
        new = [one for one in changes if before.get((kind_of(one), one.id)) != one]
        if not new:
            return newest
        domain_pos.forget_if_undone(db, newest + 1)
        rows.add_revision(
            db, revision=newest + 1, at=self._clock.now_ms(), principal=f"{who.kind}:{who.id}",
            on_behalf_of=who.on_behalf_of, reason=reason.strip()[:LONGEST_REASON],
        )  # fmt: skip
        for one in new:
            rows.add_object(db, kind_of(one), one.id, newest + 1, written(one))
        self.changed(db)
        return newest + 1


def find(db: Connection, kind: str, object_id: str) -> DomainObject:
    """An object as it is now; ContractFault `not_found`."""
    found = _at(db, kind, object_id, rows.newest(db))
    if found is None:
        raise ContractFault("not_found")
    return found


def objects(db: Connection) -> list[DomainObject]:
    """Every object as it is now."""
    return [read(body) for body in rows.bodies(db, rows.newest(db))]


def _at(db: Connection, kind: str, object_id: str, revision: int) -> DomainObject | None:
    body = rows.body(db, kind, object_id, revision)
    return None if body is None else read(body)


def _known(revision: int, newest: int) -> int:
    if not 0 <= revision <= newest:
        raise Rejected("wrong_value", f"revision: 0–{newest}")
    return revision


def mistakes(
    changes: Sequence[DomainObject], before: dict[tuple[str, str], DomainObject], *, prefix: bool
) -> list[Mistake]:
    """Everything that is wrong with these objects over those before."""
    after = before | {(kind_of(one), one.id): one for one in changes}
    found: list[Mistake] = []
    seen: set[tuple[str, str]] = set()
    for place, thing in enumerate(changes):
        key = kind_of(thing), thing.id
        faults = [*domain_mistakes.of_object(thing, after), *_moved(thing, before)]
        if key in seen:
            faults.append(("id", TWICE))
        seen.add(key)
        start = f"changes.{place}." if prefix else ""
        found += [Mistake(field=f"{start}{field}", words=words) for field, words in faults]
    return found


def _moved(thing: DomainObject, before: dict[tuple[str, str], DomainObject]) -> list[tuple[str, Words]]:
    """A POS stays with its shop, and terms with their currency: ledger accounts stand behind both."""
    old = before.get((kind_of(thing), thing.id))
    if isinstance(thing, PosObject) and isinstance(old, PosObject) and thing.shop_id != old.shop_id:
        return [("shop_id", STAYS)]
    if isinstance(thing, Terms) and isinstance(old, Terms) and thing.currency != old.currency:
        return [("currency", STAYS)]
    return []


def _changed(before: DomainObject | None, after: DomainObject | None) -> ObjectChanged | None:
    assert after is not None, "an object that a revision wrote is there since"
    changed = [
        FieldChanged(
            field=field,
            words=domain_words.FIELDS[field],
            before=domain_words.NOTHING if before is None else domain_words.shown(field, getattr(before, field)),
            after=domain_words.shown(field, getattr(after, field)),
        )
        for field in domain_words.fields(after)
        if before is None or getattr(before, field) != getattr(after, field)
    ]
    if not changed:
        return None
    kind = kind_of(after)
    return ObjectChanged(
        kind=kind, id=after.id, name=after.name, words=domain_words.KINDS[kind], added=before is None, fields=changed
    )
