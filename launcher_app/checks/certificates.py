"""The doctor on the network's own certificates: are there any, and until when."""

from datetime import datetime, timedelta

from common import settings
from common.clock import SystemClock, moment
from common.words import Words, same
from launcher_app import certificates
from launcher_app.checks.finding import Finding, Level, judged

WHAT = Words("Сертификаты (TLS)", "Certificates (TLS)")
NONE = Words(
    "нет: роли одного компьютера говорят без шифрования", "none: roles of one computer speak without encryption"
)
UNTIL = Words("до {day:%Y-%m-%d} ({folder})", "until {day:%Y-%m-%d} ({folder})")
SOON = timedelta(days=30)
MAKE = Words(
    "Выпустите новые: python3 run_all.py doctor --make-certificates. Работающие роли возьмут их сами",
    "Make new ones: python3 run_all.py doctor --make-certificates. Running roles take them by themselves",
)


def validity() -> Finding:
    """The earliest end of all counts; a network without certificates is well, too."""
    ends = certificates.ends(settings.TLS_FOLDER)
    return of_ends(ends, moment(SystemClock().now_ms()))


def of_ends(ends: dict[str, datetime], now: datetime) -> Finding:
    """What these ends mean now."""
    if not ends:
        return Finding(WHAT, NONE)
    first = min(ends, key=lambda name: ends[name])
    seen = UNTIL.format(day=ends[first], folder=settings.TLS_FOLDER)
    named = same(f"{first}.pem ")
    shown = Words(named.ru + seen.ru, named.en + seen.en)
    return judged(WHAT, shown, fine=ends[first] - now > SOON, remedy=MAKE, otherwise=Level.NOTE)


CHECKS = (validity,)
