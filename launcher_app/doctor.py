"""`run_all.py doctor`: is everything on this machine as the project needs it, and what to do where it is not."""

import argparse
import sys
from collections.abc import Sequence

from common.setup.console import prepare
from common.words import Language, Words
from launcher_app.checks import cefpython, kiosk, machine, project
from launcher_app.checks.finding import Finding, Level

SIGNS = {Level.FINE: "✓", Level.NOTE: "·", Level.BAD: "✗"}
OPENING = Words(
    "Проверка машины (по-английски: doctor --lang en)", "The machine, checked (in Russian: doctor --lang ru)"
)
ALL_FINE = Words("Работе ничто не мешает.", "Nothing prevents work.")
NOT_FINE = Words(
    "Мешает работе: {count}. Что сделать, написано под каждой строкой со знаком ✗.", "In the way: {count}."
)


def main(words: Sequence[str]) -> int:
    """Print the table; 0 when nothing prevents work."""
    prepare()
    parser = argparse.ArgumentParser(prog="run_all.py doctor", description=__doc__)
    parser.add_argument("--lang", choices=("ru", "en"), default="ru")
    language: Language = parser.parse_args(words).lang
    print(OPENING.of(language))
    bad = 0
    for check in (*project.CHECKS, *machine.CHECKS, *kiosk.CHECKS, *cefpython.CHECKS):
        finding = check()
        bad += finding.level is Level.BAD
        print(row(finding, language), flush=True)
    print("\n" + (NOT_FINE.format(count=bad) if bad else ALL_FINE).of(language))
    return int(bad > 0)


def row(finding: Finding, language: Language) -> str:
    """A line of the table, and under it what to do."""
    line = f" {SIGNS[finding.level]} {finding.what.of(language):<24} {finding.seen.of(language)}"
    return f"{line}\n   {'':<24} → {finding.remedy.of(language)}" if finding.remedy else line


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
