"""Whom a wallet pays and by what: codes, names, tokens, lists; none of these doors of the centre moves money."""

from common.protocol import provider
from common.protocol.wallets import doors
from common.words import Words
from launcher_app.explaining import requirements
from launcher_app.explaining.door import Door

PAGE = "docs/protocol.md"
AGAIN = Words("Спросят ещё раз, деньги не двигались.", "It is asked again, no money moved.")
NOTHING_TOLD = Words("Ответа по делу нет, деньги не двигались.", "There is no answer to it, no money moved.")


def _asking(
    name: str, asks: Words, good: Words, refused: Words = NOTHING_TOLD, requirement: Words | None = None
) -> Door:
    link = f"{PAGE}#post-{name}"
    return Door(
        asks=asks, good=good, refused=refused, unknown=AGAIN, unreached=AGAIN, link=link, requirement=requirement
    )


RECIPIENT = _asking(
    "paymentsrecipient",
    Words(
        "Прежде чем переводить, плательщик спрашивает, чей это кошелёк.",
        "Before it sends money, the payer asks whose wallet it is.",
    ),
    Words(
        "Центр назвал владельца коротко, чтобы плательщик узнал его. Деньги не двигались.",
        "The centre told the holder's short name, for the payer to know. No money moved.",
    ),
    Words(
        "Такого кошелька нет: переводить некому. Подбирать номера центр не даёт.",
        "There is no such wallet: nobody to send to. The centre lets nobody guess numbers.",
    ),
    requirements.SEND_MONEY,
)
LOOK_AT_QR = _asking(
    "paymentsqrlook",
    Words(
        "Прочитан код поставщика: центр проверяет его подпись и говорит, кому он платит.",
        "A provider's code was read: the centre checks its signature and tells whom it pays.",
    ),
    Words(
        "Подпись верна. Имя получателя взято из справочника, а не из кода. Деньги не двигались.",
        "The signature is right. The name is the directory's, not the code's. No money moved.",
    ),
    Words(
        "По этому коду платить нельзя: подпись не та, или её нет. Деньги не двигались.",
        "This code cannot be paid: its signature is wrong or missing. No money moved.",
    ),
    requirements.PAY_BY_QR,
)
BARCODES = _asking(
    "paymentsbarcodes",
    Words(
        "Владелец кошелька просит штрихкод, чтобы показать его продавцу.",
        "A wallet's holder asks for a barcode to show to a seller.",
    ),
    Words(
        "Выданы два: один на эту минуту, другой на следующую. Прежние больше не платят. Самих цифр здесь не видно.",
        "There are two: one for this minute, one for the next. Former ones pay no more. The digits are not shown here.",
    ),
    Words("Штрихкода нет: кошелёк заблокирован.", "There is no barcode: the wallet is blocked."),
    requirements.PAY_BY_BARCODE,
)
QR = _asking(
    "paymentsqr",
    Words("Поставщик просит подписанный код для оплаты.", "A provider asks for a signed code to be paid by."),
    Words(
        "Код подписан ключом центра. Деньги не двигались.", "The code is signed by the centre's key. No money moved."
    ),
    Words("Кода нет, деньги не двигались.", "There is no code, no money moved."),
    requirements.PAY_BY_QR,
)
TOKEN = _asking(
    "paymentstoken",
    Words("Вместо логина и пароля просят токен.", "A token is asked for, to stand in the place of a login."),
    Words(
        "Токен выдан на время и показан один раз; здесь он скрыт.",
        "The token is issued for a time and told once; here it is hidden.",
    ),
)
REVOKE = _asking(
    "paymentstokenrevoke",
    Words("Владелец отзывает все свои токены.", "All tokens of the asker are to end."),
    Words("Ни один прежний токен больше не впустит.", "No former token lets anybody in any more."),
)
WALLET = _asking(
    "paymentswallet",
    Words("Владелец спрашивает баланс и лимиты кошелька.", "The holder asks for the wallet's balance and limits."),
    Words("Баланс взят из учёта центра. Деньги не двигались.", "The balance is the ledger's. No money moved."),
)
WAITING = _asking(
    "paymentswaiting",
    Words("Владелец спрашивает, какие списания ждут его слова.", "The holder asks which charges wait for a word."),
    Words("Список получен. Деньги не двигались.", "The list has come. No money moved."),
)
OWN = _asking(
    "paymentsown",
    Words("Владелец читает свои платежи, страницу за страницей.", "The holder reads its own payments, page by page."),
    Words("Страница получена. Деньги не двигались.", "The page has come. No money moved."),
)
STATEMENT = _asking(
    "paymentsstatement",
    Words("Владелец читает выписку кошелька.", "The holder reads the wallet's statement."),
    Words(
        "Выписку ведёт служба кошельков по журналу событий. Деньги не двигались.",
        "The wallet service keeps the statement behind the log of events. No money moved.",
    ),
)
ACCEPTANCE = _asking(
    "paymentsacceptance",
    Words("Поставщик спрашивает, сколько ему должны.", "A provider asks how much it is owed."),
    Words("Центр ответил по своим книгам. Деньги не двигались.", "The centre answered from its books. No money moved."),
)
ACCEPTED = _asking(
    "paymentsaccepted",
    Words("Поставщик читает, что ему оплатили, порциями по порядку.", "A provider reads what it was paid, in order."),
    Words("Порция получена. Деньги не двигались.", "The page has come. No money moved."),
)
QR_KEYS = _asking(
    "paymentsqrkeys",
    Words("Просят открытые ключи, которыми проверяют коды.", "The public keys are asked for that check codes."),
    Words("Теперь подпись кода можно проверить самому.", "Now anybody there can check a code's signature."),
)
NOTICES = _asking(
    "paymentsnotices",
    Words(
        "Центру говорят, куда извещать о платежах и с каким логином туда входить.",
        "The centre is told where to tell of payments, and with which login.",
    ),
    Words(
        "Адрес записан. В ответе секрет, которым подписаны извещения; здесь он скрыт.",
        "The address is stored. The answer holds the secret that signs notices; here it is hidden.",
    ),
    Words("Адрес не принят: извещений не будет.", "The address was not taken: there will be no notices."),
    requirements.PAYMENT_RESULT,
)
OF_PROVIDER_ACCEPTED = _asking(
    "v1accepted",
    Words(
        "Центр читает у поставщика реестр принятого по кодам, чтобы сверить его с учётом и кошельками.",
        "The centre reads the provider's register of what codes brought, to compare it with ledger and wallets.",
    ),
    Words("Страница получена. Деньги от этого не двигаются.", "The page has come. No money moves by this."),
    Words("Страницы нет, сверка подождёт.", "There is no page, the comparison waits."),
    requirements.WALLETS_COMPARED,
)
DOORS = {
    doors.RECIPIENT.path: RECIPIENT,
    doors.LOOK_AT_QR.path: LOOK_AT_QR,
    doors.BARCODES.path: BARCODES,
    doors.QR.path: QR,
    doors.TOKEN.path: TOKEN,
    doors.REVOKE.path: REVOKE,
    doors.WALLET.path: WALLET,
    doors.WAITING.path: WAITING,
    doors.OWN.path: OWN,
    doors.STATEMENT.path: STATEMENT,
    doors.ACCEPTANCE.path: ACCEPTANCE,
    doors.ACCEPTED.path: ACCEPTED,
    doors.QR_KEYS.path: QR_KEYS,
    doors.NOTICES.path: NOTICES,
}
OF_PROVIDER = {provider.ACCEPTED.path: OF_PROVIDER_ACCEPTED}
