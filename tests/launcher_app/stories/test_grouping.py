"""Stories that turn out to be one: found by their former keys as long as they are kept, and no longer."""

from common import ids
from launcher_app.feed.hop import Hop
from launcher_app.stories.grouping import Grouping

PAYMENT_ID = "01890a5d-ac96-774b-bcce-b302099a8057"
CODE = ids.payment_code(PAYMENT_ID)


def hop(number: int, request: str, path: str = "/v1/credit") -> Hop:
    return Hop(
        number=number, at_ms=number, sender="processing", receiver="provider", verb="", method="POST", path=path,
        request=request, span=f"span-{number}",
    )  # fmt: skip


def learnt_late(first: int) -> list[Hop]:
    """By its number, by its id, and only then by both."""
    return [
        hop(first, "command=pay&txn_id=7&account=1&sum=1.00", "/osmp"),
        hop(first + 1, f'{{"payment_id":"{PAYMENT_ID}"}}'),
        hop(first + 2, f'{{"payment_id":"{PAYMENT_ID}","number":7}}'),
    ]


def test_a_former_key_leads_to_the_story_until_its_last_hop_is_gone() -> None:
    grouping = Grouping()
    for one in learnt_late(1):
        grouping.add(one)
    found = grouping.of(CODE)

    for number in (1, 2, 3):
        grouping.drop(number)

    assert found is not None
    assert sorted(found.hops) == []
    assert grouping.of(CODE) is None


def test_a_key_of_a_story_that_is_gone_may_be_used_again() -> None:
    grouping = Grouping()
    for one in learnt_late(1):
        grouping.add(one)
    for number in (1, 2, 3):
        grouping.drop(number)

    again = grouping.add(hop(4, f'{{"payment_id":"{PAYMENT_ID}"}}'))

    assert again.key == CODE
