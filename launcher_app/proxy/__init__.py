"""A recording proxy before any HTTP role: what was said, in full, and faults on purpose, repeatable by their seed."""

from launcher_app.proxy.faults import Fault, FaultKind, Faults, Rule
from launcher_app.proxy.messages import Reply, Request
from launcher_app.proxy.proxy import Proxy
from launcher_app.proxy.recorder import Exchange, Recorder

__all__ = ["Exchange", "Fault", "FaultKind", "Faults", "Proxy", "Recorder", "Reply", "Request", "Rule"]
