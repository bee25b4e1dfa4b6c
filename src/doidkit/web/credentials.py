"""Who we are to an endpoint: from the environment, a netrc file or a keyring, never an argument.

An argument stands in the process list for every user of the machine. In order of precedence:
``DOIDKIT_ENDPOINT_TOKEN`` (bearer), ``DOIDKIT_ENDPOINT_USER`` with
``DOIDKIT_ENDPOINT_PASSWORD`` (basic), then the host's entry in the file that ``NETRC`` names
or in ``~/.netrc``, then, where the package keyring is installed, the entry of the service
``doidkit:HOST`` in the system's keyring.
"""

import base64
import netrc
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from doidkit.errors import InputError

TOKEN = "DOIDKIT_ENDPOINT_TOKEN"
USER = "DOIDKIT_ENDPOINT_USER"
PASSWORD = "DOIDKIT_ENDPOINT_PASSWORD"


def authorization(url: str) -> str | None:
    """Return the Authorization header for an endpoint, None where no credentials are set."""
    if token := os.environ.get(TOKEN):
        return f"Bearer {_one_line(token, TOKEN)}"
    known = account(url)
    return _basic(*known) if known else None


def account(url: str) -> tuple[str, str] | None:
    """Return the user and password for an endpoint, None where none are set."""
    if user := os.environ.get(USER):
        return _one_line(user, USER), _one_line(os.environ.get(PASSWORD, ""), PASSWORD)
    host = urlsplit(url).hostname or ""
    return _from_netrc(host) or _from_keyring(host)


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def _one_line(value: str, name: str) -> str:
    # A line break would end the header; never show the value.
    value = value.strip()
    if not value.isprintable():
        raise InputError(f"{name} holds a line break or control character; set it anew.")
    return value


def _from_netrc(host: str) -> tuple[str, str] | None:
    named = os.environ.get("NETRC")
    path = Path(named).expanduser() if named else _home_netrc()
    if path is None or not (named or path.is_file()):
        return None
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except (OSError, netrc.NetrcParseError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is malformed"
        # The parser's own message quotes the file.
        raise InputError(f"{path}: cannot be read for credentials ({reason}); mend it.") from None
    return (found[0], found[2] or "") if found and found[0] else None


def _from_keyring(host: str) -> tuple[str, str] | None:
    # In a thread of its own: keyring keeps alive the frames that it is called from, and with
    # them results of engines, which must go in the thread that they are of.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_asked_keyring, f"doidkit:{host}").result()


def _asked_keyring(service: str) -> tuple[str, str] | None:
    try:
        import keyring
    except ImportError:
        return None
    try:
        found = keyring.get_credential(service, None)
    except keyring.errors.KeyringError:
        return None  # no keyring is unlocked here, or there is none at all
    return (found.username, found.password) if found else None


def _home_netrc() -> Path | None:
    try:
        return Path.home() / ".netrc"
    except RuntimeError:
        return None
