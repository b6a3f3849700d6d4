"""Whether this machine does so much else that what is waited for is somebody else's work."""

import psutil

BUSY = 1.5
"""More than so many programs for each processor want to run."""
SLOWER = 4
"""What other programs may make of a wait, many times over."""

psutil.getloadavg()  # on Windows it counts from the first call on


def busy() -> bool:
    """In the last minute."""
    return psutil.getloadavg()[0] > BUSY * (psutil.cpu_count() or 1)


def within(took: float, most: float) -> bool:
    """Whether a wait was no longer than this, or than some times this on a machine that does much else."""
    return took <= most or (took <= SLOWER * most and busy())
