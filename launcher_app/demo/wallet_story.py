"""How the wallets' demonstration tells its story: in one language, with names, sums and who was told of what."""

from typing import Any

from common.logs import say
from common.money import text
from common.words import Language, Words
from launcher_app.demo.timeline import Timeline

IVAN, MARIA = Words("Иван", "Ivan"), Words("Мария", "Maria")
PROVIDER, CENTRE, KIOSK = Words("поставщик", "provider"), Words("центр", "centre"), Words("терминал", "kiosk")
BANK, NETWORK = Words("банк", "bank"), Words("сеть", "network")
STATES = {
    "waiting_for_payer": Words("ждёт слова плательщика", "waits for the payer's word"),
    "accepted": Words("принят", "accepted"),
    "processing": Words("у банка, сумма удержана", "at the bank, the sum is held"),
    "done": Words("проведён", "done"),
    "failed": Words("не прошёл", "failed"),
    "returned": Words("деньги вернулись", "the money went back"),
}
WAYS = {
    "top_up": Words("Пополнение в терминале", "Top-up at a kiosk"),
    "top_up_reversed": Words("Пополнение отменено", "A top-up taken back"),
    "send": Words("Перевод", "Transfer"),
    "qr": Words("Оплата по QR", "Paid by QR"),
    "barcode": Words("Оплата по штрихкоду", "Paid by barcode"),
    "withdraw": Words("Вывод на счёт", "Withdrawn to a bank account"),
}
LAST = Words("Остаток", "Balance")


class Teller:
    """Tells in one language; sums and words inside the texts are put into it, too."""

    def __init__(self, timeline: Timeline, language: Language) -> None:
        """The clock runs since the timeline was made."""
        self._timeline = timeline
        self._language = language

    def scene(self, title: Words) -> None:
        """A new scene."""
        self._timeline.scene(self.of(title))

    def tell(self, who: Words, what: Words, **values: Any) -> None:
        """One thing that happened; `{names}` in it are filled in."""
        self._timeline.tell(self.of(who), self.of(what, **values))

    def blank(self) -> None:
        """An empty line."""
        say("")

    def table(self, title: Words, rows: list[tuple[str, str]]) -> None:
        """Names and sums under a title, the last one apart."""
        self._timeline.table(self.of(title), rows)

    def numbered(self, title: Words, rows: list[tuple[str, Words]]) -> None:
        """Numbered things under a title."""
        self._timeline.both(self.of(title), [(number, Words(self.of(words), "")) for number, words in rows])

    def statement(self, title: Words, lines: list[dict[str, Any]]) -> None:
        """A wallet's statement, the oldest line first, with what is left."""
        rows = [(self._line(one), self.sum(one["amount"])) for one in reversed(lines)]
        self.table(title, [*rows, (self.of(LAST), self.sum(lines[0]["balance"]))])

    def of(self, words: Words, **values: Any) -> str:
        """A text in the language of the story."""
        told = {name: self.of(value) if isinstance(value, Words) else value for name, value in values.items()}
        return words.of(self._language).format(**told)

    def sum(self, amount: int) -> str:
        """Roubles without their sign, for a column of them."""
        return text(amount, english=self._language == "en")

    def _line(self, one: dict[str, Any]) -> str:
        name = self.of(WAYS[one["way"]])
        return f"{one['code']}  {name}{', ' if one['with_whom'] else ''}{one['with_whom']}"
