"""What the field editor asks while somebody types: would these fields do, and what would they say to these values."""

from common.fields import Field
from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake
from common.words import Words
from provider_app.service.messages.shared import Dialect


class TryFields(Message, frozen=True):
    """Fields as they stand in the editor, with values to try on them, by the field's place in the list."""

    fields: list[Field]
    samples: dict[str, list[str]] = {}
    dialect: Dialect = Dialect.JSON


class SampleTried(Message, frozen=True):
    """A value tried on a field: what the payer would be told if it does not fit."""

    value: str
    ok: bool
    words: Words = Words("", "")


class FieldTried(Message, frozen=True):
    """A field: where its rule goes wrong, its example as the mask shows it, and the values that were tried."""

    name: str
    position: int | None
    preview: str
    samples: list[SampleTried]


class FieldsTried(Message, frozen=True):
    """Every field, and all that keeps them from being saved: `fields.0.regex` is the first field's rule.

    `usual` is what a contract without fields of its own is signed with; told when no field was asked about.
    """

    fields: list[FieldTried]
    mistakes: list[Mistake]
    usual: list[Field] = []
