"""A consumer before scripted providers that lose replies: what it posts, repeats, shows, and keeps."""

from common import ids
from common.words import Words
from launcher_app.grading import callers
from launcher_app.grading.asks import USE
from launcher_app.grading.callers import Consumer, Outcome
from launcher_app.grading.counterparts import ScriptedProvider
from launcher_app.grading.network import Network
from launcher_app.grading.sheet import Sheet
from launcher_app.proxy import Exchange, FaultKind, Proxy

FIRST, SECOND = "9161234567", "9167654321"
QUANTITY = 3


class Stand:
    """A consumer with contracts at two scripted providers."""

    def __init__(self, network: Network, sheet: Sheet) -> None:
        """Both contracts are signed."""
        self.network = network
        self.sheet = sheet
        self.recorder = network.ground.recorder
        self.consumer: Consumer = callers.consumer(network, network.fresh("judged"))
        self.names = [network.fresh("scripted-provider") for _ in range(2)]
        self.first, self.proxy = self._contract(FIRST, self.names[0])
        self.second, self.other = self._contract(SECOND, self.names[1])
        self.mark = 0

    def use(self, number: str = FIRST) -> Outcome:
        """One use; exchanges are counted from here."""
        self.mark = self.recorder.last
        return self.consumer.use(number, QUANTITY)

    def sent(self, contract: int = 0) -> list[Exchange]:
        """The uses that arrived, or were to arrive, since the last one began."""
        return [one for one in self.recorder.since(self.mark, USE) if one.receiver == self.names[contract]]

    def _contract(self, number: str, name: str) -> tuple[ScriptedProvider, Proxy]:
        ground = self.network.ground
        password = ids.password()
        ground.secrets.add(password)
        provider = ScriptedProvider(ground.clock, "subscriber", password, number)
        proxy = self.network.arrow(provider.answer, "consumer", name)
        self.consumer.sign(provider.card(proxy.url))
        return provider, proxy


def served(network: Network, sheet: Sheet) -> None:
    """Everything that needs one consumer, the gentlest first."""
    stand = Stand(network, sheet)
    for part in (_posted, _other_id, _two_contracts, _refused, _lost_reply, _restarted):
        part(stand)


def _posted(stand: Stand) -> None:
    outcome, sent = stand.use(), stand.sent()
    right = outcome is Outcome.DONE and [one.status for one in sent] == [200] and len(stand.first.uses) == 1
    stand.sheet.judge(
        "K-01",
        right,
        Words("один POST на /v1/use с логином договора, ответ 200, потребитель показал успех",
              "one POST to /v1/use with the contract's login, answered 200, shown as done"),
        Words(f"ответы {[one.status for one in sent]}, показано: {outcome.value}",
              f"answers {[one.status for one in sent]}, shown: {outcome.value}"),
        seen=[one.number for one in sent],
    )  # fmt: skip
    charged = sum(int(use["cost"]) for use in stand.first.uses.values())
    stand.sheet.moved("Списано со счёта", "Charged to the account", -charged)
    stand.sheet.moved("Оказано услуг", "Services provided", charged)


def _other_id(stand: Stand) -> None:
    before = set(stand.first.uses)
    outcome = stand.use()
    made = set(stand.first.uses) - before
    stand.sheet.judge(
        "K-02",
        outcome is Outcome.DONE and len(made) == 1,
        Words("у второго использования другой use_id", "the second use has another use_id"),
        Words(f"новых номеров: {len(made)}", f"new ids: {len(made)}"),
        seen=[one.number for one in stand.sent()],
    )


def _two_contracts(stand: Stand) -> None:
    outcome = stand.use(SECOND)
    here, there = stand.sent(), stand.sent(1)
    stand.sheet.judge(
        "K-06",
        outcome is Outcome.DONE and not here and len(there) == 1 and len(stand.second.uses) == 1,
        Words("услуга по второму договору заказана у второго поставщика", "the second contract's provider was asked"),
        Words(f"у первого {len(here)}, у второго {len(there)}", f"first: {len(here)}, second: {len(there)}"),
        seen=[one.number for one in (*here, *there)],
    )


def _refused(stand: Stand) -> None:
    stand.first.refuses = True
    outcome = stand.use()
    stand.first.refuses = False
    stand.sheet.judge(
        "K-04",
        outcome is Outcome.REFUSED and bool(stand.sent()),
        Words("показан отказ", "a refusal is shown"),
        Words(f"показано: {outcome.value}", f"shown: {outcome.value}"),
        seen=[one.number for one in stand.sent()],
    )


def _lost_reply(stand: Stand) -> None:
    """The service was provided and nobody heard of it: whoever asks again asks with the same id."""
    before = set(stand.first.uses)
    stand.proxy.faults.order(FaultKind.LOST_REPLY, USE)
    outcome = stand.use()
    stand.consumer.retry()
    seconds = stand.network.ground.delivery
    stand.network.heard(stand.mark, lambda one: one.path == USE and one.status == 200 and not one.fault, seconds)
    stand.proxy.faults.call_off()
    sent, made = stand.sent(), set(stand.first.uses) - before
    stand.sheet.judge(
        "K-03",
        len(sent) >= 2 and len(made) == 1,
        Words("запрос повторён с тем же use_id, списание одно", "repeated with the same use_id, charged once"),
        Words(f"послано раз: {len(sent)}, списаний: {len(made)}, показано: {outcome.value}",
              f"sent: {len(sent)}, charged: {len(made)}, shown: {outcome.value}"),
        seen=[one.number for one in sent],
    )  # fmt: skip


def _restarted(stand: Stand) -> None:
    stand.consumer.restart()
    outcome = stand.use()
    stand.sheet.judge(
        "K-05",
        outcome is Outcome.DONE and [one.status for one in stand.sent()] == [200],
        Words("после убийства и запуска услуга заказана по тому же договору", "the contract still works after a kill"),
        Words(f"показано: {outcome.value}", f"shown: {outcome.value}"),
        seen=[one.number for one in stand.sent()],
    )
