"""Faults that a lesson begins with: what is switched on, what will be seen, and what is to be learnt from it."""

from typing import NamedTuple

from common.protocol import processing, provider
from common.words import Words
from launcher_app.faults.setting import Setting
from launcher_app.feed.hop import Arrow
from launcher_app.proxy.faults import FaultKind

TO_CENTRE, TO_PROVIDER = Arrow("terminal", "processing"), Arrow("processing", "provider")
USES = Arrow("consumer", "provider")
MINUTE = 60


class Preset(NamedTuple):
    """`sees` says what happens and what to watch, `teaches` why it is worth it; `kills` is a seat without power."""

    name: str
    words: Words
    sees: Words
    teaches: Words
    settings: tuple[Setting, ...] = ()
    kills: str = ""


PRESETS = (
    Preset(
        "lost-reply",
        Words("Ответ потерян", "The reply is lost"),
        Words(
            "Поставщик зачислит платёж, а процессинг об этом не узнает: ↻, повтор с тем же номером, потом ●.",
            "The provider credits the payment and the centre never hears of it: ↻, the same id again, then ●.",
        ),
        Words(
            "Молчание — не отказ. Деньги движутся один раз, потому что повтор узнают по номеру платежа.",
            "Silence is not a refusal. Money moves once, because a repeat is known by the payment's id.",
        ),
        (Setting(arrow=TO_PROVIDER, kind=FaultKind.LOST_REPLY, path=provider.CREDIT.path, times=1),),
    ),
    Preset(
        "provider-down",
        Words("Поставщик лежит 1 минуту", "Provider down for 1 minute"),
        Words(
            "Минуту до поставщика не доходит ничего. Проверка номера не проходит; принятые платежи ждут ↻ и дойдут.",
            "For a minute nothing reaches the provider. Checks fail; payments that were taken wait ↻ and arrive later.",
        ),
        Words(
            "Деньги плательщика не теряются: они удержаны на депозите агента, пока исход неизвестен.",
            "The payer's money is not lost: it is held on the agent's deposit while the outcome is unknown.",
        ),
        (
            Setting(arrow=TO_PROVIDER, kind=FaultKind.CUT, seconds=MINUTE),
            Setting(arrow=USES, kind=FaultKind.CUT, seconds=MINUTE),
        ),
    ),
    Preset(
        "wrong-password",
        Words("Неверный пароль агента", "Wrong agent's password"),
        Words(
            "Терминал получает 401 и с первого обращения закрыт. Выключите сбой: на следующем обращении он откроется.",
            "The terminal gets 401 and closes. Switch the fault off: with its next question it opens again.",
        ),
        Words(
            "401 говорит о договоре, а не о платеже: платёж не отклонён, его очередь стоит, нужен человек.",
            "401 is about the contract and not the payment: nothing is rejected, the queue waits for a person.",
        ),
        (Setting(arrow=TO_CENTRE, kind=FaultKind.WRONG_LOGIN),),
    ),
    Preset(
        "double-press",
        Words("Двойное нажатие", "Pressed twice"),
        Words(
            "Следующий платёж терминал пошлёт в процессинг дважды: две строки с одним номером, одно списание.",
            "The terminal's next payment is sent to the centre twice: two lines with one id, one charge.",
        ),
        Words(
            "Идемпотентность: на тот же номер с тем же содержанием — тот же ответ, и деньги стоят на месте.",
            "Idempotency: the same id with the same content gets the same answer, and money stays where it is.",
        ),
        (Setting(arrow=TO_CENTRE, kind=FaultKind.DOUBLED, path=processing.PAY.path, times=1),),
    ),
    Preset(
        "changed-sum",
        Words("Подмена суммы в пути", "Sum changed on its way"),
        Words(
            "Зачисление дойдёт на копейку больше. ПЦ увидит в ответе чужую сумму и отложит платёж ▲ для человека.",
            "The credit arrives a kopeck larger. The centre sees another sum in the answer and sets it aside ▲.",
        ),
        Words(
            "Пароль в запросе не защищает сумму в нём. Спасают проверка ответа и сверка реестров.",
            "A password in a request does not protect the sum in it. Checking the answer and the registers does.",
        ),
        (Setting(arrow=TO_PROVIDER, kind=FaultKind.CHANGED_SUM, path=provider.CREDIT.path, times=1),),
    ),
    Preset(
        "power-cut",
        Words("Терминал обесточен с деньгами", "Power cut with money inside"),
        Words(
            "Внесите купюру, потом нажмите здесь: терминал погаснет на полуслове. Запустите его снова на карте.",
            "Insert a note first, then press here: the terminal goes dark at half a word. Start it again on the map.",
        ),
        Words(
            "Что внесено, записано до того, как показано: после запуска терминал помнит деньги и доводит платёж.",
            "What was inserted is written before it is shown: started again, the terminal remembers the money.",
        ),
        kills="terminal",
    ),
)
