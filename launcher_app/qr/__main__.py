"""`run_all.py qr`: the window; `qr explain TEXT|PICTURE`, `qr make FORMAT key=value…`: the same as commands."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from common import settings, spawn
from common.errors import OplataError
from common.logs import say, speak_utf8
from common.pay_codes.explain import explain
from common.pay_codes.make import FORMS, make
from common.protocol.wallets.codes import QrKeys
from common.words import Language, Words
from launcher_app.qr import printing, reading
from launcher_app.qr.drawing import picture, rows_of, text_of

WRONG, USAGE = 1, 2
SAVED = Words("Картинка: {path}", "Picture: {path}")
NOT_SAVED = Words("Картинка не записана: {path}: {why}", "The picture was not saved: {path}: {why}")
FROM = Words("Из картинки: {kind}", "From the picture: {kind}")


def main(words: Sequence[str]) -> int:
    """0 when all is well; 1 when something is wrong with a code, or it is none; 2 for a wrong command line."""
    speak_utf8()
    given = _parser().parse_args(words)
    language: Language = given.lang or "ru"
    try:
        if given.command == "explain":
            return _explain(given.code, given.keys, language)
        if given.command == "make":
            return _make(given.form, given.fields, given.png, language)
    except OplataError as trouble:
        say(reading.told(trouble).of(language), sys.stderr)
        return WRONG
    from launcher_app.ui.qr import opening  # what draws is loaded only where there is a window

    stop = spawn.Signal()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: stop.set())
    return opening.run(given.data.resolve(), stop, given.lang)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="run_all.py qr",
        description="Платёжные QR и штрихкоды: разобрать и собрать / Payment codes: explained and made",
        allow_abbrev=False,
    )
    languages = argparse.ArgumentParser(add_help=False)
    languages.add_argument("--lang", choices=("ru", "en"), default=argparse.SUPPRESS, help="язык / language")
    parser.add_argument("--lang", choices=("ru", "en"), default=None, help="язык / language")
    parser.add_argument("--data", type=Path, default=settings.ROOT / "data", help="папка данных / data folder")
    commands = parser.add_subparsers(dest="command", metavar="команда")
    one = commands.add_parser("explain", parents=[languages], help="объяснить код / explain a code")
    one.add_argument("code", help="текст кода, файл с ним или картинка / its text, a file of it, or a picture")
    one.add_argument(
        "--keys",
        type=Path,
        help="файл от «processing qr-keys --json» / a file of «processing qr-keys --json»",
    )
    one = commands.add_parser("make", parents=[languages], help="собрать код / make a code")
    one.add_argument("form", choices=tuple(FORMS), help="формат / format")
    one.add_argument(
        "fields", nargs="*", help="поле=значение; без них — список полей / key=value; none: a list of them"
    )
    one.add_argument("--png", type=Path, help="записать картинку / save a picture")
    return parser


def _explain(text: str, keys_file: Path | None, language: Language) -> int:
    keys: QrKeys | None = reading.keys(keys_file) if keys_file else None
    wrong = False
    for number, one in enumerate(reading.given(text)):
        found = explain(one.code, keys)
        if one.carrier:
            say(("\n" if number else "") + FROM.format(kind=one.carrier).of(language))
        say(printing.table(found, language))
        wrong |= found.wrong or found.format == "unknown"
    return WRONG if wrong else 0


def _make(form: str, words: Sequence[str], path: Path | None, language: Language) -> int:
    if not words:
        say(printing.fields_of(FORMS[form], language))
        return USAGE
    code = make(form, reading.fields_of(words))
    say(text_of(code))
    if path is None:
        return 0
    try:
        path.write_bytes(picture(rows_of(form, code)))
    except OSError as problem:
        say(NOT_SAVED.format(path=path, why=problem.strerror).of(language), sys.stderr)
        return WRONG
    say(SAVED.format(path=path).of(language), sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
