"""`python3 run_all.py bench NAME`: accept, intents, path, report, size or wallet; without one it says what there is."""

import sys
from collections.abc import Callable, Sequence

from common.setup import console
from tests.bench import accept, intents, path, report, size, wallet

BENCHES: dict[str, Callable[[Sequence[str]], int]] = {
    "accept": accept.main,
    "intents": intents.main,
    "path": path.main,
    "report": report.main,
    "size": size.main,
    "wallet": wallet.main,
}


def main(words: Sequence[str]) -> int:
    """Run the measurement that is named."""
    console.prepare()
    if not words or words[0] not in BENCHES:
        for name, bench in BENCHES.items():
            print(f"{name:<8} {(sys.modules[bench.__module__].__doc__ or '').splitlines()[0]}")
        return 2 if words else 0
    return BENCHES[words[0]](words[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
