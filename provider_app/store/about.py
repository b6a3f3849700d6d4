"""The provider's own name and group, as its cards carry them."""

from sqlalchemy import bindparam, delete, insert, select

from common.database import Connection, Statement
from common.words import Words
from provider_app.store.tables import PROVIDER

_GET = Statement(select(PROVIDER))
_CLEAR = Statement(delete(PROVIDER))
_PUT = Statement(
    insert(PROVIDER).values(
        id=1,
        name_ru=bindparam("name_ru"),
        name_en=bindparam("name_en"),
        group_ru=bindparam("group_ru"),
        group_en=bindparam("group_en"),
    )
)


def get(db: Connection) -> tuple[Words, Words] | None:
    """The name and the group, if a person has said them."""
    row = db.one(_GET)
    if row is None:
        return None
    return Words(row["name_ru"], row["name_en"]), Words(row["group_ru"], row["group_en"])


def put(db: Connection, name: Words, group: Words) -> None:
    """Say them anew."""
    db.run(_CLEAR)
    db.run(_PUT, name_ru=name.ru, name_en=name.en, group_ru=group.ru, group_en=group.en)
