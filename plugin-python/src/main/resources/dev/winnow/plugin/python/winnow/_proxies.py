"""Lets Python's network clients go out as the daemon does; which proxy there is stands in the environment."""

from winnow import _state


def install() -> None:
    """Asks the host which addresses are reached directly: its ``no_proxy`` knows more forms than Python's."""
    import urllib.request
    urllib.request.proxy_bypass = _is_direct
    usual = urllib.request.ProxyHandler.proxy_open

    def proxy_open(self, request, proxy, scheme):
        # proxy_bypass is not told the scheme, by which the port is known where the URL has none.
        if request.host and _is_direct(f"{request.type}://{request.host}/"):
            return None
        return usual(self, request, proxy, scheme)

    urllib.request.ProxyHandler.proxy_open = proxy_open


def _is_direct(host: str, proxies=None) -> bool:
    return _state.call("direct", str(host))
