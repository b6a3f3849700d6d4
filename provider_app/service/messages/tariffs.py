"""What the operator asks about the provider's name and its tariffs; prices in minor units."""

from common.protocol.endpoint import Message
from common.protocol.provider import Service
from common.words import Words


class DescribeProvider(Message, frozen=True):
    """The name and the group that payers see; the English ones are the Russian ones if left out."""

    name_ru: str
    name_en: str = ""
    group_ru: str = "Связь"
    group_en: str = "Communication"


class AddTariff(Message, frozen=True):
    """A new tariff. `numbers` is the plan of its numbers, X for any digit; without services it gets the usual ones."""

    code: str
    name_ru: str
    name_en: str = ""
    numbers: str = "9XXXXXXXXX"
    services: list[Service] = []


class TariffShown(Message, frozen=True):
    """A tariff with its services, and how many subscribers have it; `edition` names its terms as they are now."""

    code: str
    name: Words
    numbers: str
    services: list[Service]
    subscribers: int = 0
    edition: str = ""


class Tariffs(Message, frozen=True):
    """Every tariff."""

    tariffs: list[TariffShown]


class EditTariff(Message, frozen=True):
    """Change what is given; the plan of numbers stays, since numbers of it were issued. Past uses keep their prices.

    With an `edition` the edit is refused when the tariff is another one by now.
    """

    code: str
    name_ru: str | None = None
    name_en: str | None = None
    services: list[Service] | None = None
    edition: str = ""


class TryTariff(AddTariff, frozen=True):
    """What would be wrong with such a tariff; `existing` when it is an edit of the tariff with this code."""

    existing: bool = False


class ProviderShown(Message, frozen=True):
    """Who we are: `described` when a person has said so; `url` is where our server answers."""

    name: Words
    group: Words
    described: bool
    url: str
    uid: str
