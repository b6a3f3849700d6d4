"""Row 42: whoever tries number after number is told to wait, with the words and the header for it."""

from tests.proof.network import newest_directory
from tests.protocol.wire import Answer, Wire, new_id
from tests.security.town import Town

CHECKS = 20


def test_row_42_number_after_number_is_429_and_another_agent_goes_on(town: Town) -> None:
    network = town.network
    card = network.ask("processing", "sign-agent", name="Любопытный", checks_per_minute=CHECKS)
    curious = network.by_card("processing", card)
    honest = network.by_card("processing", town.contracts.agent)
    version = newest_directory(honest)

    def check(wire: Wire, number: int) -> Answer:
        ask = {"payment_id": new_id(), "terminal": "T-1", "provider_id": town.contracts.provider_id}
        return wire.post("/v1/check", ask | {"account": str(9_120_000_000 + number), "directory_version": version})

    answers = [check(curious, number) for number in range(3 * CHECKS)]
    late = answers[-1]

    assert sum(answer.status in (200, 422) for answer in answers) < 2 * CHECKS
    assert (late.status, late.body["code"], late.headers["Retry-After"]) == (429, "too_many_checks", "1")
    assert str(CHECKS) in late.body["messages"]["ru"]
    assert str(CHECKS) in late.body["messages"]["en"]
    assert check(honest, 0).status in (200, 422)
