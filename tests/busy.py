"""Whether this machine does so much else that what is waited for is somebody else's work."""

import psutil

BUSY = 1.5
"""More than so many programs for each processor want to run."""


def busy() -> bool:
    """In the last minute."""
    return psutil.getloadavg()[0] > BUSY * (psutil.cpu_count() or 1)
