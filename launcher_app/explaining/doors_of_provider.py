"""The provider's doors at which the centre knocks, in plain words."""

from common.protocol import provider
from common.protocol.dialects.osmp import PATH as OSMP_PATH
from common.words import Words
from launcher_app.explaining import requirements
from launcher_app.explaining.door import Door

PAGE = "docs/protocol.md"
OSMP_LINK = f"{PAGE}#9-диалект-осмп--the-osmp-dialect"
ASKS_AGAIN = Words("Центр спросит снова, деньги не двигались.", "The centre will ask again, no money moved.")
CHECK = Door(
    asks=Words(
        "Центр передаёт проверку номера поставщику: своих абонентов знает только он.",
        "The centre passes the check of a number on to the provider: only the provider knows its subscribers.",
    ),
    good=Words(
        "Поставщик нашёл абонента, центр вернёт этот ответ терминалу. Деньги не двигались.",
        "The provider found the subscriber, the centre gives this answer to the terminal. No money moved.",
    ),
    refused=Words(
        "Центр передаст этот отказ терминалу, и денег терминал не возьмёт.",
        "The centre passes this no on to the terminal, which will take no cash.",
    ),
    unknown=Words(
        "Центр скажет терминалу, что поставщик сейчас недоступен. Деньги не приняты.",
        "The centre tells the terminal that the provider is not available now. No cash is taken.",
    ),
    unreached=Words(
        "Центр скажет терминалу, что поставщик сейчас недоступен. Деньги не приняты.",
        "The centre tells the terminal that the provider is not available now. No cash is taken.",
    ),
    link=f"{PAGE}#post-v1check",
    requirement=requirements.PROXYING,
)
CREDIT = Door(
    asks=Words(
        "Центр доставляет платёж: просит поставщика зачислить абоненту{sum} под номером платежа.",
        "The centre delivers the payment: it asks the provider to credit the subscriber{sum} under the payment's id.",
    ),
    good=Words(
        "Поставщик зачислил. Центр проводит холд: депозит агента уменьшился, долг перед поставщиком вырос. Платёж "
        "окончен.",
        "The provider credited. The centre captures the hold: the agent's deposit is less, the debt to the provider is "
        "more. The payment is over.",
    ),
    refused=Words(
        "Отказ окончательный, ничего не зачислено. Центр снимет холд: деньги вернутся на депозит агента, а плательщику "
        "нужна квитанция на возврат.",
        "The no is final, nothing was credited. The centre lifts the hold: the money goes back to the agent's deposit, "
        "and the payer needs a claim slip.",
    ),
    unknown=Words(
        "Зачислено ли, центр не знает, и холд остаётся. Он не угадывает: спросит статус с тем же номером и, если "
        "поставщик его не видел, повторит.",
        "The centre does not know whether it was credited, and the hold stays. It does not guess: it asks for the "
        "status with the same id and, if the provider has never seen it, repeats.",
    ),
    unreached=Words(
        "Ничего не зачислено, холд остаётся. Центр повторит с тем же номером, когда поставщик ответит; попытки без "
        "связи не считаются.",
        "Nothing was credited, the hold stays. The centre repeats with the same id once the provider answers; tries "
        "without a connection do not count.",
    ),
    link=f"{PAGE}#post-v1credit",
    requirement=requirements.CREDIT,
)
STATUS = Door(
    asks=Words(
        "Прежде чем повторять зачисление, центр спрашивает, что стало с этим номером: мог потеряться только ответ.",
        "Before it repeats a credit the centre asks what became of this id: only the reply may have been lost.",
    ),
    good=Words("Поставщик ответил по своим записям.", "The provider answered from its books."),
    said={
        "unknown": Words(
            "Поставщик этого номера не видел: зачисление можно смело повторить с тем же номером.",
            "The provider has never seen this id: the credit may safely be repeated with it.",
        ),
        "credited": Words(
            "Деньги уже зачислены, потерялся только ответ. Повторять нечего: центр проводит платёж.",
            "The money is credited already, only the reply was lost. Nothing to repeat: the centre captures the hold.",
        ),
        "voided": Words(
            "Номер закрыт навсегда: зачисления не было и не будет, центр вернёт деньги агенту.",
            "The id is closed for ever: nothing was or will be credited, the centre gives the agent's money back.",
        ),
        "reversed": Words(
            "Зачислено и сторнировано: такого центр сам не решает, нужен человек.",
            "Credited and reversed: the centre does not decide that alone, a person must.",
        ),
    },
    refused=Words(
        "На такой вопрос протокол «нет» не знает: исход по-прежнему неизвестен, холд остаётся.",
        "The protocol knows no such no: the outcome is as unknown as before, the hold stays.",
    ),
    unknown=Words(
        "Зачислено ли, по-прежнему неизвестно. Холд остаётся, центр спросит ещё раз.",
        "Whether it was credited is as unknown as before. The hold stays, the centre asks again.",
    ),
    unreached=Words(
        "Зачислено ли, по-прежнему неизвестно. Холд остаётся, центр спросит, когда связь вернётся.",
        "Whether it was credited is as unknown as before. The hold stays, the centre asks once there is a connection.",
    ),
    link=f"{PAGE}#post-v1status",
    requirement=requirements.CREDIT,
)
VOID = Door(
    asks=Words(
        "Попытки кончились. Прежде чем вернуть деньги агенту, центр просит поставщика пообещать, что этот номер он не "
        "зачислит никогда.",
        "The tries are spent. Before it gives the agent's money back, the centre asks the provider to promise never to "
        "credit this id.",
    ),
    good=Words("Поставщик ответил по своим записям.", "The provider answered from its books."),
    said={
        "voided": Words(
            "Обещание дано: холд снимается, деньги возвращаются на депозит агента.",
            "The promise is given: the hold is lifted, the money goes back to the agent's deposit.",
        ),
        "credited": Words(
            "Поздно: деньги уже у абонента. Центр проводит платёж как зачисленный.",
            "Too late: the subscriber has the money. The centre captures the payment as credited.",
        ),
    },
    refused=Words(
        "Обещания нет, поэтому холд остаётся и решать будет человек.",
        "There is no promise, so the hold stays and a person decides.",
    ),
    unknown=Words(
        "Без обещания возвращать деньги нельзя: вдруг поставщик зачислил. Холд остаётся, центр спросит снова.",
        "Without a promise the money cannot go back: the provider may have credited. The hold stays, the centre asks "
        "again.",
    ),
    unreached=Words(
        "Без обещания возвращать деньги нельзя. Холд остаётся, центр спросит снова.",
        "Without a promise the money cannot go back. The hold stays, the centre asks again.",
    ),
    link=f"{PAGE}#post-v1void",
    requirement=requirements.CREDIT,
)
REVERSE = Door(
    asks=Words(
        "Оператор возвращает платёж: центр просит поставщика снять с абонента всю зачисленную сумму (сторно).",
        "The operator takes a payment back: the centre asks the provider to take the whole credited sum from the "
        "subscriber (a reversal).",
    ),
    good=Words(
        "Сумма снята с абонента. Центр сторно-проводкой вернёт её на депозит агента.",
        "The sum is taken from the subscriber. The centre returns it to the agent's deposit by a reversal entry.",
    ),
    refused=Words(
        "Сторно не вышло, платёж остаётся зачисленным. Чаще всего абонент уже потратил деньги.",
        "It was not reversed, the payment stays credited. Most often the subscriber has spent the money.",
    ),
    unknown=Words(
        "Снята ли сумма, неизвестно. Центр повторит с тем же номером сторно: дважды её не снимут.",
        "Whether the sum was taken is unknown. The centre repeats with the same reversal id: it is not taken twice.",
    ),
    unreached=Words(
        "Ничего не снято, центр повторит с тем же номером сторно.",
        "Nothing was taken, the centre repeats with the same reversal id.",
    ),
    link=f"{PAGE}#post-v1reverse",
    requirement=requirements.CREDIT,
)
REGISTER = Door(
    asks=Words(
        "Центр читает реестр операций поставщика, страницу за страницей, чтобы сверить его со своими книгами.",
        "The centre reads the provider's register of operations, page by page, to compare it with its own books.",
    ),
    good=Words("Страница получена. Деньги от этого не двигаются.", "The page has come. No money moves by this."),
    refused=Words("Страницы нет, сверка подождёт.", "There is no page, the comparison waits."),
    unknown=ASKS_AGAIN,
    unreached=ASKS_AGAIN,
    link=f"{PAGE}#post-v1register",
    requirement=requirements.TRANSACTIONS,
)
OSMP_CHECK = CHECK._replace(link=OSMP_LINK)
OSMP_PAY = CREDIT._replace(
    link=OSMP_LINK,
    unknown=Words(
        "Зачислено ли, центр не знает, и холд остаётся. Статуса в этом протоколе нет: центр повторит тот же запрос с "
        "тем же номером, и зачислено будет один раз.",
        "The centre does not know whether it was credited, and the hold stays. This protocol has no status: the centre "
        "repeats the same request with the same id, and it is credited once.",
    ),
)
DOORS = {
    provider.CHECK.path: CHECK,
    provider.CREDIT.path: CREDIT,
    provider.STATUS.path: STATUS,
    provider.VOID.path: VOID,
    provider.REVERSE.path: REVERSE,
    provider.REGISTER.path: REGISTER,
    OSMP_PATH: OSMP_PAY,
}
BY_VERB = {"osmp/check": OSMP_CHECK, "osmp/pay": OSMP_PAY}
"""OSMP has one door for both."""
