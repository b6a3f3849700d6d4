"""Why a terminal takes no payments, in words for its operator, and what to do about it."""

from agent_terminal.core.blocking import Reason
from common.words import Words

WHY: dict[Reason, Words] = {
    Reason.CLOSED: Words("приём остановлен оператором", "stopped by the operator"),
    Reason.DISK: Words("на диске нет места", "the disk is full"),
    Reason.LOGIN: Words(
        "логин или пароль не подошли, проверьте договор", "login or password refused, see the contract"
    ),
    Reason.NO_CENTRE: Words("нет связи с ПЦ или договора", "no processing centre, or no contract"),
    Reason.DEPOSIT: Words("депозит исчерпан, пополните его в ПЦ", "the deposit is spent, top it up at the centre"),
    Reason.CASSETTE_FULL: Words("кассета полна", "the cassette is full"),
    Reason.CASSETTE_OUT: Words("кассета вынута", "the cassette is out"),
    Reason.JAM: Words("купюра застряла или приёмник неисправен", "a jam, or the acceptor is broken"),
    Reason.SILENT: Words("купюроприёмник не подключён или молчит", "the acceptor is absent or silent"),
}
CONNECTION, HARDWARE, ENCASHMENT, SERVER = "connection", "hardware", "encashment", "server"
WHAT_TO_DO: dict[Reason, tuple[Words, str]] = {
    Reason.CLOSED: (Words("Нажмите «Возобновить приём».", "Press Resume."), CONNECTION),
    Reason.DISK: (
        Words(
            "Освободите место на диске: без записи деньги не принимаются.",
            "Free some space on the disk: without writing no cash is taken.",
        ),
        SERVER,
    ),
    Reason.LOGIN: (
        Words(
            "Возьмите у ПЦ новую карточку или пароль и впишите их: «Изменить договор…».",
            "Get a new card or password from the centre and write it down: Edit the contract….",
        ),
        CONNECTION,
    ),
    Reason.NO_CENTRE: (
        Words(
            "Запустите ПЦ или проверьте адрес: «Проверить связь» (F8) покажет, на каком шаге обрыв.",
            "Start the centre or check its address: Test the connection (F8) shows at which step it breaks.",
        ),
        CONNECTION,
    ),
    Reason.DEPOSIT: (
        Words(
            "Пополните баланс агента в окне процессинга и нажмите «Обновить баланс».",
            "Top the agent's balance up in the processing window, then press Refresh balance.",
        ),
        CONNECTION,
    ),
    Reason.CASSETTE_FULL: (Words("Проведите инкассацию.", "Take the cash out."), ENCASHMENT),
    Reason.CASSETTE_OUT: (Words("Поставьте кассету на место.", "Put the cassette back."), HARDWARE),
    Reason.JAM: (
        Words("Откройте приёмник и уберите застрявшую купюру.", "Open the acceptor and take the stuck note out."),
        HARDWARE,
    ),
    Reason.SILENT: (
        Words(
            "Подключите купюроприёмник или выберите имитатор на вкладке «Оборудование».",
            "Connect the acceptor, or choose the simulator on the Hardware tab.",
        ),
        HARDWARE,
    ),
}
SIGN = Words("Заключите договор с ПЦ: нужна карточка агента.", "Contract with a centre: an agent's card is needed.")
BLOCKED_THERE = Words(
    "ПЦ заблокировал этого агента: выясните причину у центра.", "The centre has blocked this agent: ask it why."
)
NOBODY = Words("у ПЦ нет поставщиков для этого терминала", "the centre has no providers for this terminal")
SIGN_PROVIDER = Words(
    "Подключите поставщика в окне процессинга, затем нажмите «Обновить список поставщиков».",
    "Connect a provider in the processing window, then press Refresh providers.",
)
