"""`python3 run_all.py demo`: exit code 0 only if every register and ledger agree."""

import argparse
import sys
from pathlib import Path

from common import settings
from common.clock import SystemClock
from common.errors import OplataError
from common.logs import Log, say, speak_utf8
from common.protocol import codes
from launcher_app.demo import books, reports, shop_day, tamper, wallet_day
from launcher_app.demo.network import Network
from launcher_app.demo.scenes import TOP_UP, Play, Unexpected
from launcher_app.demo.shop_network import ShopNetwork
from launcher_app.demo.timeline import Timeline
from launcher_app.demo.wallet_network import WalletNetwork
from launcher_app.instance import open_log

TITLES = {"provider": "поставщик", "processing": "центр", "terminal": "терминал", "consumer": "потребитель"}

AnyNetwork = Network | ShopNetwork | WalletNetwork
NETWORKS: dict[tuple[bool, bool], type[AnyNetwork]] = {
    (False, False): Network,
    (True, False): ShopNetwork,
    (False, True): WalletNetwork,
}
"""Which one is started, by `--shop` and `--wallet`."""


def main(arguments: list[str] | None = None) -> int:
    """Play, show where the money is, compare all books."""
    given = _parsed(arguments)
    speak_utf8()
    clock = SystemClock()
    data: Path = given.data.resolve()
    timeline = Timeline(clock, "s" if given.lang == "en" else "с")
    log: Log | None = None
    network: AnyNetwork | None = None
    try:
        if given.report is not None:
            reports.demand_place(given.report.resolve())
        log = open_log(data, "demo", clock)
        network = NETWORKS[given.shop, given.wallet](data, log, clock)
        if isinstance(network, ShopNetwork):
            return shop_day.played(network, timeline)
        if isinstance(network, WalletNetwork):
            return wallet_day.played(network, timeline, given.lang or "ru")
        return _played(network, timeline, log, clock, given)
    except OplataError as trouble:
        say(codes.words_of(trouble).of(given.lang or "ru"), sys.stderr)
        return 1
    except Unexpected as trouble:
        say(f"Сеть повела себя не так / unexpected: {trouble}", sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nПрервано, роли останавливаются. | Interrupted, the roles are stopping.", sys.stderr)
        return 130
    finally:
        if network is not None:
            network.close()
        if log is not None:
            log.close()


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run_all.py demo", description="Показать главное / Show the main job")
    parser.add_argument("--tamper", action="store_true", help="испортить книги поставщика / spoil a provider's books")
    parser.add_argument("--shop", action="store_true", help="магазин: карта, 3-D Secure, терминал / a shop's day")
    parser.add_argument("--wallet", action="store_true", help="кошельки, QR и штрихкоды / wallets, QR and barcodes")
    parser.add_argument("--lang", choices=("ru", "en"), default="", help="язык --wallet / the language of --wallet")
    parser.add_argument("--report", type=Path, metavar="DIR", help="оставить там отчёты / leave the reports there")
    parser.add_argument("--data", type=Path, default=settings.ROOT / "data", help="папка данных / data folder")
    given = parser.parse_args(arguments)
    for own in ("shop", "wallet"):
        if getattr(given, own) and (given.tamper or given.report):
            parser.error(f"--{own}: без --tamper и --report / without --tamper and --report")
    if given.shop and given.wallet:
        parser.error("--shop | --wallet")
    if given.lang and not given.wallet:
        parser.error("--lang: только с --wallet / only with --wallet")
    return given


def _played(network: Network, timeline: Timeline, log: Log, clock: SystemClock, given: argparse.Namespace) -> int:
    timeline.scene("Запуск: 6 процессов, 2 купюроприёмника, договоры", "Start: six processes, contracts")
    network.start()
    network.sign(TOP_UP)
    for instance in network.instances:
        timeline.tell(TITLES[instance.role], f"{instance.profile:<7} {instance.url}")
    play = Play(network, timeline, log, clock)
    play.everything()
    play.close()
    if given.report is not None:
        reports.leave(network, timeline, clock, given.report.resolve())
    if given.tamper:
        _spoil(network, timeline)
    books.show(network, timeline)
    return _verdict(books.differences(network), timeline)


def _spoil(network: Network, timeline: Timeline) -> None:
    timeline.scene("Книги поставщика испорчены нарочно", "The provider's books are spoiled on purpose")
    network.megafon.stop()
    payment_id = tamper.delete_newest_credit(network.megafon.folder)
    network.megafon.start()
    network.megafon.wait()
    timeline.tell("поставщик", f"удалено зачисление {payment_id}")


def _verdict(found: list[str], timeline: Timeline) -> int:
    say("")
    for difference in found:
        say(f"НЕ СХОДИТСЯ: {difference}", sys.stderr)
    if found:
        say(f"Расхождений: {len(found)}", sys.stderr)
        return 1
    say(f"Все реестры и книги сходятся, сумма 0 / all registers and ledgers agree ({timeline.seconds:.0f} с)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
