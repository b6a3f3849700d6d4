"""Lesson: an agent with nothing on the deposit: the terminal is closed until the centre books a top-up."""

from collections.abc import Iterator

from common.words import Words
from launcher_app.hands import CENTRE, TERMINAL, Hands
from launcher_app.lessons.lesson import Facts, Lesson, Point, Question, missing
from launcher_app.lessons.work import Work

AGENT = Words("ООО «Пустой депозит {n}»", "Empty deposit {n}")
TOPPED = Words("Депозит нового агента пополнен", "The new agent's deposit is topped up")
OPEN = Words("Терминал снова принимает платежи", "The terminal takes payments again")
PAID = Words("Через него прошёл платёж", "A payment went through it")
CODE = Words("С каким кодом был закрыт терминал?", "With which code was the terminal closed?")
LEFT = Words("Сколько осталось на депозите, ₽?", "How much is left on the deposit, ₽?")


def _prepare(hands: Hands, facts: Facts) -> None:
    """The terminal changes hands: its new agent has brought no money yet."""
    count = len(hands.ask(CENTRE, "agents")["agents"])
    agent = hands.agreements.sign_agent(AGENT.format(n=count).ru)
    hands.agreements.connect_terminal(agent)
    facts["agent_id"] = agent
    facts["codes"] = [one["code"] for one in hands.ask(TERMINAL, "overview")["reasons"]]


def _check(work: Work) -> Iterator[Point]:
    agent_id = work.facts["agent_id"]
    brought = work.ask(CENTRE, "top-ups", agent_id=agent_id)["top_ups"]
    yield Point(
        TOPPED,
        bool(brought),
        missing("пополнений не было: окно центра, «Агенты», F7", "no top-ups yet: the centre's window, Agents, F7"),
    )
    reasons = [one["code"] for one in work.ask(TERMINAL, "overview")["reasons"]]
    yield Point(
        OPEN,
        not reasons,
        missing(f"терминал закрыт: {', '.join(reasons)}", f"the terminal is closed: {', '.join(reasons)}"),
    )
    paid = [one for one in work.credited() if one["agent_id"] == agent_id]
    yield Point(PAID, bool(paid), missing("нет зачисленного платежа", "there is no credited payment"))
    yield work.says_code("code", CODE, work.facts["codes"][0] if work.facts["codes"] else "")
    yield work.says_sum("left", LEFT, work.hands.agreements.agent(agent_id)["balance"])


LESSON = Lesson(
    name="empty-deposit",
    words=Words("Пустой депозит", "The empty deposit"),
    steps=(
        Words(
            "У терминала новый агент без денег. Прочитайте код на экране терминала.",
            "The terminal has a new agent without money. Read the code on its screen.",
        ),
        Words(
            "Пополните депозит в окне центра, обновите баланс в окне агента.",
            "Top the deposit up at the centre, refresh the balance in the agent's office.",
        ),
        Words("Проведите платёж и посмотрите, сколько осталось.", "Make a payment and look how much is left."),
    ),
    check=_check,
    questions=(Question("code", CODE), Question("left", LEFT)),
    prepare=_prepare,
)
