"""Reconciliation of the graded run: what the agent sent, what the centre has, what the provider credited."""

from collections.abc import Iterable

from common import ids
from common.errors import OplataError
from common.words import Words
from launcher_app.grading.asks import PAY, PROVIDER_REGISTER, REGISTER, paged
from launcher_app.grading.network import Network
from launcher_app.grading.outcome import Difference, Reconciled, Side
from launcher_app.grading.wire import Body, NoAnswer, Unexpected, Wire

CAPTURED, ENDED = "captured", ("cancelled", "failed")
MOST = 20
LOST_AT_CENTRE = Words("центр ответил «принято», а в его реестре платежа нет", "the centre said yes and has no payment")
OTHER_SUM = Words("у центра другая сумма", "another sum at the centre")
NOT_CREDITED = Words("центр говорит «зачислен», у поставщика зачисления нет", "captured, and nothing was credited")
TWICE = Words("зачислено не один раз или не та сумма", "credited more than once, or another sum")
CREDITED_YET = Words(
    "центр вернул деньги агенту, а у поставщика они зачислены", "the agent was paid back, and credited"
)
SENT, TAKEN = (
    Words("Агент: принято центром", "Agent: taken by the centre"),
    Words("Центр: в реестре", "Centre: register"),
)
DONE, CREDITED = Words("Центр: зачислено", "Centre: captured"), Words("Поставщик: зачислено", "Provider: credited")
NOBODY = Words(
    "сверять нечего: через центр не прошло ни одного платежа", "nothing to reconcile: no payment went through"
)
NO_REGISTER = Words("реестр не получен: {problem}", "no register: {problem}")


def reconciled(network: Network) -> Reconciled | None:
    """The three books side by side; None where no centre and provider were played together."""
    centre, provider = network.began("processing"), network.began("provider")
    if centre is None or provider is None or provider.target.dialect != "json":
        return None
    sent = _sent(network)
    if not sent:
        return Reconciled(why=NOBODY)
    try:
        held = _by_id(_centre_rows(network))
        wire = Wire(provider.proxy, provider.target.login, provider.target.password, network.ground.clock)
        credited = _credits(paged(wire, PROVIDER_REGISTER), held.keys() | sent.keys())
    except (OplataError, NoAnswer, Unexpected, KeyError, TypeError, ValueError) as problem:
        return Reconciled(why=NO_REGISTER.format(problem=f"{problem}"[:200]))
    done = {name: row for name, row in held.items() if row.get("status") == CAPTURED}
    return Reconciled(
        sides=[
            Side(SENT, len(sent), sum(sent.values())),
            Side(TAKEN, len(held), _sum(held.values())),
            Side(DONE, len(done), _sum(done.values())),
            Side(CREDITED, sum(map(len, credited.values())), sum(map(sum, credited.values()))),
        ],
        differences=list(_differences(sent, held, credited))[:MOST],
    )


def _sent(network: Network) -> dict[str, int]:
    """The payments that the centre has said yes to, and whose yes was heard or lost on the way."""
    found: dict[str, int] = {}
    for one in network.ground.recorder.since(0, PAY):
        asked = one.asked()
        name, amount = asked.get("payment_id"), asked.get("amount")
        if one.receiver == "processing" and one.status == 200 and isinstance(name, str) and isinstance(amount, int):
            found.setdefault(name, amount)
    return found


def _centre_rows(network: Network) -> list[Body]:
    """Of all of its agents that we have the logins of."""
    centre = network.began("processing")
    assert centre is not None
    target = centre.target
    logins = [(target.login, target.password)]
    logins += [(target.second.login, target.second.password)] if target.second else []
    clock = network.ground.clock
    return [row for login in logins for row in paged(Wire(centre.proxy, *login, clock), REGISTER)]


def _by_id(rows: Iterable[Body]) -> dict[str, Body]:
    return {str(row.get("payment_id")): row for row in rows}


def _credits(rows: Iterable[Body], known: set[str]) -> dict[str, list[int]]:
    """What was credited for payments that went through the centre; what the grader credited itself is left out."""
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.get("kind") == "credit" and row.get("payment_id") in known:
            found.setdefault(str(row["payment_id"]), []).append(int(row["amount"]))
    return found


def _sum(rows: Iterable[Body]) -> int:
    return sum(int(row.get("amount") or 0) for row in rows)


def _differences(
    sent: dict[str, int], held: dict[str, Body], credited: dict[str, list[int]]
) -> Iterable[Difference]:  # fmt: skip
    for name in [*sent, *(one for one in held if one not in sent)]:
        row, sums = held.get(name), credited.get(name, [])
        words = _wrong(sent.get(name), row, sums)
        if words is not None:
            status = "" if row is None else str(row.get("status"))
            yield Difference(ids.payment_code(name), sent.get(name), status, sums, words)


def _wrong(sent: int | None, row: Body | None, sums: list[int]) -> Words | None:
    if row is None:
        return LOST_AT_CENTRE
    amount, status = row.get("amount"), row.get("status")
    if sent not in (None, amount):
        return OTHER_SUM
    if status == CAPTURED and not sums:
        return NOT_CREDITED
    if sums and (len(sums) > 1 or sums[0] != amount):
        return TWICE
    return CREDITED_YET if status in ENDED and sums else None
