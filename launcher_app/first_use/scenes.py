"""The nine scenes of the show: what is said before each, what is done, what came of it."""

from collections.abc import Callable
from typing import NamedTuple

from common.words import Words
from launcher_app.agreements import Signed
from launcher_app.hands import CENTRE, CONSUMER, Hands, roubles
from launcher_app.payer import ENDS, Payer

DEPOSIT = 500_000
NOTE = 50_000
MINUTES = 3
CALL = "call"
CHECKED = "K5"


class Play:
    """What the scenes have in common: the contracts once they are signed, and the payer at the terminal."""

    def __init__(self, hands: Hands) -> None:
        """Nothing has happened."""
        self.hands = hands
        self.signed = Signed(number="", provider_id=0, agent_id=0)
        self.payer: Payer | None = None
        self.code = ""

    def at_terminal(self) -> Payer:
        """The payer, who comes when first needed."""
        if self.payer is None:
            self.payer = self.hands.payer()
        return self.payer

    def close(self) -> None:
        """The payer goes home."""
        if self.payer is not None:
            self.hands.give_back(self.payer)
            self.payer = None


class Scene(NamedTuple):
    """`seconds` is how long it is left standing before the next."""

    words: Words
    act: Callable[[Play], Words]
    seconds: float


def _start(play: Play) -> Words:
    play.hands.start()
    return Words("Все четыре отвечают.", "All four answer.")


def _subscriber(play: Play) -> Words:
    agreements = play.hands.agreements
    agreements.name_provider()
    play.signed = play.signed._replace(number=agreements.sign_subscriber())
    return Words("Его номер — {number}.", "The number is {number}.").format(number=play.signed.number)


def _provider(play: Play) -> Words:
    play.signed = play.signed._replace(provider_id=play.hands.agreements.sign_provider())
    return Words(
        "Теперь центр знает адрес поставщика, логин и какие номера принимать.",
        "The centre now knows the provider's address, the login and which numbers to take.",
    )


def _agent(play: Play) -> Words:
    agreements = play.hands.agreements
    play.signed = play.signed._replace(agent_id=agreements.sign_agent())
    agreements.top_up(play.signed.agent_id, DEPOSIT)
    balance = roubles(agreements.agent(play.signed.agent_id)["balance"])
    return Words(
        f"На депозите {balance.ru}: из него центр платит поставщику, пока наличные лежат в терминале.",
        f"The deposit is {balance.en}: the centre pays the provider from it while the cash lies in the terminal.",
    )


def _terminal(play: Play) -> Words:
    play.hands.agreements.connect_terminal(play.signed.agent_id)
    return Words(
        "Терминал получил список поставщиков. Дальше за плательщика — показ: экран терминала пока занят им.",
        "The terminal got the list of providers. From here the demo is the payer and keeps the terminal's screen busy.",
    )


def _number(play: Play) -> Words:
    payer = play.at_terminal()
    payer.come()
    screen = payer.choose(play.signed.provider_id, play.signed.number)
    who = screen["data"].get("subscriber", "") if screen["screen"] == CHECKED else ""
    return Words(
        f"Поставщик ответил: есть такой, {who} Деньги ещё не двигались.",
        f"The provider answered: there is one, {who} No money has moved yet.",
    )


def _pay(play: Play) -> Words:
    payer = play.at_terminal()
    payer.want("confirm")
    payer.insert(NOTE)
    play.code = payer.press_pay()
    return Words(
        "Код платежа {code}: по нему платёж находится во всех окнах.",
        "The payment's code is {code}: it finds the payment in every window.",
    ).format(code=play.code)


def _credit(play: Play) -> Words:
    row = play.hands.credited(play.code)
    play.at_terminal().await_screen(*ENDS)
    play.at_terminal().leave()
    ledger = play.hands.ask(CENTRE, "ledger", path="/v1/ledger")
    amount, fee, total = roubles(row["amount"]), roubles(row["agent_fee"]), roubles(ledger["sum"])
    return Words(
        f"Зачислено {amount.ru}, комиссия агента {fee.ru}. Сумма всех проводок {total.ru}.",
        f"Credited {amount.en}, the agent's fee {fee.en}. The sum of all postings is {total.en}.",
    )


def _call(play: Play) -> Words:
    used = play.hands.ask(CONSUMER, "use", contract=play.signed.number, service=CALL, quantity=MINUTES)
    cost, left = roubles(used["cost"] or 0), roubles(used["balance"] or 0)
    return Words(f"Списано {cost.ru}, осталось {left.ru}.", f"{cost.en} charged, {left.en} left.")


SCENES = (
    Scene(
        Words(
            "Запускаем четыре программы: поставщик, процессинговый центр, терминал, потребитель",
            "Starting four programs: provider, processing centre, terminal, consumer",
        ),
        _start,
        8,
    ),
    Scene(
        Words(
            "Поставщик «МегаФон» подписывает абонента Иванова и отдаёт ему карточку договора",
            "The provider MegaFon signs Ivanov as a subscriber and hands him the contract's card",
        ),
        _subscriber,
        13,
    ),
    Scene(
        Words(
            "Поставщик и центр заключают договор, тоже по карточке",
            "The provider and the centre sign a contract, by a card too",
        ),
        _provider,
        12,
    ),
    Scene(
        Words(
            "Агент заключает договор с центром и вносит депозит",
            "The agent signs with the centre and brings a deposit",
        ),
        _agent,
        14,
    ),
    Scene(
        Words(
            "Терминал агента подключается по карточке и берёт купюроприёмник-имитатор",
            "The agent's terminal connects by its card and takes a simulated acceptor",
        ),
        _terminal,
        12,
    ),
    Scene(
        Words(
            "Плательщик набирает номер: терминал спрашивает центр, центр спрашивает поставщика",
            "A payer types the number: the terminal asks the centre, the centre asks the provider",
        ),
        _number,
        14,
    ),
    Scene(
        Words(
            "Плательщик вставляет 500 ₽ и нажимает «Оплатить»",
            "The payer inserts 500 ₽ and presses Pay",
        ),
        _pay,
        12,
    ),
    Scene(
        Words(
            "Центр держит деньги агента, поставщик зачисляет их абоненту",
            "The centre holds the agent's money, the provider credits the subscriber",
        ),
        _credit,
        14,
    ),
    Scene(
        Words(
            "Иванов звонит три минуты: потребитель обращается к поставщику прямо",
            "Ivanov calls for three minutes: the consumer asks the provider directly",
        ),
        _call,
        4,
    ),
)
