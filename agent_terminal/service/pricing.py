"""The agent's commission on inserted cash: by provider, by group of providers, or for all others; and its preview."""

from agent_terminal.service import commission_preview, kept, messages, wording
from agent_terminal.service.ground import Ground
from agent_terminal.service.kept import DEFAULT
from agent_terminal.store import papers
from common.database import Connection
from common.edition import demand, edition
from common.errors import Rejected
from common.money import Range, commission
from common.principal import Principal
from common.words import Words, same

OTHERS = Words("Все остальные поставщики", "All other providers")
EVERYBODY = Words("Все поставщики", "All providers")
OF_GROUP = Words("Группа «{name}»", "Group “{name}”")
UNKNOWN = Words("Поставщик № {id}", "Provider No. {id}")


class Pricing:
    """What the agent earns on a payment."""

    def __init__(self, ground: Ground) -> None:
        """Payers who have begun keep the commission that they saw."""
        self._ground = ground

    def set_commission(self, db: Connection, who: Principal, ask: messages.SetCommission) -> messages.Commissions:
        """One commission from now on."""
        for mistake in commission_preview.unsound(ask):
            raise Rejected("wrong_value", f"{mistake.field}: {mistake.words.ru} / {mistake.words.en}")
        self._demand_seen(db, ask)
        self._keep(db, ask, commission_preview.range_of(ask))
        self._note(db, who, ask)
        return _commissions(db)

    def remove_commission(self, db: Connection, who: Principal, ask: messages.RemoveCommission) -> messages.Commissions:
        """That provider or group has none of its own any more."""
        if _kept(db, ask) is None:
            raise Rejected("wrong_value", whom(db, ask).ru)
        self._demand_seen(db, ask)
        self._keep(db, ask, None)
        self._note(db, who, ask)
        return _commissions(db)

    def commissions(self, db: Connection, who: Principal, ask: object) -> messages.Commissions:
        """Every commission in force."""
        return _commissions(db)

    def preview_commission(
        self, db: Connection, who: Principal, ask: messages.PreviewCommission
    ) -> messages.CommissionPreview:
        """What it would take of usual sums, what is wrong with it, and what may surprise."""
        return commission_preview.preview(db, ask)

    def providers(self, db: Connection, who: Principal, ask: object) -> messages.Providers:
        """Whom a payer may choose from, by the directory in force."""
        found = kept.directory(db)
        return messages.Providers(
            version=0 if found is None else found.version,
            providers=[
                messages.ProviderRow(
                    provider_id=one.provider_id,
                    name=one.name,
                    group=one.group,
                    minimum=one.minimum,
                    maximum=one.maximum,
                )
                for one in kept.providers(db)
            ],
        )

    def _demand_seen(self, db: Connection, ask: "About") -> None:
        assert isinstance(ask, messages.SetCommission | messages.RemoveCommission)
        demand(ask.edition, _edition(_kept(db, ask)), whom(db, ask).ru)

    def _keep(self, db: Connection, ask: "About", tariff: Range | None) -> None:
        name, place = ("group_tariffs", ask.group) if ask.group else ("tariffs", _key(ask))
        known = kept.group_tariffs(db) if ask.group else kept.tariffs(db)
        known.pop(place, None)
        if tariff is not None:
            known[place] = tariff
        kept.keep(db, name, known)

    def _note(self, db: Connection, who: Principal, ask: "About") -> None:
        named, now = whom(db, ask), _kept(db, ask)
        taken = Words("нет", "none") if now is None else _short(now)
        papers.note(
            db,
            self._ground.now(),
            "commission",
            Words(f"{named.ru}: {taken.ru}, {who.id}", f"{named.en}: {taken.en}, {who.id}"),
        )


About = messages.SetCommission | messages.RemoveCommission | messages.PreviewCommission


def whom(db: Connection, ask: About) -> Words:
    """For whom a commission is."""
    return _named(db, ask.provider_id, ask.group)


def _named(db: Connection, provider_id: int | None, group: str) -> Words:
    known = kept.providers(db)
    if group:
        name = next((one.group for one in known if one.group.ru == group), same(group))
        return wording.filled(OF_GROUP, name=name)
    if provider_id is None:
        alone = set(kept.tariffs(db)) <= {DEFAULT} and not kept.group_tariffs(db)
        return EVERYBODY if alone else OTHERS
    return next((one.name for one in known if one.provider_id == provider_id), UNKNOWN.format(id=provider_id))


def _key(ask: About) -> str:
    return DEFAULT if ask.provider_id is None else str(ask.provider_id)


def _kept(db: Connection, ask: About) -> Range | None:
    return kept.group_tariffs(db).get(ask.group) if ask.group else kept.tariffs(db).get(_key(ask))


def _edition(tariff: Range | None) -> str:
    return edition(tariff)


def _commissions(db: Connection) -> messages.Commissions:
    named = [(None if name == DEFAULT else int(name), "", one) for name, one in sorted(kept.tariffs(db).items())]
    of_groups = [(None, name, one) for name, one in sorted(kept.group_tariffs(db).items())]
    return messages.Commissions(
        commissions=[
            messages.Commission(
                provider_id=provider_id,
                basis_points=one.basis_points,
                fixed=one.fixed,
                minimum=one.minimum,
                maximum=one.maximum,
                on_1000=commission(commission_preview.EXAMPLE, (one,)),
                group=group,
                whom=_named(db, provider_id, group),
                edition=_edition(one),
            )
            for provider_id, group, one in [*named, *of_groups]
        ],
        none=_edition(None),
    )


def _short(tariff: Range) -> Words:
    """«3 % + 5,00 ₽, не меньше 10,00 ₽»."""
    share = wording.percent(tariff.basis_points)
    ru, en = f"{share.ru} %", f"{share.en}%"
    for amount, before_ru, before_en in (
        (tariff.fixed or None, " + ", " + "),
        (tariff.minimum or None, ", не меньше ", ", at least "),
        (tariff.maximum, ", не больше ", ", at most "),
    ):
        if amount is not None:
            said = wording.sum_words(amount)
            ru, en = ru + before_ru + said.ru, en + before_en + said.en
    return Words(ru, en)
