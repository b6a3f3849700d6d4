"""The scenes of the wallets' demonstration, in the order they are played."""

from typing import Any

from common import photo, qr
from common.words import Words
from launcher_app.demo.scenes import demand
from launcher_app.demo.shop_story import money
from launcher_app.demo.wallet_network import NO_CONFIRMATION, WalletNetwork
from launcher_app.demo.wallet_story import BANK, CENTRE, IVAN, KIOSK, MARIA, NETWORK, PROVIDER, STATES, Teller
from launcher_app.instance import Instance
from launcher_app.payer import Payer
from launcher_app.proxy import FaultKind

NOTE, NOTES = 100_000, 3
TOPPED_UP = NOTE * NOTES
SENT, BY_QR, SMALL, LARGE = 50_000, 25_500, 12_000, 120_000
OUT, STUCK = 30_000, 20_000
"""Both are withdrawn: the first at once, the second by way of a person."""
ACCOUNT = "40702810900000000042"
"""A sound account at the simulated bank."""
ORDER, TILL = "INV-17", "TILL-1"
SEND_DOOR = "/payments/send"
Row = dict[str, Any]


class WalletPlay:
    """Plays the scenes over a running network."""

    def __init__(self, network: WalletNetwork, teller: Teller) -> None:
        """Nobody has any money yet."""
        self._network = network
        self._teller = teller
        self._tell = teller.tell

    def everything(self) -> None:
        """All scenes."""
        self._opened()
        self._topped_up()
        self._sent_twice()
        self._by_static_qr()
        self._by_barcode()
        self._confirmed()
        self._withdrawn()
        self._dead_letter()

    def _opened(self) -> None:
        self._teller.scene(Words("Два кошелька и приём у поставщика", "Two wallets, and a provider that takes them"))
        network = self._network
        for who, holder in ((IVAN, network.ivan), (MARIA, network.maria)):
            state = self._state(holder)
            opened = Words("кошелёк {number} ({holder}), в нём {sum}", "wallet {number} ({holder}), {sum} in it")
            self._tell(who, opened, number=state["number"], holder=state["holder"], sum=money(state["balance"]))
        taking = network.provider.ask("acceptance")
        demand(taking["active"], f"{taking}")
        self._tell(
            PROVIDER, Words("принимает по QR и штрихкоду как «{name}»", "takes QR and barcodes as «{name}»"),
            name=taking["name"],
        )  # fmt: skip
        self._tell(
            CENTRE, Words("без слова плательщика списывают до {sum}", "up to {sum} is charged without a word"),
            sum=money(NO_CONFIRMATION),
        )  # fmt: skip

    def _topped_up(self) -> None:
        self._teller.scene(
            Words("Пополнение в терминале: QR кошелька и купюры", "A top-up: the wallet's QR, banknotes")
        )
        network = self._network
        code = network.ivan.ask("wallet-top-up-code")["text"]
        payer = Payer(network.kiosk, network.acceptor, network.log, network.clock)
        try:
            screen = payer.scan(code)
            demand(screen["screen"] == "K5", f"{screen}"[:300])
            self._tell(
                KIOSK, Words("сканер прочитал QR, кошелёк: {name}", "the scanner read the QR, a wallet of {name}"),
                name=screen["data"]["subscriber"],
            )  # fmt: skip
            payer.want("confirm")
            payer.insert(*[NOTE] * NOTES)
            payer.press_pay()
            payer.await_screen("K8")
            payer.leave()
        finally:
            payer.close()
        self._has(network.ivan, TOPPED_UP)
        self._tell(
            KIOSK, Words("{notes} купюры по {note}, в кошельке {sum}", "{notes} notes of {note}, {sum} in the wallet"),
            notes=NOTES, note=money(NOTE), sum=money(TOPPED_UP),
        )  # fmt: skip

    def _sent_twice(self) -> None:
        self._teller.scene(
            Words("Перевод, который сеть принесла дважды", "A transfer that the network delivered twice")
        )
        network = self._network
        assert network.proxy is not None
        number = self._state(network.maria)["number"]
        whose = network.ivan.ask("wallet-recipient", number=number)["name"]
        network.proxy.faults.order(FaultKind.DOUBLED, SEND_DOOR)
        ask: Row = {"recipient": number, "amount": SENT, "memo": "За обед", "told": whose}
        sent = network.ivan.ask("send-money", **ask)
        self._tell(IVAN, Words("переводит {sum}: {name}", "sends {sum} to {name}"), sum=money(SENT), name=whose)
        self._answered_alike(sent)
        again = network.ivan.ask("send-money", payment_id=sent["payment_id"], **ask)
        demand(again["repeated"], f"{again}")
        self._has(network.ivan, TOPPED_UP - SENT)
        self._has(network.maria, SENT)
        self._tell(
            MARIA, Words("получила {sum} один раз, хотя просили трижды", "has {sum}, once, though asked three times"),
            sum=money(SENT),
        )  # fmt: skip

    def _answered_alike(self, sent: Row) -> None:
        """What went by between Ivan's program and the centre: one question twice, and one answer twice."""
        heard = self._network.recorder.since(0, SEND_DOOR)
        answers = {(one.status, one.answered().get("payment_id"), one.answered().get("amount")) for one in heard}
        demand(len(heard) == 2 and answers == {(200, sent["payment_id"], SENT)}, f"{answers}")
        self._tell(
            NETWORK,
            Words("запрос дошёл дважды, ответ центра оба раза тот же: {code}", "came twice, answered the same: {code}"),
            code=sent["trace"],
        )  # fmt: skip

    def _by_static_qr(self) -> None:
        self._teller.scene(Words("Оплата по QR поставщика с картинки", "Paying by a provider's QR out of a picture"))
        network = self._network
        made = network.provider.ask("acceptance-qr", amount=BY_QR, order=ORDER)
        file = network.folder / "qr.png"
        file.write_bytes(photo.png(qr.squares(made["text"])))
        self._tell(
            PROVIDER, Words("QR подписан центром, файл {name}", "a QR signed by the centre: {name}"), name=file.name
        )
        (found,) = qr.read_image(file.read_bytes())
        seen = network.ivan.ask("read-pay-code", code_text=found.text)["paid"]
        demand(seen is not None and seen["amount"] == BY_QR, f"{seen}")
        paid = network.ivan.ask(
            "pay-by-qr", code_text=found.text, amount=BY_QR, shown=seen["shown"], told=seen["name"]
        )  # fmt: skip
        self._done(network.ivan, paid["payment_id"])
        self._tell(
            IVAN, Words("видит «{name}» из справочника и платит {sum}", "sees «{name}» of the directory, pays {sum}"),
            name=seen["name"], sum=money(BY_QR),
        )  # fmt: skip

    def _by_barcode(self) -> None:
        self._teller.scene(Words("Штрихкод: касса списывает сама", "A barcode: the till charges by itself"))
        charged = self._charge(self._network.maria, MARIA, SMALL)
        self._taken(charged, SMALL)

    def _confirmed(self) -> None:
        self._teller.scene(Words("Сумма выше лимита: нужно слово плательщика", "Above the limit: the payer's word"))
        network = self._network
        charged = self._charge(network.ivan, IVAN, LARGE)
        demand(charged["state"] == "waiting_for_payer", f"{charged}")
        (waits,) = network.wait_for(
            Words("списание ждёт", "a charge waits"), lambda: network.ivan.ask("charges")["charges"]
        )  # fmt: skip
        self._tell(
            IVAN, Words("видит «{name}» и {sum}, подтверждает", "sees «{name}» and {sum}, confirms"),
            name=waits["recipient"]["name"], sum=money(waits["amount"]),
        )  # fmt: skip
        network.ivan.ask("confirm-charge", payment_id=waits["payment_id"], accept=True, shown=waits["shown"])
        self._taken(charged, LARGE)

    def _withdrawn(self) -> None:
        self._teller.scene(Words("Вывод на счёт в банке", "A withdrawal to a bank account"))
        done = self._done(self._network.ivan, self._withdraw(OUT))
        self._tell(
            BANK, Words("{sum} на ••{account}, операция {reference}", "{sum} on ••{account}, operation {reference}"),
            sum=money(OUT), account=ACCOUNT[-4:], reference=done["reference"],
        )  # fmt: skip

    def _dead_letter(self) -> None:
        self._teller.scene(
            Words("Ответ банка не разобрать: решает человек", "The bank answers garbage: a person decides")
        )
        centre = self._network.centre
        centre.ask("set-account-mood", account=ACCOUNT, mood="garbage", times=1)
        payment_id = self._withdraw(STUCK)
        row = self._network.wait_for(
            Words("письмо в разборе", "a dead letter"), lambda: centre.ask("review", state="dead")["rows"]
        )[0]
        demand(row["payment"]["payment_id"] == payment_id, f"{row}"[:300])
        self._tell(
            CENTRE,
            Words("отложено человеку: {why}", "set aside for a person: {why}"),
            why=in_words(row["reason_words"]),
        )
        self._tell(
            CENTRE, Words("{code}: {sum} {where}", "{code}: {sum} are {where}"), code=row["payment"]["code"],
            sum=money(STUCK), where=in_words(row["payment"]["money"]),
        )  # fmt: skip
        story = centre.ask("story", payment=payment_id)
        retry = next(one for one in story["possible"] if one["action"] == "retry")
        demand(retry["allowed"], f"{retry}")
        self._tell(
            CENTRE,
            Words("«{action}»: {effect}", "«{action}»: {effect}"),
            action=in_words(retry["words"]),
            effect=in_words(retry["effect"]),
        )
        centre.ask("retry-task", path="/v1/tasks/retry", task_id=row["task_id"])
        done = self._done(self._network.ivan, payment_id)
        self._tell(
            BANK, Words("{sum} пришли один раз, операция {reference}", "{sum} came once, operation {reference}"),
            sum=money(STUCK), reference=done["reference"],
        )  # fmt: skip

    def _charge(self, holder: Instance, who: Words, amount: int) -> Row:
        code = holder.ask("barcode", fresh=True)["code"]
        self._tell(who, Words("показывает штрихкод ••{last}", "shows a barcode ••{last}"), last=code[-4:])
        charged: Row = self._network.provider.ask("charge", barcode=code, amount=amount, order=TILL)
        self._tell(
            PROVIDER, Words("касса просит {sum}: {state}", "the till asks for {sum}: {state}"), sum=money(amount),
            state=STATES[charged["state"]],
        )  # fmt: skip
        return charged

    def _taken(self, charged: Row, amount: int) -> None:
        """The provider's own program knows that the charge is done."""
        provider, payment_id = self._network.provider, charged["payment_id"]

        def done() -> bool:
            return bool(provider.ask("accepted-payment", payment_id=payment_id)["state"] == "done")

        self._network.wait_for(Words("списание проведено", "the charge is done"), done)
        self._tell(
            PROVIDER,
            Words("получил {sum}, код {code}", "has {sum}, code {code}"),
            sum=money(amount),
            code=charged["code"],
        )

    def _withdraw(self, amount: int) -> str:
        self._tell(IVAN, Words("выводит {sum}", "withdraws {sum}"), sum=money(amount))
        payment_id: str = self._network.ivan.ask("withdraw-money", account=ACCOUNT, amount=amount)["payment_id"]
        return payment_id

    def _done(self, holder: Instance, payment_id: str) -> Row:
        """The holder's program knows that a payment is done, and how."""

        def ended() -> Row | None:
            shown = holder.ask("find-wallet-payment", payment_id=payment_id)["shown"]
            return shown if shown and shown["state"] in ("done", "failed", "returned") else None

        last: Row = self._network.wait_for(Words("платёж закончен", "the payment is over"), ended)
        demand(last["state"] == "done", f"{last}")
        return last

    def _has(self, holder: Instance, amount: int) -> None:
        self._network.wait_for(
            Words("деньги в кошельке", "the money is in the wallet"), lambda: self._state(holder)["balance"] == amount
        )  # fmt: skip

    def _state(self, holder: Instance) -> Row:
        state: Row = holder.ask("wallet-state")
        return state


def in_words(told: dict[str, str]) -> Words:
    """A text in both languages, as doors tell it."""
    return Words(told["ru"], told["en"])
