"""What moves a wallet's money, and the notices of it: the centre's doors under /payments, in plain words."""

from common.protocol import consumer
from common.protocol.wallets import doors
from common.words import Words
from launcher_app.explaining import requirements
from launcher_app.explaining.door import Door

PAGE = "docs/protocol.md"
STATES = {
    "accepted": Words(
        "Платёж записан и стоит в очереди, деньги ещё в кошельке. Чем кончилось, скажут опрос и извещение.",
        "The payment is recorded and queued, the money is still in the wallet. Polling and a notice will tell the end.",
    ),
    "processing": Words(
        "Сумма заблокирована, банк ещё не ответил. Центр спросит его с тем же номером и ничего не угадывает.",
        "The sum is held, the bank has not answered yet. The centre asks it with the same id and guesses nothing.",
    ),
    "waiting_for_payer": Words(
        "Сумма больше той, что списывают без подтверждения: платёж минуту ждёт слова плательщика. Деньги в кошельке.",
        "The sum is above the one charged without a word: the payment waits a minute for its payer's. The money is in "
        "the wallet.",
    ),
    "done": Words("Деньги у получателя, платёж окончен.", "The recipient has the money, the payment is over."),
    "failed": Words("Платёж не прошёл, деньги не двигались.", "The payment failed, no money moved."),
    "returned": Words(
        "Банк отказал: блокировка снята, деньги снова в кошельке.",
        "The bank refused: the hold is lifted, the money is back in the wallet.",
    ),
}
ACCEPTED = Words("Центр принял платёж.", "The centre took the payment.")
REFUSED = Words(
    "Это окончательное «нет»: ничего не записано, деньги в кошельке. Новая попытка пойдёт под новым номером.",
    "This is a final no: nothing was recorded, the money is in the wallet. Another try goes under a new id.",
)
UNKNOWN = Words(
    "Принят ли платёж, неизвестно. Тот, кто просил, хранит номер и спросит с ним же: второго платежа не будет.",
    "Whether the payment was taken is unknown. Whoever asked keeps its id and asks with it: nothing is paid twice.",
)
UNREACHED = Words(
    "Центр ничего не получил, деньги в кошельке. Тот же запрос уйдёт с тем же номером.",
    "The centre got nothing, the money is in the wallet. The same request goes with the same id.",
)
MISSING = Words(
    "Такого платежа нет, или он чужой: на это центр отвечает одинаково. Деньги не двигались.",
    "There is no such payment, or it is another's: the centre answers both alike. No money moved.",
)
ASKS_AGAIN = Words("Спросят ещё раз, деньги не двигались.", "It is asked again, no money moved.")


def _moving(asks: Words, name: str, requirement: Words) -> Door:
    return Door(
        asks=asks, good=ACCEPTED, said=STATES, refused=REFUSED, unknown=UNKNOWN, unreached=UNREACHED,
        link=f"{PAGE}#post-payments{name}", requirement=requirement,
    )  # fmt: skip


SEND = _moving(
    Words(
        "Владелец кошелька переводит{sum} в другой кошелёк под номером, который сам сделал и сохранил.",
        "A wallet's holder sends{sum} to another wallet under an id that it made and stored.",
    ),
    "send",
    requirements.SEND_MONEY,
)
WITHDRAW = _moving(
    Words(
        "Владелец кошелька выводит{sum} на счёт в банке. Сначала сумма блокируется, потом центр просит банк.",
        "A wallet's holder withdraws{sum} to a bank account. First the sum is held, then the centre asks the bank.",
    ),
    "withdraw",
    requirements.SEND_MONEY,
)
PAY = _moving(
    Words(
        "Покупатель платит{sum} поставщику по его подписанному коду. Кому платят, центр берёт из справочника.",
        "A buyer pays{sum} to a provider by its signed code. The centre takes from the directory whom it pays.",
    ),
    "pay",
    requirements.PAY_BY_QR,
)
CHARGE = _moving(
    Words(
        "Продавец сканировал штрихкод покупателя и просит списать{sum}. Штрихкод живёт минуту и платит один раз.",
        "The seller scanned the buyer's barcode and asks to charge{sum}. A barcode lives a minute and pays once.",
    ),
    "pay",
    requirements.PAY_BY_BARCODE,
)
CONFIRM = Door(
    asks=Words(
        "Плательщик решает о списании по штрихкоду: да или нет. Вместе с ответом идёт отпечаток показанного.",
        "The payer decides on a charge by barcode: yes or no. The digest of what was shown goes with the answer.",
    ),
    good=Words("Слово плательщика записано.", "The payer's word is recorded."),
    said=STATES,
    refused=Words("Слово не принято, деньги не двигались.", "The word was not taken, no money moved."),
    unknown=Words(
        "Записано ли слово, неизвестно. Повторить его безопасно: решают один раз.",
        "Whether the word was recorded is unknown. It is safe to repeat: a payment is decided once.",
    ),
    unreached=Words(
        "Слово не дошло. Через минуту без него списание не состоится.",
        "The word did not arrive. After a minute without it nothing is charged.",
    ),
    link=f"{PAGE}#post-paymentspayment_idconfirm",
    requirement=requirements.PAY_BY_BARCODE,
    missing=MISSING,
)
LOOK = Door(
    asks=Words("Сторона платежа спрашивает, что с ним стало.", "A side of a payment asks what became of it."),
    good=Words("Центр ответил по своим книгам.", "The centre answered from its books."),
    said=STATES,
    refused=Words("Центр вопроса не понял.", "The centre did not take the question."),
    unknown=ASKS_AGAIN,
    unreached=ASKS_AGAIN,
    link=f"{PAGE}#get-paymentspayment_id",
    requirement=requirements.PAYMENT_RESULT,
    missing=MISSING,
)
NOTICE = Door(
    asks=Words(
        "Центр извещает сторону платежа, чем он кончился или что он ждёт её слова. Оно подписано и пронумеровано.",
        "The centre tells a side of a payment how it ended, or that it waits for a word. The notice is signed and has "
        "a number.",
    ),
    good=Words(
        "Извещение принято. Номер не больше последнего получатель пропускает: это повтор или старая запись. Деньги от "
        "него не двигаются.",
        "The notice is taken. A number not above the last one is passed over: a repeat or an old record. It moves no "
        "money.",
    ),
    refused=Words(
        "Извещение не примут никогда: центр его откладывает. О платеже всё ещё можно спросить.",
        "The notice will never be taken: the centre drops it. The payment can still be asked for.",
    ),
    unknown=Words(
        "Дошло ли извещение, неизвестно. Центр повторит его с тем же номером; следующие ждут.",
        "Whether the notice arrived is unknown. The centre repeats it with the same number; the next ones wait.",
    ),
    unreached=Words(
        "Извещение не дошло. Центр повторит его с тем же номером; деньги от него не зависят.",
        "The notice did not arrive. The centre repeats it with the same number; the money does not depend on it.",
    ),
    link=f"{PAGE}#извещения--notices",
    requirement=requirements.PAYMENT_RESULT,
)
DOORS = {
    doors.SEND.path: SEND,
    doors.WITHDRAW.path: WITHDRAW,
    doors.PAY.path: PAY,
    doors.CONFIRM.path: CONFIRM,
    doors.LOOK.path: LOOK,
}
OF_PROVIDER = {consumer.NOTIFY.path: NOTICE}
BY_SENDER = {
    ("provider", doors.PAY.path): CHARGE,
    ("processing", consumer.NOTIFY.path): NOTICE,
}
"""Doors at which two knock, each for a thing of its own."""
