"""The client's side of the network: a peer is another role at a URL."""

from common.http_client.peer import CONNECT_SECONDS, SECONDS, Caller, Peer

__all__ = ["CONNECT_SECONDS", "SECONDS", "Caller", "Peer"]
