"""What the domain has against a form before it is sent: every mistake beside its field, and nothing is written."""

from collections.abc import Callable, Sequence
from typing import Any

from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.protocol.mistake import Mistake, Mistakes
from common.words import Words
from processing_app.core.domain import DomainObject, kind_of
from processing_app.service import domain
from processing_app.service.asks.domain import DomainCommitted, TryDomain
from processing_app.service.shops import Shops

TAKEN = Words("Такой номер уже занят", "This id is taken")


class Trial:
    """Stands where the domain does, hears what would be committed and says what is wrong with it."""

    def __init__(self) -> None:
        """Nothing was heard yet."""
        self.mistakes: list[Mistake] = []

    def revision(self, db: Connection) -> int:
        """Any will do: nothing is written over it."""
        return 0

    def commit(
        self, db: Connection, who: Principal, changes: Sequence[DomainObject], *, base: int, reason: str,
        prefix: bool = False,
    ) -> int:  # fmt: skip
        """Judge the objects as a commit would."""
        before = {(kind_of(one), one.id): one for one in domain.objects(db)}
        self.mistakes = domain.mistakes(changes, before, prefix=prefix)
        return base


class Trials:
    """The operation `try-domain`."""

    def try_domain(self, db: Connection, who: Principal, ask: TryDomain) -> Mistakes:
        """What would be wrong with what a form says."""
        trial = Trial()
        shops = Shops(trial)
        tried: tuple[tuple[Any, Callable[[Connection, Principal, Any], DomainCommitted]], ...] = (
            (ask.owner, shops.add_owner), (ask.shop, shops.add_shop), (ask.payee, shops.add_payee),
            (ask.bank, shops.add_bank), (ask.pos, shops.add_pos), (ask.edit, shops.edit_pos),
        )  # fmt: skip
        if ask.change is not None:
            trial.commit(db, who, [ask.change], base=0, reason="")
        for given, function in tried:
            if given is not None:
                try:
                    function(db, who, given)
                except Rejected as problem:
                    if problem.code != "already_exists":
                        raise
                    return Mistakes(mistakes=[Mistake(field="id", words=TAKEN)])
                break
        return Mistakes(mistakes=trial.mistakes)
