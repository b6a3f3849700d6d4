"""The scenes of the shop demonstration: an order paid by card and disputed, another one paid at a kiosk."""

from common.money import text
from common.protocol.shop import doors
from common.protocol.shop.events import AskEvents, IntentEvent
from common.protocol.shop.payments import StartRefund
from common.words import Words
from launcher_app.demo.card_payer import CardPayer
from launcher_app.demo.sample_shop import SampleShop
from launcher_app.demo.scenes import demand
from launcher_app.demo.shop_network import ORDERS, ShopNetwork
from launcher_app.demo.shop_story import notifications, notified, rows
from launcher_app.demo.timeline import Timeline
from launcher_app.payer import Payer

NO_FUNDS, SECURE = "4000000000000002", "4012888888881881"
NOTE = 10_000
NOTES = 3
SUM, PART = 25_500, 500
"""The cup and its delivery; what is given back is the delivery."""
LEVY = 5_000
"""What the shop is charged for a dispute, won or lost."""
WHOLE_FEED = 1000


class ShopPlay:
    """Plays the scenes over a running network."""

    def __init__(self, network: ShopNetwork, timeline: Timeline) -> None:
        """Nobody has ordered anything yet."""
        self._network = network
        self._timeline = timeline
        self.orders: list[str] = []

    def everything(self) -> None:
        """All scenes."""
        shop, link = self._network.open_shop()
        self._ordered(link)
        buyer = CardPayer(link, self._network.log, self._network.clock)
        try:
            self._no_funds(buyer)
            self._secure(buyer)
            self._refund(buyer.intent_id)
            self._disputed(buyer.intent_id)
        finally:
            buyer.close()
        self._seen(shop, buyer.intent_id)
        self._network.close_shop(shop)
        self._at_a_kiosk()

    def _ordered(self, link: str) -> None:
        self._timeline.scene("Магазин продаёт кружку с доставкой", "The shop sells a cup with its delivery")
        self._tell("магазин", f"docs/lessons/shop.py: заказ на {text(SUM)} ₽, покупателю показана ссылка")
        self._tell("", f"{link[:60]}…")

    def _no_funds(self, buyer: CardPayer) -> None:
        self._timeline.scene("Карта, на которой нет денег", "A card without money")
        came = buyer.pay(NO_FUNDS)
        demand(came == "failed InsufficientFunds", came)
        ways = ", ".join(buyer.methods())
        self._tell("покупатель", f"способы оплаты: {ways}")
        self._tell("покупатель", "карта 400000…0002: отказ, «недостаточно средств»; заказ ждёт другой карты")

    def _secure(self, buyer: CardPayer) -> None:
        self._timeline.scene("Карта с 3-D Secure", "A card with 3-D Secure")
        came = buyer.pay(SECURE)
        demand(came == "redirect", came)
        self._tell("центр", "банк просит код: покупателя отправляют формой на страницу банка")
        came = buyer.prove()
        demand(came == "captured", came)
        self._tell("покупатель", f"код введён, списано {text(SUM)} ₽")

    def _refund(self, intent_id: str) -> None:
        self._timeline.scene("Часть денег обратно: доставка не нужна", "A partial refund: no delivery is wanted")
        assert self._network.shop_peer is not None
        ask = StartRefund(payment_intent_id=intent_id, payment_id="2", amount=PART, reason="Без доставки")
        self._network.shop_peer.call(doors.REFUND, ask)
        self._await(intent_id, Words("возврат", "refund"), "RefundStatusChanged")
        self._tell("магазин", f"вернул {text(PART)} ₽ на ту же карту")

    def _disputed(self, intent_id: str) -> None:
        self._timeline.scene("Банк опротестовал платёж, магазин выиграл", "The bank disputes, the shop wins")
        centre = self._network.centre
        opened = centre.ask("open-chargeback", intent=intent_id, payment="2", reason="10.4", levy=LEVY)
        self._tell("банк", f"опротестованы {text(opened['amount'])} ₽, деньги отложены; сбор {text(opened['levy'])} ₽")
        centre.ask(
            "reject-chargeback", intent=intent_id, payment="2", chargeback=opened["id"], reason="Товар вручён, подпись"
        )
        self._await(intent_id, Words("решение", "decision"), "ChargebackStatusChanged")
        self._tell("центр", "опротестование отклонено: деньги снова у магазина")

    def _at_a_kiosk(self) -> None:
        self._timeline.scene("Другой заказ: наличными, в терминале, по коду", "Another order: in cash, at a kiosk")
        network = self._network
        shop, link = network.open_shop()
        buyer = CardPayer(link, network.log, network.clock)
        code = buyer.kiosk_code()
        self._tell("покупатель", f"код заказа {code[:3]} {code[3:6]} {code[6:]}, идёт с ним к терминалу")
        network.kiosk.ask("refresh")
        payer = Payer(network.kiosk, network.acceptor, network.log, network.clock)
        try:
            screen = payer.choose(ORDERS, code)
            demand(screen["screen"] == "K5", f"{screen}"[:300])
            payer.want("confirm")
            payer.insert(*[NOTE] * NOTES)
            screen = payer.want("pay")
            if screen["screen"] == "K6r":
                payer.want("cancel")
            self._await(buyer.intent_id, Words("заказ оплачен", "the order is paid"), "PaymentIntentStatusChanged")
            self._tell("терминал", f"внесено {text(NOTE * NOTES)} ₽, магазину {text(SUM)} ₽")
            slips = payer.await_screen("K8", "K10", "K10x")["data"].get("slips") or []
            self._tell("терминал", f"квитанция на сдачу: {', '.join(text(one['amount']) for one in slips)} ₽")
            payer.leave()
        finally:
            payer.close()
            buyer.close()
        self._seen(shop, buyer.intent_id)
        self._network.close_shop(shop)

    def _seen(self, shop: SampleShop, intent_id: str) -> None:
        """The whole feed of an order; the shop has read all of it, and took its notifications in order."""
        self.orders.append(intent_id)
        events = self.feed(intent_id)
        changes = [type(change).__name__ for event in events for change in event.changes]
        self._network.wait_for(Words("все события", "all events"), lambda: len(shop.happened) >= len(changes))
        demand([one.split()[0] for one in shop.happened] == changes, f"{shop.happened}")
        self._timeline.both(f"СОБЫТИЯ ЗАКАЗА {intent_id} / EVENTS OF THE ORDER", rows(events))
        wanted = list(enumerate(notifications(events), 1))
        self._network.wait_for(Words("все уведомления", "all notifications"), lambda: len(shop.notified) >= len(wanted))
        demand(shop.notified == wanted, f"{shop.notified}")
        self._timeline.both("УВЕДОМЛЕНИЯ ПО ПОРЯДКУ, ПОДПИСИ ВЕРНЫ / NOTIFICATIONS IN ORDER, SIGNED", notified(wanted))

    def feed(self, intent_id: str) -> list[IntentEvent]:
        """All public events of an order, as its shop reads them."""
        assert self._network.shop_peer is not None
        ask = AskEvents(payment_intent_id=intent_id, limit=WHOLE_FEED)
        return self._network.shop_peer.call(doors.EVENTS, ask)

    def _await(self, intent_id: str, what: Words, change: str) -> None:
        def there() -> bool:
            return any(type(one).__name__ == change for event in self.feed(intent_id) for one in event.changes)

        self._network.wait_for(what, there)

    def _tell(self, who: str, what: str) -> None:
        self._timeline.tell(who, what)
