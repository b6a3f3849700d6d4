"""The simulated device's end of a serial line as a pseudo-terminal, which the host opens like any serial port."""

import os
import select
import tty
from pathlib import Path

AT_ONCE = 4096


class PtyLine:
    """A pty whose other end is `address`; with `name`, a link that keeps its name when the simulator is restarted."""

    def __init__(self, name: Path | None = None) -> None:
        self._device, self._host = os.openpty()  # type: ignore[attr-defined, unused-ignore]
        tty.setraw(self._host)  # type: ignore[attr-defined, unused-ignore]
        self.address = os.ttyname(self._host)  # type: ignore[attr-defined, unused-ignore]
        self._name = name
        if name is not None:
            name.unlink(missing_ok=True)
            name.symlink_to(self.address)
            self.address = str(name)

    def read(self, seconds: float) -> bytes:
        """The host's end is held open here too, so a host who goes is only silent."""
        ready, _, _ = select.select([self._device], [], [], seconds)
        return os.read(self._device, AT_ONCE) if ready else b""

    def write(self, data: bytes) -> None:
        """Send."""
        os.write(self._device, data)

    def close(self) -> None:
        """The port vanishes, as when an adapter is pulled out."""
        if self._name is not None:
            self._name.unlink(missing_ok=True)
        os.close(self._host)
        os.close(self._device)
