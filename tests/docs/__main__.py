"""`python3 run_all.py docs`: write the made parts of the documents anew; --check only says which are stale."""

import argparse
import sys
from collections.abc import Sequence

from common.durable import write_whole
from common.logs import say, speak_utf8
from common.setup.places import PROJECT
from tests.docs.pages import PAGES, remade


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what differs; with --check 1 if anything does."""
    parser = argparse.ArgumentParser(prog="run_all.py docs", description=__doc__)
    parser.add_argument("--check", action="store_true", help="только сравнить / only compare")
    check: bool = parser.parse_args(arguments).check
    speak_utf8()
    stale = 0
    for name in PAGES:
        path = PROJECT / name
        text = path.read_text(encoding="utf-8")
        new = remade(name, text)
        stale += new != text
        if new != text and not check:
            write_whole(path, new.encode())
        state = "без изменений / unchanged" if new == text else "устарел / stale" if check else "записан / written"
        say(f"{name:<24} {state}")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
