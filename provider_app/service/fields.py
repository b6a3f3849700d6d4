"""The field editor: fields tried as they stand, value by value, before anything is saved."""

from common.database import Connection
from common.errors import Rejected
from common.fields import Field
from common.principal import Principal
from common.protocol.dialects import osmp
from common.protocol.mistake import Mistake
from common.words import Words
from provider_app.core import patterns, payment_fields
from provider_app.service.messages import Dialect, FieldsTried, FieldTried, SampleTried, TryFields
from provider_app.service.part import Part

NOTHING = Words("", "")


class FieldPart(Part):
    """What a payer fills in."""

    def try_fields(self, db: Connection, who: Principal, ask: TryFields) -> FieldsTried:
        """Where each rule goes wrong, what the values would be told, and all that keeps the fields from being saved."""
        tried = [_tried(field, ask.samples.get(str(place), [])) for place, field in enumerate(ask.fields)]
        return FieldsTried(fields=tried, mistakes=field_mistakes(ask.fields, ask.dialect))


def field_mistakes(fields: list[Field], dialect: Dialect) -> list[Mistake]:
    """Everything to correct in a contract's fields, by their places."""
    taken = [field.name for field in fields if dialect is Dialect.OSMP and _is_taken(field.name)]
    return [Mistake(field=place, words=words) for place, words in payment_fields.mistakes(fields, taken)]


def _is_taken(name: str) -> bool:
    try:
        osmp.demand_fields([name])
    except Rejected:
        return True
    return False


def _tried(field: Field, samples: list[str]) -> FieldTried:
    trouble = patterns.trouble(field.regex)
    said = [(value, payment_fields.refusal(field, value)) for value in samples]
    return FieldTried(
        name=field.name,
        position=trouble.position if trouble is not None else None,
        preview=payment_fields.preview(field, samples[0] if samples else field.example),
        samples=[SampleTried(value=value, ok=words is None, words=words or NOTHING) for value, words in said],
    )
