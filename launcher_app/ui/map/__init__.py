"""The map of the network: a card for each seat in the order in which money flows, and the arrows between them."""

from launcher_app.ui.map.area import MapArea
from launcher_app.ui.map.network_map import NetworkMap

__all__ = ["MapArea", "NetworkMap"]
