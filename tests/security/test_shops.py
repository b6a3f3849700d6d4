"""Row 15 under /v2: an object of another shop, or of another payer, is one that is not there."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.docs.served import TABLES
from tests.security.shops import BODIES, Centre, doors, label

NOBODYS = "1UgsXGlvcGW"
ABOUT_AN_INTENT = [door for door in doors() if "paymentIntentID" in door.parts]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    """Two shops, each with an intent."""
    made = Centre(tmp_path_factory.mktemp("shops"))
    yield made
    made.close()


def test_every_door_with_a_body_has_a_question_here() -> None:
    asked = {(one.method, one.path) for one in doors() if one.method in ("POST", "PUT")}

    assert asked == set(BODIES)


@pytest.mark.parametrize("door", doors(), ids=label)
def test_row_1_no_door_of_shops_opens_to_nobody(centre: Centre, door: Any) -> None:
    for token in ("", "x", "eyJhbGciOiJub25lIn0.e30."):
        said = centre.at(door, token, centre.intent)
        assert said.status == 401, said
        assert said.headers["www-authenticate"] == 'Bearer realm="oplata"'
        assert said.code == ("wrong_token" if token else "token_required")


@pytest.mark.parametrize("door", ABOUT_AN_INTENT, ids=label)
def test_row_15_another_shop_s_intent_is_one_that_is_not_there(centre: Centre, door: Any) -> None:
    enter = TABLES["shops"][door].enter
    strangers = [token for kind, token in (("shop", centre.other_key), ("intent", centre.other_payer)) if kind in enter]

    for token in strangers:
        theirs, nobodys = centre.at(door, token, centre.intent), centre.at(door, token, NOBODYS)
        assert (theirs.status, theirs.code) == (404, "not_found"), theirs
        assert theirs.told == nobodys.told


@pytest.mark.parametrize("door", ABOUT_AN_INTENT, ids=label)
def test_row_15_to_its_owner_the_same_intent_is_there(centre: Centre, door: Any) -> None:
    """Without it a closed door would look like one that keeps secrets; a payment that is not there is told as such."""
    other = Centre.at(centre, door, centre.other_key, centre.other_intent)

    assert other.status not in (401, 403), other
    assert other.status != 404 or "paymentID" in door.parts, other


def test_row_15_a_pos_of_another_shop_takes_no_intents(centre: Centre) -> None:
    theirs = centre.ask("POST", "/v2/payment-intents", centre.platform.question(shopID="S-2"), centre.key)
    nobodys = centre.ask("POST", "/v2/payment-intents", centre.platform.question(shopID="S-3"), centre.key)

    assert theirs.status in (403, 404, 422), theirs
    assert (theirs.status, theirs.code) == (nobodys.status, nobodys.code)
