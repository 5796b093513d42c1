"""Lets Python's network clients go out as the daemon does; which proxy there is stands in the environment."""

from winnow import _state


def install() -> None:
    """Asks the host which addresses are reached directly: its ``no_proxy`` knows more forms than Python's."""
    import urllib.request
    urllib.request.proxy_bypass = _is_direct


def _is_direct(host: str, proxies=None) -> bool:
    return _state.call("direct", str(host))
