"""Queries, term pages, checks and differences as tools of a Model Context Protocol server.

Read only: a tool names a query, a term or a check, never a file; what can be read is what the
server was started with.
"""

from doidkit.toolserver.opening import opened, require
from doidkit.toolserver.subject import Subject

__all__ = ["Subject", "opened", "require"]
