"""What a consumer's program and its providers say to each other, in plain words."""

from common.protocol import consumer, provider
from common.words import Words
from launcher_app.explaining import requirements
from launcher_app.explaining.door import Door

PAGE = "docs/protocol.md"
ASKS_AGAIN = Words("Потребитель спросит снова, деньги не двигались.", "The consumer will ask again, no money moved.")
TOLD_AGAIN = Words(
    "Деньги от новости не зависят. Поставщик повторит её с тем же номером, пока её не примут.",
    "The money does not depend on the news. The provider tells it again, with the same id, until it is taken.",
)
USE = Door(
    asks=Words(
        "Абонент пользуется услугой: его программа просит поставщика оказать её под номером, сделанным до отправки.",
        "The subscriber uses a service: its program asks the provider for it under an id made before sending.",
    ),
    good=Words(
        "Услуга оказана, с баланса абонента списана её цена{sum}.",
        "The service was provided, its price{sum} was taken from the subscriber's balance.",
    ),
    refused=Words(
        "Услуга не оказана, с баланса ничего не списано.",
        "The service was not provided, nothing was charged.",
    ),
    unknown=Words(
        "Оказана ли услуга, неизвестно. Потребитель повторит с тем же номером: второй раз не спишут.",
        "Whether the service was provided is unknown. The consumer repeats with the same id: it is not charged twice.",
    ),
    unreached=Words(
        "Услуга не оказана, ничего не списано; потребитель повторит с тем же номером.",
        "The service was not provided, nothing was charged; the consumer repeats with the same id.",
    ),
    link=f"{PAGE}#post-v1use",
    requirement=requirements.USE,
)
SUBSCRIBER = Door(
    asks=Words(
        "Потребитель спрашивает у поставщика свой баланс, тариф и услуги.",
        "The consumer asks the provider for its balance, tariff and services.",
    ),
    good=Words("Ответ показан в его окне. Деньги не двигались.", "The answer is shown in its window. No money moved."),
    refused=Words("Баланс остался неизвестным.", "The balance stays unknown."),
    unknown=ASKS_AGAIN,
    unreached=ASKS_AGAIN,
    link=f"{PAGE}#post-v1subscriber",
    requirement=requirements.SERVICES,
)
NEWS = Door(
    asks=Words(
        "Потребитель сообщает поставщику, куда слать новости о зачислениях и выписках.",
        "The consumer tells the provider where it wants to hear of credits and statements.",
    ),
    good=Words("Поставщик запомнил адрес.", "The provider has stored the address."),
    refused=Words("Адрес не принят: новостей не будет.", "The address was not taken: there will be no news."),
    unknown=Words("Потребитель сообщит адрес ещё раз.", "The consumer will tell the address again."),
    unreached=Words("Потребитель сообщит адрес позже.", "The consumer will tell the address later."),
    link=f"{PAGE}#post-v1news",
)
NOTIFY = Door(
    asks=Words(
        "Поставщик сообщает абоненту новость: о зачислении, сторно или выписке.",
        "The provider tells the subscriber a piece of news: a credit, a reversal or a statement.",
    ),
    good=Words(
        "Новость принята и записана. Баланс от неё не меняется: деньги уже зачислены раньше.",
        "The news is stored. It changes no balance: the money was credited before.",
    ),
    refused=Words(
        "Деньги от новости не зависят. Её не примут и в другой раз, поэтому поставщик её откладывает: решит человек.",
        "The money does not depend on the news. It would never be taken, so the provider sets it aside for a person.",
    ),
    unknown=TOLD_AGAIN,
    unreached=TOLD_AGAIN,
    link=f"{PAGE}#post-v1notify",
)
OF_PROVIDER = {provider.USE.path: USE, provider.SUBSCRIBER.path: SUBSCRIBER, provider.NEWS.path: NEWS}
DOORS = {consumer.NOTIFY.path: NOTIFY}
