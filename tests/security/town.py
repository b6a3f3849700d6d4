"""Four roles that have signed everything, for the rows that need real processes."""

from typing import NamedTuple

from tests.proof.network import Contracts, Network


class Town(NamedTuple):
    """Four roles that have signed everything."""

    network: Network
    contracts: Contracts
