"""The field editor: fields tried as they stand, value by value, before anything is saved."""

from common.database import Connection
from common.errors import Rejected
from common.fields import ACCOUNT, Field
from common.principal import Principal
from common.protocol.dialects import osmp
from common.protocol.mistake import Mistake
from common.words import Words
from provider_app.core import numbers, patterns, payment_fields
from provider_app.core import tariffs as tariff_rules
from provider_app.service.messages import Dialect, FieldsTried, FieldTried, SampleTried, TryFields
from provider_app.service.part import Part
from provider_app.store import tariffs

NOTHING = Words("", "")


class FieldPart(Part):
    """What a payer fills in."""

    def try_fields(self, db: Connection, who: Principal, ask: TryFields) -> FieldsTried:
        """Where each rule goes wrong, what the values would be told, and all that keeps the fields from being saved."""
        tried = [_tried(field, ask.samples.get(str(place), [])) for place, field in enumerate(ask.fields)]
        usual = [] if ask.fields else [usual_field(db)]
        return FieldsTried(fields=tried, mistakes=field_mistakes(ask.fields, ask.dialect), usual=usual)


def field_mistakes(fields: list[Field], dialect: Dialect) -> list[Mistake]:
    """Everything to correct in a contract's fields, by their places."""
    taken = [field.name for field in fields if dialect is Dialect.OSMP and _is_taken(field.name)]
    return [Mistake(field=place, words=words) for place, words in payment_fields.mistakes(fields, taken)]


def usual_field(db: Connection) -> Field:
    """The account field that takes the numbers of all our tariffs."""
    plans = sorted({tariff.numbers for tariff in tariffs.every(db)}) or [tariff_rules.MOBILE.numbers]
    phones = all(numbers.is_phone(plan) for plan in plans)
    return Field(
        name=ACCOUNT,
        label=Words("Номер телефона", "Phone number") if phones else Words("Номер договора", "Contract number"),
        type="phone" if phones else "digits",
        regex="|".join(numbers.regex(plan) for plan in plans),
        mask="(___) ___-__-__" if phones else "",
        hint=Words("10 цифр без +7", "10 digits without +7") if phones else Words("Только цифры", "Digits only"),
        example=numbers.number(plans[0], 1234567),
        error=Words("Такого номера у нас не бывает", "We have no numbers like this"),
    )


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
