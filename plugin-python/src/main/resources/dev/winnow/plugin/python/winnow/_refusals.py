"""Refuses what plugins are not given by exceptions that Python code can catch, with a traceback into the plugin.

The host refuses it all the same, whatever is done to the functions here; but its own refusals end the interpreter.
"""

import _posixsubprocess
import _socket
import _thread
import posix


class _NoSocket:
    """Stands where sockets are made; libraries may derive classes from it."""

    __slots__ = ()

    def __init__(self, *arguments, **options):
        _no_network()


def install(network: bool) -> None:
    """Puts the refusals where Python's own library looks for the functions; with ``network`` sockets stay."""
    if not network:
        for name in ("getaddrinfo", "gethostbyaddr", "gethostbyname", "gethostbyname_ex", "getnameinfo"):
            setattr(_socket, name, _no_network)
        _socket.socket = _socket.SocketType = _NoSocket
    _posixsubprocess.fork_exec = posix.system = posix.execv = _no_processes
    _thread.start_new_thread = _no_threads
    posix._exit = _leave


def _no_network(*arguments, **options):
    raise PermissionError(1, "plugins have no network, unless their manifest asks for the permission 'network'")


def _no_processes(*arguments, **options):
    raise PermissionError(1, "plugins cannot start processes")


def _no_threads(*arguments, **options):
    raise RuntimeError("can't start new thread: plugins have none")


def _leave(status):
    raise SystemExit(status)
