"""`run_all.py doctor`: is everything on this machine as the project needs it, and what to do where it is not."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from common import settings
from common.clock import SystemClock, moment
from common.errors import OplataError
from common.protocol import codes
from common.setup.console import prepare
from common.words import Language, Words
from launcher_app import certificates
from launcher_app.checks import cefpython, kiosk, machine, project
from launcher_app.checks import certificates as validity
from launcher_app.checks.finding import Finding, Level

SIGNS = {Level.FINE: "✓", Level.NOTE: "·", Level.BAD: "✗"}
OPENING = Words(
    "Проверка машины (по-английски: doctor --lang en)", "The machine, checked (in Russian: doctor --lang ru)"
)
ALL_FINE = Words("Работе ничто не мешает.", "Nothing prevents work.")
NOT_FINE = Words(
    "Мешает работе: {count}. Что сделать, написано под каждой строкой со знаком ✗.", "In the way: {count}."
)

ANEW = Words("Создан новый центр сертификатов этой сети.", "A new certificate authority of this network was made.")
RENEWED = Words(
    "Центр сертификатов прежний, он не тронут; сертификаты ролей выпущены заново, работающие роли возьмут их сами.",
    "The authority is the one that was there, untouched; the roles' certificates are new, running roles take them "
    "by themselves.",
)
MADE = Words(
    """Папка: {folder}
  ca.pem — центр, до {authority:%Y-%m-%d}; ca.key — его ключ: никому не отдавайте
  provider, processing, terminal, consumer — .pem и .key, до {roles:%Y-%m-%d}
Имена и адреса: {names}
Дальше:
  вся сеть:          python3 run_all.py start --tls "{folder}"
  одна роль:         python3 run_all.py provider --tls "{folder}"
  другой компьютер:  {elsewhere}
  договоры, подписанные с адресами http://, поправьте на https://
  до конца срока:    python3 run_all.py doctor --make-certificates""",
    """Folder: {folder}
  ca.pem is the authority, until {authority:%Y-%m-%d}; ca.key is its key: give it to nobody
  provider, processing, terminal, consumer: .pem and .key, until {roles:%Y-%m-%d}
Names and addresses: {names}
Next:
  the whole network: python3 run_all.py start --tls "{folder}"
  one role:          python3 run_all.py provider --tls "{folder}"
  another computer:  {elsewhere}
  contracts that were signed with http:// addresses: change them to https://
  before the end:    python3 run_all.py doctor --make-certificates""",
)
ELSEWHERE = Words(
    "отнесите туда ca.pem и пару .pem и .key его роли, ключ ca.key не нужен; адреса с --names",
    "take ca.pem and its role's .pem and .key there, ca.key is not needed; its address by --names",
)
ELSEWHERE_SEALED = Words(
    "выпустите там свои этой же командой: ключи отсюда откроете только вы и только здесь; чужой ca.pem закрепите",
    "make its own there by this command: the keys made here open only here, for you; pin the other side's ca.pem",
)


def main(words: Sequence[str]) -> int:
    """Print the table; 0 when nothing prevents work."""
    prepare()
    parser = argparse.ArgumentParser(prog="run_all.py doctor", description=__doc__)
    parser.add_argument("--lang", choices=("ru", "en"), default="ru")
    parser.add_argument(
        "--make-certificates",
        nargs="?",
        type=Path,
        const=settings.TLS_FOLDER,
        metavar="FOLDER",
        help="выпустить сертификаты сети / make the network's certificates",
    )
    parser.add_argument("--names", nargs="+", default=[], help="ещё имена и адреса / further names and addresses")
    given = parser.parse_args(words)
    language: Language = given.lang
    if given.make_certificates is not None:
        return make_certificates(given.make_certificates, given.names, language)
    print(OPENING.of(language))
    bad = 0
    for check in (*project.CHECKS, *machine.CHECKS, *kiosk.CHECKS, *cefpython.CHECKS, *validity.CHECKS):
        finding = check()
        bad += finding.level is Level.BAD
        print(row(finding, language), flush=True)
    print("\n" + (NOT_FINE.format(count=bad) if bad else ALL_FINE).of(language))
    return int(bad > 0)


def make_certificates(folder: Path, names: Iterable[str], language: Language) -> int:
    """Make them, say where they are, for how long, and what to do next."""
    try:
        made = certificates.make(folder.resolve(), names, moment(SystemClock().now_ms()))
    except OplataError as trouble:
        print(codes.words_of(trouble).of(language), file=sys.stderr)
        return 1
    except (OSError, UnicodeError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print((ANEW if made.anew else RENEWED).of(language))
    elsewhere = ELSEWHERE_SEALED if certificates.SEALED else ELSEWHERE
    said = MADE.format(
        folder=made.folder,
        authority=made.authority_until,
        roles=made.roles_until,
        names=", ".join(made.names),
        elsewhere=elsewhere.of(language),
    )
    print(said.of(language))
    return 0


def row(finding: Finding, language: Language) -> str:
    """A line of the table, and under it what to do."""
    line = f" {SIGNS[finding.level]} {finding.what.of(language):<24} {finding.seen.of(language)}"
    return f"{line}\n   {'':<24} → {finding.remedy.of(language)}" if finding.remedy else line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
