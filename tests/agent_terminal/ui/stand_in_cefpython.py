"""A program that speaks as the second engine's does, without an engine: what it is told, it tells back.

`--script` in the page's address says how it behaves: die, fall, refuse, press, hang, mixed, end, silence.
"""

import json
import os
import sys
from typing import Any


def tell(event: str, what: str = "") -> None:
    """As the real one does."""
    os.write(1, ("\n" + json.dumps({"event": event, "what": what}) + "\n").encode("ascii"))


def main() -> None:
    """Behave as the first word of the settings' origin says, then as each page says."""
    if "http://late" in sys.argv:
        sys.stdin.read()
        return
    if "http://broken" in sys.argv:
        print("ImportError: no cefpython3 here", file=sys.stderr)
        sys.exit(1)
    os.write(1, b"[0101/000000:ERROR:gpu.cc(1)] words of Chromium's own\n")
    tell("started", " ".join(sys.argv[1:]))
    for line in sys.stdin:
        act(json.loads(line))


def act(said: dict[str, Any]) -> None:
    """One line."""
    name, values = said["act"], said["with"]
    tell("refused", f"{name} {json.dumps(values)}")
    if name != "open":
        return
    how = values[0].partition("#")[2]
    if how == "exit":
        sys.exit(3)
    tell(*{"die": ("died",), "fall": ("fallen", "HTTP 500"), "press": ("pressed", "F9")}.get(how, ("shown",)))


if __name__ == "__main__":
    main()
