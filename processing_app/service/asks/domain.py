"""What the operator asks about the domain and changes in it; sums in minor units, times in UTC."""

from datetime import datetime
from typing import Literal

from common.money import RUB
from common.protocol.endpoint import Message
from common.words import Words
from processing_app.core.domain import DAY, DomainObject
from processing_app.core.flows import Flow
from processing_app.core.rounding import Rounding

Kind = Literal["owner", "shop", "payee", "terms", "bank", "pos"]
TaxSystem = Literal["general", "simplified_income", "simplified_profit", "agricultural", "patent"]


class AskDomain(Message, frozen=True):
    """The domain at a revision (0: as it is now), all of it or one kind."""

    revision: int = 0
    kind: Kind | None = None


class DomainShown(Message, frozen=True):
    """Every object as a revision has it, by kind and id; `newest` is the revision in force."""

    revision: int
    newest: int
    objects: list[DomainObject]


class AskDomainRevisions(Message, frozen=True):
    """The latest revisions, or those below one."""

    before: int = 0
    limit: int = 100


class DomainRevision(Message, frozen=True):
    """Who wrote a revision, when and why; `changes` counts its objects."""

    revision: int
    at: datetime
    who: str
    on_behalf_of: str
    reason: str
    changes: int


class DomainRevisions(Message, frozen=True):
    """Revisions, the newest first."""

    revisions: list[DomainRevision]
    newest: int


class AskDomainDifference(Message, frozen=True):
    """What has changed after a revision (0: since the beginning) up to another (0: up to now)."""

    since: int
    until: int = 0


class FieldChanged(Message, frozen=True):
    """One field of an object before and after, as people read it; empty where the object was not there yet."""

    field: str
    words: Words
    before: Words
    after: Words


class ObjectChanged(Message, frozen=True):
    """An object that differs; `added` when it was not there before."""

    kind: str
    id: str
    name: str
    words: Words
    added: bool
    fields: list[FieldChanged]


class DomainDifference(Message, frozen=True):
    """Everything that differs between two revisions."""

    since: int
    until: int
    objects: list[ObjectChanged]


class CommitDomain(Message, frozen=True):
    """Write these objects, whole, over a revision that the writer has seen, for a reason.

    Refused with `changeset_conflict` when another revision is in force by now: nothing is written over unseen.
    """

    base_revision: int
    changes: list[DomainObject]
    reason: str


class DomainCommitted(Message, frozen=True):
    """The revision in force since; the same as before when nothing differed. `id` is that of a single new object."""

    revision: int
    id: str = ""


class AddOwner(Message, frozen=True):
    """A legal entity behind shops. Without an `id` one is made; without a base revision it is added to what is."""

    name: str
    inn: str
    tax_system: TaxSystem = "general"
    id: str = ""
    base_revision: int = 0
    reason: str = ""


class AddShop(Message, frozen=True):
    """A shop of an owner."""

    name: str
    owner_id: str
    id: str = ""
    base_revision: int = 0
    reason: str = ""


class AddPayee(Message, frozen=True):
    """Who is paid what a POS has earned: an account of 20 digits in the bank of this BIC (9 digits), of an owner."""

    name: str
    owner_id: str
    account: str
    bic: str
    id: str = ""
    base_revision: int = 0
    reason: str = ""


class AddBank(Message, frozen=True):
    """A bank that authorizes payments, and the part of the program that speaks to it."""

    name: str
    adapter: str = "simulated"
    id: str = ""
    base_revision: int = 0
    reason: str = ""


class AddPos(Message, frozen=True):
    """A POS of a shop. Without a `terms_id` it gets terms of its own, made of what is given here; sums in minor units.

    `origins` are where its pages are, `return_urls` where payers come back to. `methods` are card, link, kiosk; no
    methods and no `systems` mean all.
    """

    name: str
    shop_id: str
    payee_id: str
    terms_id: str = ""
    origins: list[str] = []
    return_urls: list[str] = []
    methods: list[str] = []
    systems: list[str] = []
    currency: str = RUB
    minimum: int = 1
    maximum: int = 100_000_000
    lifetime_seconds: int = 900
    hold_seconds: int = DAY
    bank: str = "simulated"
    flows: list[Flow] = []
    rounding: Rounding = Rounding.HALF_AWAY
    levy: int = 0
    id: str = ""
    base_revision: int = 0
    reason: str = ""


class EditPos(Message, frozen=True):
    """Change a POS; what is not given stays. Payments that have begun go on by the revision they began under.

    Terms that other POS share are left alone: with an edit of terms the POS gets its own.
    """

    id: str
    name: str | None = None
    payee_id: str | None = None
    terms_id: str | None = None
    origins: list[str] | None = None
    return_urls: list[str] | None = None
    methods: list[str] | None = None
    systems: list[str] | None = None
    minimum: int | None = None
    maximum: int | None = None
    lifetime_seconds: int | None = None
    hold_seconds: int | None = None
    bank: str | None = None
    flows: list[Flow] | None = None
    rounding: Rounding | None = None
    levy: int | None = None
    base_revision: int = 0
    reason: str = ""


class TryDomain(Message, frozen=True):
    """What would be wrong with one of these; nothing is written. The first that is given counts."""

    owner: AddOwner | None = None
    shop: AddShop | None = None
    payee: AddPayee | None = None
    bank: AddBank | None = None
    pos: AddPos | None = None
    edit: EditPos | None = None
    change: DomainObject | None = None


class PosId(Message, frozen=True):
    """Which POS, and why."""

    id: str
    base_revision: int = 0
    reason: str = ""


class AddTrainingShop(Message, frozen=True):
    """The example of a shop: the owner, the shop and the POS «TEST» with the simulated bank, and its pages."""

    origins: list[str] = []
    return_urls: list[str] = []


class TrainingShop(Message, frozen=True):
    """The example is there; `pos_id` is the shopID of its intents."""

    revision: int
    pos_id: str


class AskPayers(Message, frozen=True):
    """What is known of payers by an e-mail, a phone, a browser or a card («424242…4242»); all when empty.

    `text` is a part of it; the latest come first.
    """

    kind: Literal["", "email", "phone", "browser", "card"] = ""
    text: str = ""
    limit: int = 200


class PayerRow(Message, frozen=True):
    """One mark by which payers are known: since when, how many attempts to pay, the last intent."""

    kind: str
    value: str
    first_at: datetime
    last_at: datetime
    payments: int
    intent_id: str


class Payers(Message, frozen=True):
    """Marks of payers; `more` when there are others."""

    payers: list[PayerRow]
    more: bool
