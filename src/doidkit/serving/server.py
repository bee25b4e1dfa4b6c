"""The server: data opened once, a socket, and an end."""

import gc
import logging
import socket
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from doidkit import processes
from doidkit.data import Data
from doidkit.errors import EngineError, InputError
from doidkit.serving.limits import Limits

if TYPE_CHECKING:
    import uvicorn
    from starlette.types import ASGIApp

    from doidkit.sparql.embedded import StoreSource

LOOPBACK = "127.0.0.1"
PORT = 7878
_GRACE = 2  # seconds for what is being answered when the server is asked to end
_HEAD = 1 << 16  # bytes of a request's line and headers


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready: its application, and the socket that it listens on.

    ``lifespan`` says that the application has something to begin and to end itself.
    """

    app: "ASGIApp"
    listening: socket.socket
    limits: Limits
    lifespan: bool = False

    @property
    def url(self) -> str:
        """The address of its first page."""
        host, port = self.listening.getsockname()[:2]
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def running(self) -> "Running":
        """Return what serves, which can be stopped from another thread."""
        import uvicorn

        from doidkit.serving.connections import PatientProtocol

        patient = type("_Patient", (PatientProtocol,), {"patience": self.limits.patience})
        config = uvicorn.Config(
            self.app,
            http=patient,
            ws="none",
            loop="asyncio",
            lifespan="on" if self.lifespan else "off",
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=self.limits.connections,
            h11_max_incomplete_event_size=_HEAD,
            timeout_graceful_shutdown=_GRACE,
        )
        logging.getLogger("uvicorn").setLevel(logging.ERROR)  # what a client does wrong is no news
        return Running(uvicorn.Server(config), self.listening)


@dataclass(frozen=True, slots=True)
class Running:
    """A server from its start to its end."""

    _server: "uvicorn.Server"
    _listening: socket.socket

    def run(self) -> None:
        """Serve until ``stop``; what is being answered then has a moment to be."""
        self._server.run(sockets=[self._listening])

    def stop(self) -> None:
        """Ask the server to end."""
        self._server.should_exit = True


def require() -> None:
    """Raise EngineError where the system or the installation cannot serve."""
    try:
        import mimeparse  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise EngineError(
            f"A server needs {error.name}, which is not installed; pip install 'doidkit[serve]'."
        ) from error
    if not processes.may_copy():
        raise EngineError(
            "A query past its limits can be ended where a process can be copied, which this "
            "system does not do; serve on Linux, macOS or WSL."
        )


def opened(data: Data) -> "StoreSource":
    """Return data that can be served, opened.

    Raises EngineError as ``require``, InputError for data that are elsewhere, and what opening
    them raises.
    """
    require()
    from doidkit.sparql.embedded import StoreSource

    source = replace(data, limit=None).source()
    if not isinstance(source, StoreSource):
        raise InputError("An endpoint serves itself; add --copy to serve what it has from here.")
    return source


def application(
    data: Data,
    limits: Limits,
    *,
    names: Collection[str] = (),
    origins: Collection[str] = (),
) -> "ASGIApp":
    """Return the application that serves some data, which are opened now and kept open.

    ``names`` are the hosts that requests may be for beside the loopback's, ``origins`` those of
    other sites whose pages may ask. Raises as ``opened``.
    """
    source = opened(data)
    from doidkit.serving.guard import LOOPBACK as LOCAL
    from doidkit.serving.rehearsal import rehearse
    from doidkit.serving.routes import routed
    from doidkit.serving.sitepages import SitePages
    from doidkit.website import gather

    site = SitePages(gather(Data(opened=source)))
    rehearse(site)
    gc.collect()
    gc.freeze()  # a copy looks for cycles among its own only, and so shares the rest
    hosts = frozenset((*LOCAL, *names))
    return routed(site, limits, names=hosts, origins=frozenset(origins))


def listen(host: str = LOOPBACK, port: int = PORT) -> socket.socket:
    """Return a socket that listens; EngineError where there is none to be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        raise EngineError(
            f"{host} port {port} cannot be listened on ({error}); name another with --port."
        ) from error
