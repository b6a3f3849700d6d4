"""Names on the wire: `payment_intent_id` is `paymentIntentID` there, as in seed 003."""

from common.protocol.endpoint import Message


def wire(name: str) -> str:
    """A field's name in JSON: the first word as it is, the others capitalised, `id` after another word as `ID`."""
    first, *others = name.split("_")
    return first + "".join("ID" if word == "id" else word.capitalize() for word in others)


class ShopMessage(Message, frozen=True, rename=wire):
    """A message of /v2; like all messages it refuses a field that nobody declared."""
