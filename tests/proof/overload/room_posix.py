"""How many connections this process may open where the system counts files: the limit is raised as far as it goes."""

import sys

OTHERS = 100
"""Files of its own."""

if sys.platform != "win32":
    import resource

    def room_for(connections: int) -> int:
        """As many as are asked for, or as many as there is room for."""
        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = connections + OTHERS
        if now < wanted:
            now = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
        return min(connections, now - OTHERS)
