"""How many connections this process may open on Windows, where nobody counts sockets."""


def room_for(connections: int) -> int:
    """As many as are asked for."""
    return connections
