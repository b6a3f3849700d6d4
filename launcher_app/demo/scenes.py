"""The scenes of the demonstration, in the order they are played."""

from typing import Any

from common.clock import Clock
from common.logs import Log
from common.money import text
from common.words import Words
from launcher_app.demo.network import Network, payment
from launcher_app.demo.timeline import Timeline
from launcher_app.payer import Payer
from launcher_app.proxy import FaultKind

NOTE_100, NOTE_500, NOTE_1000 = 10_000, 50_000, 100_000
TOP_UP = 150_000
UNKNOWN_NUMBER = "9000000000"
CAPTURED = Words("платёж зачислен", "the payment is credited")
CALL = "call"


class Play:
    """Plays the scenes over a running network."""

    def __init__(self, network: Network, timeline: Timeline, log: Log, clock: Clock) -> None:
        """One payer before each terminal."""
        self._network = network
        self._timeline = timeline
        self._first = Payer(network.first, network.acceptors["demo"], log, clock)
        self._second = Payer(network.second, network.acceptors["demo-2"], log, clock)

    def everything(self) -> None:
        """All scenes."""
        self._plain_payment()
        self._unknown_number()
        self._other_dialect()
        self._lost_reply()
        self._killed_provider()
        self._refused_payment()
        self._empty_deposit()
        self._call()

    def close(self) -> None:
        """The payers go home."""
        self._first.close()
        self._second.close()

    def _plain_payment(self) -> None:
        self._timeline.scene("Обычный платёж", "A plain payment")
        network = self._network
        megafon = network.provider_ids["megafon"]
        screen = self._first.choose(megafon, network.number)
        self._timeline.tell("терминал", f"номер {network.number} найден: {screen['data']['subscriber']}")
        self._first.want("confirm")
        screen = self._first.insert(NOTE_500)
        self._timeline.tell("купюра", f"500 ₽ в кассете; к зачислению {text(screen['data']['amount'])} ₽")
        code = self._first.press_pay()
        self._credited(code)
        self._first.await_screen("K8")
        self._first.leave()
        news = network.wait_for(CAPTURED, lambda: self._network.consumer.ask("news")["news"])
        self._timeline.tell("потребитель", f"новость: {news[0]['text']['ru']}")

    def _unknown_number(self) -> None:
        self._timeline.scene("Номера нет: деньги не принимаются", "An unknown number: no cash is taken")
        acceptor = self._network.acceptors["demo"]
        screen = self._first.choose(self._network.provider_ids["megafon"], UNKNOWN_NUMBER)
        self._timeline.tell("терминал", f"экран {screen['screen']}: {screen['data']['words']['ru']}")
        taken = acceptor.do("insert", value=NOTE_500)["done"]
        demand(not taken, "the acceptor took a note without a payment")
        self._timeline.tell("купюра", "приёмник закрыт, купюру не взял")
        self._first.want("cancel")

    def _other_dialect(self) -> None:
        self._timeline.scene("Другой поставщик, протокол ОСМП (XML)", "Another provider, OSMP (XML)")
        network = self._network
        code = self._second.pay(network.provider_ids["ertelecom"], network.contract_number, NOTE_100, NOTE_100)
        self._credited(code)
        self._second.await_screen("K8")
        self._second.leave()

    def _lost_reply(self) -> None:
        self._timeline.scene("Ответ поставщика потерян", "The provider's reply is lost")
        network = self._network
        assert network.proxy is not None
        faults = network.proxy.faults
        self._first.choose(network.provider_ids["megafon"], network.number)
        self._first.want("confirm")
        self._first.insert(NOTE_100)
        faults.order(FaultKind.LOST_REPLY)
        code = self._first.press_pay()
        self._credited(code)
        demand(faults.met[FaultKind.LOST_REPLY] == 1, "no reply was lost")
        self._timeline.tell("сеть", "ответ на зачисление потерян; центр спросил статус, второго зачисления нет")
        self._leave_after(self._first)

    def _killed_provider(self) -> None:
        self._timeline.scene("Поставщик убит и запущен снова", "A provider is killed and started again")
        network = self._network
        self._first.choose(network.provider_ids["megafon"], network.number)
        self._first.want("confirm")
        self._first.insert(NOTE_100)
        network.megafon.kill()
        self._timeline.tell("поставщик", "процесс убит, пока купюра уже в кассете")
        code = self._first.press_pay()
        held = network.wait_for(
            Words("платёж принят центром", "the centre accepted"), lambda: payment(network.centre, code)
        )
        self._timeline.tell("центр", f"{code}: {held['status']}, деньги агента на холде, доставка повторяется")
        network.megafon.start()
        network.megafon.wait()
        self._timeline.tell("поставщик", "запущен снова")
        self._credited(code)
        self._leave_after(self._first)

    def _refused_payment(self) -> None:
        self._timeline.scene("Поставщик отказал: холд вернулся", "The provider refuses: the hold is returned")
        network = self._network
        before = self._deposit()
        self._first.choose(network.provider_ids["megafon"], network.number)
        self._first.want("confirm")
        self._first.insert(NOTE_100)
        network.megafon.ask("block-subscriber", number=network.number)
        code = self._first.press_pay()
        cancelled = network.wait_for(Words("отказ", "refusal"), lambda: self._in_status(code, "cancelled"))
        screen = self._first.await_screen("K10x")
        slip = screen["data"]["slips"][0]
        self._timeline.tell("центр", f"{code}: отказ «{cancelled['reason']}», холд вернулся на депозит")
        self._timeline.tell("терминал", f"квитанция на возврат {slip['code']} на {text(slip['amount'])} ₽")
        demand(self._deposit() == before, "the hold did not come back")
        network.megafon.ask("unblock-subscriber", number=network.number)
        self._first.leave()

    def _empty_deposit(self) -> None:
        self._timeline.scene("Депозит пуст: терминал закрыт до пополнения", "An empty deposit blocks until a top-up")
        network = self._network
        amount = NOTE_1000 - NOTE_1000 * 3 // 100
        needed = amount + amount // 100
        missing = needed - self._deposit()
        demand(missing > 0, f"the deposit is too large: {-missing}")
        network.centre.ask("top-up", agent_id=1, amount=missing)
        network.second.ask("refresh")
        code = self._second.pay(network.provider_ids["megafon"], network.number, NOTE_1000)
        self._credited(code)
        self._leave_after(self._second)
        screen = self._second.await_screen("K14")
        why = ", ".join(screen["data"]["reasons"])
        self._timeline.tell("терминал", f"закрыт, депозит {text(self._deposit())} ₽, код {why}")
        network.centre.ask("top-up", agent_id=1, amount=TOP_UP)
        self._timeline.tell("центр", f"депозит пополнен на {text(TOP_UP)} ₽")
        network.second.ask("refresh")
        self._second.await_screen("K0")
        self._timeline.tell("терминал", "снова принимает платежи")

    def _call(self) -> None:
        self._timeline.scene("Потребитель звонит и тратит", "The consumer calls and spends")
        network = self._network
        used = network.consumer.ask("use", contract=network.number, service=CALL, quantity=5)
        demand(used["state"] == "done", str(used))
        self._timeline.tell(
            "потребитель", f"звонок 5 мин: списано {text(used['cost'])} ₽, на счету {text(used['balance'])} ₽"
        )

    def _credited(self, code: str) -> None:
        row = self._network.wait_for(CAPTURED, lambda: self._in_status(code, "captured"))
        amount, reference = text(row["amount"]), row["reference"]
        self._timeline.tell("центр", f"{code}: зачислено {amount} ₽, операция поставщика № {reference}")

    def _leave_after(self, payer: Payer) -> None:
        payer.await_screen("K8", "K10")
        payer.leave()

    def _in_status(self, code: str, status: str) -> dict[str, Any] | None:
        row = payment(self._network.centre, code)
        return row if row and row["status"] == status else None

    def _deposit(self) -> int:
        balance: int = self._network.centre.ask("agents")["agents"][0]["balance"]
        return balance


class Unexpected(Exception):
    """The network did not do what it must."""


def demand(so: bool, what: str) -> None:
    """Unexpected `what`, unless it is so."""
    if not so:
        raise Unexpected(what)
