"""One target under the fuzzer: `python -m tests.proof.fuzz NAME CORPUS [options of libFuzzer]`; it never returns."""

import sys
from pathlib import Path

import atheris

READERS = [
    "agent_terminal.ccnet.frames", "common.card_text", "common.fields", "common.http_server.reading",
    "common.protocol.card", "common.protocol.dialects", "common.protocol.shop", "common.registers",
    "processing_app.bank.simulated.secure", "processing_app.vault.tokens",
]  # fmt: skip

with atheris.instrument_imports(include=READERS):
    from tests.proof.fuzz.targets import LYING, TARGETS


def main(name: str, corpus: Path, options: list[str]) -> None:
    """Feed the target until the options say that it is enough."""
    target = TARGETS.get(name, LYING)
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(seed)

    def feed(data: bytes) -> None:
        try:
            target.feed(data)
        except target.refusals:
            return

    atheris.Setup([sys.argv[0], *options, str(corpus)], feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
