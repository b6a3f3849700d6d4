"""The centre as its own provider: orders of shops stand in the directory while any POS takes cash at kiosks."""

import msgspec

from common.database import Connection
from common.fields import ACCOUNT, Field
from common.protocol.card import VERSION, Card, CardKind
from common.retry import LONGEST_MS, MOST_ATTEMPTS, RetryPolicy
from common.words import Words
from processing_app.core import kiosk_code, order_code
from processing_app.core.domain import PosObject, read
from processing_app.service.delivery import Delivery
from processing_app.service.dialects import ORDERS
from processing_app.service.directory import Directory
from processing_app.service.kiosk.codes import LEAST, MOST
from processing_app.service.kiosk.orders import PROVIDER
from processing_app.service.providers import Providers
from processing_app.store import contracts, domain, domain_pos

NAME = Words("Оплата заказа по коду", "Pay an order by its code")
GROUP = Words("Магазины", "Shops")
CODE = Field(
    name=ACCOUNT,
    label=Words("Код заказа", "Order code"),
    regex=order_code.REGEX,
    type="digits",
    mask="___ ___ ___",
    hint=Words("Девять цифр, их показал магазин", "Nine digits that the shop has shown"),
    example="123456782",
    error=Words("В коде заказа девять цифр", "An order code has nine digits"),
)
CARD = Card(
    kind=CardKind.PROVIDER, version=VERSION, issuer="", name=NAME, url="", dialect=ORDERS, login="", password="",
    fields=[CODE], group=GROUP, minimum=LEAST, maximum=MOST,
)  # fmt: skip
PATIENT = RetryPolicy(attempts=MOST_ATTEMPTS, age_ms=LONGEST_MS)
"""It is asked within this very program: whatever holds it up passes, or a person is called."""
LANES = 2


class Offered:
    """Keeps the directory in step with the domain."""

    def __init__(self, directory: Directory, providers: Providers, delivery: Delivery) -> None:
        """Everything is given."""
        self._directory = directory
        self._providers = providers
        self._delivery = delivery

    def follow(self, db: Connection) -> None:
        """The domain may have changed: a new directory when orders may be paid at kiosks now, or no more.

        Part of the unit of work that changed it. Payments under way are delivered all the same.
        """
        row, wanted = contracts.provider(db, PROVIDER), taken_anywhere(db)
        if wanted is (row is not None and bool(row["active"])):
            return
        if row is not None:
            contracts.change_provider(db, PROVIDER, row, active=int(wanted), card=msgspec.json.encode(CARD))
        else:
            contracts.add_numbered_provider(
                db, provider_id=PROVIDER, name=NAME.ru, card=msgspec.json.encode(CARD),
                retry=msgspec.json.encode(PATIENT), timeout_ms=1, lanes=LANES, active=1, paused="", code_table=None,
            )  # fmt: skip
        self._directory.publish(db)
        self._providers.forget(PROVIDER)
        db.then(self._delivery.look_again)


def taken_anywhere(db: Connection) -> bool:
    """Whether any open POS takes cash at kiosks."""
    return any(
        isinstance(one, PosObject) and takes_cash(db, one.id) for one in map(read, domain.bodies(db, domain.newest(db)))
    )


def takes_cash(db: Connection, pos_id: str) -> bool:
    """Whether this POS does."""
    pos = domain_pos.pos(db, pos_id)
    return pos.active and kiosk_code.METHOD in pos.methods
