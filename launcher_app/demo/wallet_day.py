"""`demo --wallet`: from two empty wallets to the check of all books; exit code 0 only if they agree."""

import sys
from datetime import timedelta

from common.clock import moment
from common.logs import say
from common.words import Language, Words
from launcher_app.demo.timeline import Timeline
from launcher_app.demo.wallet_books import differences, ledger, notices, statement, untold
from launcher_app.demo.wallet_network import WalletNetwork
from launcher_app.demo.wallet_scenes import WalletPlay, in_words
from launcher_app.demo.wallet_story import IVAN, MARIA, PROVIDER, Teller

TITLES = {
    "processing": Words("центр", "centre"),
    "provider": PROVIDER,
    "terminal": Words("терминал", "kiosk"),
    "consumer": Words("потребитель", "consumer"),
}
PERIOD, AHEAD = timedelta(hours=1), timedelta(minutes=1)
"""What is reconciled: all that was played, wherever midnight was."""
STARTED = Words("{profile:<18} {url}", "{profile:<18} {url}")


def played(network: WalletNetwork, timeline: Timeline, language: Language) -> int:
    """Play, show who was told and where the money is, compare all books; the exit code."""
    teller = Teller(timeline, language)
    teller.scene(
        Words(
            "Запуск: центр с учебным банком, поставщик, терминал, два потребителя",
            "Start: a centre with its bank, a provider, a kiosk, two consumers",
        )
    )
    network.start()
    network.sign()
    for instance in network.instances:
        teller.tell(TITLES[instance.role], STARTED, profile=instance.profile, url=instance.url)
    WalletPlay(network, teller).everything()
    _told(network, teller)
    _books(network, teller)
    _reconciled(network, teller)
    return _verdict([teller.of(one) for one in differences(network)], teller, timeline.seconds)


def _told(network: WalletNetwork, teller: Teller) -> None:
    """Every notice of every side, once all have arrived."""
    teller.scene(Words("Уведомления обеих сторон, подписаны и по порядку", "Notices of both sides, signed, in order"))
    network.wait_for(Words("все уведомления", "all notices"), lambda: _all_told(network))
    sides = ((IVAN, network.wallet(network.ivan)), (MARIA, network.wallet(network.maria)))
    for who, receiver in (*sides, (PROVIDER, network.seller)):
        rows = [(str(one["sequence"]), in_words(one["text"])) for one in notices(network, receiver)]
        teller.numbered(who, rows)


def _all_told(network: WalletNetwork) -> bool:
    """Both sides of every payment know of it, and the wallet service has read all that was done."""
    caught_up = all(statement(holder)["behind"] == 0 for holder in (network.ivan, network.maria))
    return caught_up and not untold(network)


def _books(network: WalletNetwork, teller: Teller) -> None:
    teller.scene(Words("Где деньги", "Where the money is"))
    for title, holder in (
        (Words("ВЫПИСКА ИВАНА, ₽", "IVAN'S STATEMENT, ₽"), network.ivan),
        (Words("ВЫПИСКА МАРИИ, ₽", "MARIA'S STATEMENT, ₽"), network.maria),
    ):
        teller.statement(title, statement(holder)["lines"])
    found = ledger(network)
    rows = [(one["account"], teller.sum(one["amount"])) for one in found["accounts"]]
    whole = [
        ("payment:*:hold", teller.sum(found["holds"])),
        (teller.of(Words("Сумма", "Sum")), teller.sum(found["sum"])),
    ]
    teller.table(Words("КНИГИ ПРОЦЕССИНГА, ₽", "THE CENTRE'S LEDGER, ₽"), [*rows, *whole])


def _reconciled(network: WalletNetwork, teller: Teller) -> None:
    now = moment(network.clock.now_ms())
    period = {"since": (now - PERIOD).isoformat(), "until": (now + AHEAD).isoformat()}
    found = network.centre.ask("reconcile-wallets", **period)
    teller.blank()
    teller.tell(
        TITLES["processing"],
        Words(
            "сверены учёт, кошельки и поставщик: совпало {agreed}, расхождений {differences}",
            "ledger, wallets and provider reconciled: {agreed} agree, {differences} do not",
        ),
        agreed=found["agreed"], differences=found["differences"],
    )  # fmt: skip


def _verdict(found: list[str], teller: Teller, seconds: float) -> int:
    say("")
    for difference in found:
        say(f"{teller.of(Words('НЕ СХОДИТСЯ', 'DIFFERS'))}: {difference}", sys.stderr)
    if found:
        say(teller.of(Words("Расхождений: {count}", "Differences: {count}"), count=len(found)), sys.stderr)
        return 1
    say(
        teller.of(
            Words("Все книги сходятся, verify: сумма 0 ({took} с)", "All books agree, verify: sum 0 ({took} s)"),
            took=f"{seconds:.0f}",
        )
    )
    return 0
