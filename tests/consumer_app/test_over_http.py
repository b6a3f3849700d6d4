"""What a consumer posts is what the door of the protocol understands, in both body kinds."""

import pytest

from common.http_client import Peer
from common.http_server import Application, Listener, bind, call
from common.principal import Principal
from common.protocol import provider
from common.protocol.card import BodyKind, Posting
from consumer_app.core import UseState
from consumer_app.service import Means, Service
from tests.consumer_app.world import World, a_card


@pytest.mark.parametrize("kind", BodyKind)
def test_a_use_posted_over_http_is_understood(world: World, kind: BodyKind) -> None:
    heard: list[provider.UseService] = []

    def use(who: Principal, ask: provider.UseService) -> provider.ServiceUsed:
        heard.append(ask)
        return world.provider.used(ask.use_id)

    door = {provider.USE: call(use)}
    application = Application(
        door, world.database, world.gatekeeper, world.log, world.clock, role="provider", about=dict
    )
    listener = Listener(application, bind(0))
    listener.wait()
    url = f"http://127.0.0.1:{listener.port}"
    peer = Peer(url, "subscriber", "password", world.log, world.clock)
    world.service = Service(
        Means(
            world.database,
            world.file,
            world.secrets,
            world.gatekeeper,
            lambda *_: peer,
            world.clock,
            world.log,
            "http://127.0.0.1:8104",
            world.wallets_file,
        )
    )
    world.sign(a_card(posting=Posting(body=kind)))
    try:
        done = world.use()
    finally:
        peer.close()
        listener.stop()

    assert done.state is UseState.DONE
    assert heard == [provider.UseService(use_id=done.use_id, number="9161234567", service="call", quantity=1)]
