"""The lanes in the order in which they are run: each module has `run(seed, form, folder) -> list[Figure]`."""

LANES: dict[str, str] = {
    "machines": "tests.proof.machines.running",
    "conformance": "tests.proof.interfaces.conformance",
    "fuzz": "tests.proof.fuzz.fuzzing",
    "security": "tests.proof.security.checking",
    "kills": "tests.proof.kills.killing",
    "power": "tests.proof.power.losing",
}
NEEDS: dict[str, str] = {"conformance": "schemathesis", "fuzz": "atheris"}
"""What a lane cannot do without, and not every machine has: there is no atheris for Windows."""
PROGRAMS: dict[str, str] = {"power": "strace"}
