"""The nine steps from an empty network to a reconciled one."""

from common.words import Words
from launcher_app.first_use.step import LAUNCHER, Ask, Part, Place, Step
from launcher_app.hands import ALL, CENTRE, CONSUMER, PROVIDER, TERMINAL

DONE = "done"
CREDITED = "credited"


def _answer(ask: Ask) -> bool:
    return all(ask(seat, "contracts" if seat == CONSUMER else "overview", **_period(seat)) for seat in ALL)


def _period(seat: str) -> dict[str, str]:
    """The provider's overview is of a day, whichever."""
    day = {"since": "2020-01-01T00:00:00Z", "until": "2020-01-02T00:00:00Z"}
    return day if seat == PROVIDER else {}


def _named(ask: Ask) -> bool:
    return bool(ask(PROVIDER, "show-provider")["described"])


def _tariffs(ask: Ask) -> bool:
    return bool(ask(PROVIDER, "tariffs")["tariffs"])


def _subscriber(ask: Ask) -> bool:
    return bool(ask(PROVIDER, "subscribers", limit=1)["count"])


def _at_home(ask: Ask) -> bool:
    return bool(ask(CONSUMER, "contracts")["contracts"])


def _card_for_centre(ask: Ask) -> bool:
    return bool(ask(PROVIDER, "contracts")["contracts"])


def _provider(ask: Ask) -> bool:
    return any(one["active"] for one in ask(CENTRE, "providers")["providers"])


def _agent(ask: Ask) -> bool:
    return bool(ask(CENTRE, "agents")["agents"])


def _deposit(ask: Ask) -> bool:
    agents = ask(CENTRE, "agents")["agents"]
    return any(ask(CENTRE, "top-ups", agent_id=one["agent_id"], limit=1)["top_ups"] for one in agents)


def _connected(ask: Ask) -> bool:
    return ask(TERMINAL, "overview")["contract"] is not None


def _acceptor(ask: Ask) -> bool:
    return bool(ask(TERMINAL, "overview")["accepting"])


def _paid(ask: Ask) -> bool:
    return any(one["shown"] == CREDITED for one in ask(CENTRE, "payments", limit=1, state=CREDITED)["payments"])


def _used(ask: Ask) -> bool:
    return any(one["state"] == DONE for one in ask(CONSUMER, "uses")["uses"])


def _reconciled(ask: Ask) -> bool:
    return any(one["state"] == DONE for one in ask(CENTRE, "reconciliations")["reconciliations"])


STEPS = (
    Step(
        "start",
        Words("Запустить сеть", "Start the network"),
        Words(
            "Поставщик, центр, терминал и потребитель — четыре отдельные программы, каждая со своим окном.",
            "Provider, centre, terminal and consumer are four programs, each with a window of its own.",
        ),
        (Part(Place(LAUNCHER, "", "command-start-all"), _answer),),
    ),
    Step(
        "provider",
        Words("Назвать поставщика и завести тарифы", "Name the provider, make its tariffs"),
        Words(
            "Поставщик продаёт услугу: имя увидит плательщик, по тарифу спишут деньги за звонок.",
            "The provider sells a service: the payer sees its name, the tariff says what a call costs.",
        ),
        (
            Part(Place(PROVIDER, "overview", "begin-describe"), _named),
            Part(Place(PROVIDER, "overview", "begin-tariffs"), _tariffs),
        ),
    ),
    Step(
        "subscriber",
        Words("Заключить договор с абонентом", "Sign a subscriber"),
        Words(
            "Поставщик выдаёт номер и карточку договора; потребитель вносит карточку у себя.",
            "The provider gives a number and the contract's card; the consumer imports the card.",
        ),
        (
            Part(Place(PROVIDER, "subscribers", "command-new-subscriber"), _subscriber),
            Part(Place(CONSUMER, "contracts", "command-import-card"), _at_home),
        ),
    ),
    Step(
        "centre",
        Words("Договор поставщика с центром", "Contract of provider and centre"),
        Words(
            "В карточке адрес, логин, пароль и реквизиты платежа: без неё терминалы не увидят поставщика.",
            "The card holds address, login, password and payment fields: without it no terminal sees the provider.",
        ),
        (
            Part(Place(PROVIDER, "centres", "command-new-contract"), _card_for_centre),
            Part(Place(CENTRE, "providers", "command-connect-provider"), _provider),
        ),
    ),
    Step(
        "agent",
        Words("Договор агента и депозит", "The agent's contract and deposit"),
        Words(
            "Агент держит терминал; центр платит поставщику из депозита, который агент внёс заранее.",
            "The agent owns the terminal; the centre pays the provider from a deposit brought beforehand.",
        ),
        (
            Part(Place(CENTRE, "agents", "command-sign-agent"), _agent),
            Part(Place(CENTRE, "agents", "command-top-up"), _deposit),
        ),
    ),
    Step(
        "terminal",
        Words("Подключить терминал", "Connect the terminal"),
        Words(
            "Терминалу нужны карточка агента и купюроприёмник; имитатора довольно.",
            "The terminal needs the agent's card and a banknote acceptor; the simulator will do.",
        ),
        (
            Part(Place(TERMINAL, "connection", "command-sign-contract"), _connected),
            Part(Place(TERMINAL, "hardware", "hardware-apply"), _acceptor),
        ),
    ),
    Step(
        "payment",
        Words("Провести платёж", "Make a payment"),
        Words(
            "На экране терминала выберите поставщика и номер, на стенде вставьте купюру, нажмите «Оплатить».",
            "Choose provider and number at the terminal's screen, push a note in at the bench, press Pay.",
        ),
        (Part(Place(TERMINAL, "bench", "bench-note-50000"), _paid),),
    ),
    Step(
        "use",
        Words("Воспользоваться услугой", "Use the service"),
        Words(
            "Потребитель звонит: поставщик списывает деньги с баланса абонента, центр об этом не знает.",
            "The consumer calls: the provider charges the subscriber's balance, the centre knows nothing of it.",
        ),
        (Part(Place(CONSUMER, "contracts", "use-call"), _used),),
    ),
    Step(
        "reconcile",
        Words("Сверить реестры", "Reconcile the registers"),
        Words(
            "Центр сравнивает три списка платежей: агента, свой и поставщика. Сходятся — день закрыт.",
            "The centre compares three lists of payments: the agent's, its own, the provider's.",
        ),
        (Part(Place(CENTRE, "reconciliation", "reconcile"), _reconciled),),
    ),
)
