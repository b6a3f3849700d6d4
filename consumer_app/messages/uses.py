"""What is asked and answered about using services."""

from datetime import datetime

from common.protocol.endpoint import Message
from common.words import Words
from consumer_app.core import UseState


class Use(Message, frozen=True):
    """Use a service: «позвонить», «выйти в интернет».

    `use_id` is a UUID of who asks, made before the first try: asked again with it, the use is not made again.
    """

    contract: str
    service: str
    quantity: int = 1
    use_id: str = ""


class UseKnown(Message, frozen=True):
    """A use as this program knows it; sums in minor units where the provider told them.

    `repeated` says that it was known before it was asked for and nothing was charged now; `trace` finds its exchanges.
    """

    use_id: str
    contract: str
    number: str
    service: str
    quantity: int
    state: UseState
    made_at: datetime
    attempts: int
    code: str = ""
    words: Words | None = None
    cost: int | None = None
    balance: int | None = None
    currency: str = "RUB"
    label: Words | None = None
    unit: Words | None = None
    trace: str = ""
    repeated: bool = False


class FindUse(Message, frozen=True):
    """A use by its id."""

    use_id: str


class AskUses(Message, frozen=True):
    """The newest uses, of one contract or of all."""

    contract: str = ""
    limit: int = 50


class Uses(Message, frozen=True):
    """Uses, newest first."""

    uses: list[UseKnown]


class RetryUses(Message, frozen=True):
    """Ask the providers again about uses whose outcome is unknown, with the same ids; all of them, or one."""

    use_id: str = ""


class UsesRetried(Message, frozen=True):
    """What they have become."""

    uses: list[UseKnown]
    still_unknown: int
