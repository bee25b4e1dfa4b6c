"""A server on the loopback: pages, and a SPARQL 1.1 endpoint to read."""

from doidkit.serving.limits import Limits
from doidkit.serving.server import LOOPBACK, PORT, Server, application, listen, opened, require

__all__ = ["LOOPBACK", "PORT", "Limits", "Server", "application", "listen", "opened", "require"]
