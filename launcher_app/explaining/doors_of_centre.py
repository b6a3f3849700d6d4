"""The centre's doors, at which a terminal knocks, in plain words."""

from common.protocol import processing
from common.words import Words
from launcher_app.explaining import requirements
from launcher_app.explaining.door import Door

PAGE = "docs/protocol.md"
NOTHING_MOVES = Words("Деньги от этого не двигаются.", "No money moves by this.")
ASKS_AGAIN = Words("Терминал спросит снова, деньги не двигались.", "The terminal will ask again, no money moved.")
CHECK = Door(
    asks=Words(
        "Плательщик набрал номер. Ещё до денег терминал спрашивает центр, есть ли такой номер у поставщика.",
        "The payer has typed a number. Before any cash the terminal asks the centre whether the provider has it.",
    ),
    good=Words(
        "Номер есть, его можно пополнить: терминал предложит внести купюры. Деньги ещё не двигались.",
        "The number exists and may be credited: the terminal will ask for cash. No money has moved yet.",
    ),
    refused=Words(
        "Это окончательное «нет»: терминал денег не возьмёт и покажет плательщику причину.",
        "This is a final no: the terminal takes no cash and shows the payer why.",
    ),
    unknown=Words(
        "Есть ли номер, осталось неизвестным. Денег терминал не возьмёт и предложит попробовать позже.",
        "Whether the number exists is unknown. The terminal takes no cash and suggests to try later.",
    ),
    unreached=Words(
        "Проверить номер не у кого: денег терминал не возьмёт.",
        "There is nobody to check the number with: the terminal takes no cash.",
    ),
    link=f"{PAGE}#post-v1check-1",
    requirement=requirements.CHECK_FIRST,
)
RELEASE = Door(
    asks=Words(
        "Плательщик передумал: терминал говорит центру, что проверенный заказ здесь оплачивать не будут.",
        "The payer has changed his mind: the terminal tells the centre that a checked order will not be paid here.",
    ),
    good=Words(
        "Заказ свободен: его можно оплатить в другом терминале или картой. Деньги не двигались.",
        "The order is free: it may be paid at another terminal or by card. No money has moved.",
    ),
    refused=Words("Центр не понял, о каком заказе речь. Деньги не двигались.", "The centre knows no such order."),
    unknown=Words(
        "Освободился ли заказ, неизвестно. Не страшно: через десять минут он освободится сам.",
        "Whether the order is free is unknown. No harm: in ten minutes it will be by itself.",
    ),
    unreached=Words(
        "Сказать некому: через десять минут заказ освободится сам.",
        "There is nobody to tell: in ten minutes the order will be free by itself.",
    ),
    link=f"{PAGE}#post-v1check-1",
    requirement=requirements.CHECK_FIRST,
)
PAY = Door(
    asks=Words(
        "Купюры уже в кассете. Терминал просит центр принять платёж{sum} под номером, который сам придумал и сохранил "
        "до отправки.",
        "The cash is in the cassette. The terminal asks the centre to accept a payment{sum} under an id that it made "
        "and stored before sending.",
    ),
    good=Words(
        "Платёж принят: деньги агента на холде. Доставит их поставщику уже сам центр, терминалу ждать не нужно.",
        "The payment is accepted: the agent's money is held. The centre itself will deliver it, the terminal need "
        "not wait.",
    ),
    said={
        "captured": Words(
            "Этот номер центр уже знает, платёж доставлен: повтор ничего не изменил.",
            "The centre knows this id already and the payment is delivered: a repeat changed nothing.",
        ),
        "cancelled": Words(
            "Этот номер центр уже знает, платёж отклонён поставщиком, холд снят.",
            "The centre knows this id already; the provider refused the payment and the hold was lifted.",
        ),
        "refunded": Words(
            "Этот номер центр уже знает: платёж сторнирован, деньги вернулись на депозит агента.",
            "The centre knows this id already: the payment was reversed, the money is back on the agent's deposit.",
        ),
    },
    refused=Words(
        "Центр платёж не принял, холда нет. Наличные остались в терминале, плательщику нужна квитанция на возврат.",
        "The centre did not accept the payment, nothing is held. The cash is in the terminal, the payer needs a claim "
        "slip.",
    ),
    unknown=Words(
        "Принят ли платёж, терминал не знает. Деньги в кассете и записаны в его базе: он повторит с тем же номером, и "
        "второго холда не будет.",
        "The terminal does not know whether the payment was accepted. The cash is in the cassette and in its database: "
        "it will repeat with the same id, and there will be no second hold.",
    ),
    unreached=Words(
        "Платёж ждёт в базе терминала: когда центр ответит, он уйдёт с тем же номером.",
        "The payment waits in the terminal's database: it goes with the same id once the centre answers.",
    ),
    link=f"{PAGE}#post-v1payments",
    requirement=requirements.AGENT_PAYMENT,
)
PAYMENTS = Door(
    asks=Words(
        "Терминал спрашивает, что стало с платежами, которые он отправил.",
        "The terminal asks what became of the payments it sent.",
    ),
    good=Words(
        "Центр ответил по своим книгам: какие зачислены, какие отклонены, какие ещё в пути. Деньги не двигались.",
        "The centre answered from its books: which are credited, which refused, which on their way. No money moved.",
    ),
    refused=Words("Центр вопроса не понял, судьба платежей не изменилась.", "The centre did not take the question."),
    unknown=ASKS_AGAIN,
    unreached=ASKS_AGAIN,
    link=f"{PAGE}#post-v1paymentsstatus",
    requirement=requirements.TERMINAL_DATABASE,
)
PROVIDERS = Door(
    asks=Words(
        "Терминал обновляет справочник поставщиков с их реквизитами; делает это раз в 30 минут.",
        "The terminal refreshes the directory of providers with their fields; it does so every 30 minutes.",
    ),
    good=Words(
        "Справочник у терминала свежий: кому можно платить и что для этого спросить у плательщика.",
        "The terminal's directory is fresh: whom one can pay and what to ask the payer for that.",
    ),
    refused=Words("Справочник остался прежним.", "The directory stays as it was."),
    unknown=Words(
        "Терминал пока платит по прежнему справочнику и спросит снова.",
        "The terminal goes on with the directory it has and will ask again.",
    ),
    unreached=Words(
        "Терминал пока платит по прежнему справочнику и спросит снова.",
        "The terminal goes on with the directory it has and will ask again.",
    ),
    link=f"{PAGE}#post-v1providers",
    requirement=requirements.DIRECTORY,
)
DEPOSIT = Door(
    asks=Words(
        "Терминал спрашивает депозит агента; делает это раз в 5 минут, а при нуле закрывает приём.",
        "The terminal asks for the agent's deposit; it does so every 5 minutes and takes no cash at zero.",
    ),
    good=Words(
        "Терминал знает, сколько ещё может принять. Деньги от вопроса не двигаются.",
        "The terminal knows how much it may still take. No money moves by asking.",
    ),
    said={
        "blocked": Words(
            "Депозита больше нет или агент заблокирован: терминал закроет приём денег, пока депозит не пополнят.",
            "There is no deposit left or the agent is blocked: the terminal takes no cash until it is topped up.",
        )
    },
    refused=Words("Сколько на депозите, терминал не узнал.", "The terminal did not learn the deposit."),
    unknown=ASKS_AGAIN,
    unreached=ASKS_AGAIN,
    link=f"{PAGE}#post-v1deposit",
    requirement=requirements.DEPOSIT,
)
REGISTER = Door(
    asks=Words(
        "Терминал читает реестр своих платежей в книгах центра, страницу за страницей, для сверки.",
        "The terminal reads the register of its payments in the centre's books, page by page, to compare.",
    ),
    good=NOTHING_MOVES,
    refused=Words("Страницы нет, сверка подождёт.", "There is no page, the comparison waits."),
    unknown=ASKS_AGAIN,
    unreached=ASKS_AGAIN,
    link=f"{PAGE}#post-v1register-1",
    requirement=requirements.CENTRE_DATABASE,
)
TELL = Door(
    asks=Words(
        "Терминал рассказывает центру, что стало с его платежами: сам центр позвонить терминалу не может.",
        "The terminal tells the centre what became of its payments: the centre cannot call a terminal.",
    ),
    good=Words(
        "Строки записаны, центр сверит их со своими. Рассказанное дважды ничего не меняет.",
        "The rows are stored, the centre compares them with its own. Telling them twice changes nothing.",
    ),
    refused=Words("Строки не приняты, деньги не двигались.", "The rows were not taken, no money moved."),
    unknown=Words("Терминал расскажет то же ещё раз: вреда от этого нет.", "The terminal will tell it again: no harm."),
    unreached=Words("Терминал расскажет то же позже.", "The terminal will tell it later."),
    link=f"{PAGE}#post-v1registeragent",
    requirement=requirements.TERMINAL_DATABASE,
)
DOORS = {
    processing.CHECK.path: CHECK,
    processing.RELEASE.path: RELEASE,
    processing.PAY.path: PAY,
    processing.PAYMENTS.path: PAYMENTS,
    processing.PROVIDERS.path: PROVIDERS,
    processing.DEPOSIT.path: DEPOSIT,
    processing.REGISTER.path: REGISTER,
    processing.TELL.path: TELL,
}
