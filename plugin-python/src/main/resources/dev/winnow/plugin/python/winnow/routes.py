"""API routes below ``/plugin/<this plugin>/``, served by the interface server to people who are signed in."""

from winnow import _state, _text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_METHODS = ("GET", "POST", "PUT", "DELETE")
_ROLES = ("viewer", "operator", "admin")


class Request:
    """What was asked."""

    def __init__(self, facts: dict):
        self.method: str = facts["method"]
        self.path: str = facts["path"]
        self.query: dict[str, list[str]] = facts["query"]
        self.user: str = facts["user"]
        self._body: str = facts["body"]

    def arg(self, name: str, default: str | None = None) -> str | None:
        """The first value of a query parameter."""
        values = self.query.get(name)
        return values[0] if values else default

    @property
    def body(self) -> bytes:
        """What was sent; at most 1 MiB."""
        from binascii import a2b_base64
        return a2b_base64(self._body)

    @property
    def text(self) -> str:
        """The body as UTF-8 text."""
        return self.body.decode("utf-8")

    def json(self) -> object:
        """The value of the body, JSON; a ValueError where it is none."""
        return _text.parse(self.text)


class Response:
    """What is answered, where a plain value does not say enough."""

    def __init__(self, body: object = "", status: int = 200, content_type: str | None = None):
        self.body = body
        self.status = int(status)
        self.content_type = content_type


def get(path: str, role: str = "viewer") -> "Callable":
    """Makes a function ``(request) -> answer`` answer GET requests; see ``route``."""
    return route(path, "GET", role)


def post(path: str, role: str = "operator") -> "Callable":
    """Makes a function answer POST requests; see ``route``."""
    return route(path, "POST", role)


def put(path: str, role: str = "operator") -> "Callable":
    """Makes a function answer PUT requests; see ``route``."""
    return route(path, "PUT", role)


def delete(path: str, role: str = "operator") -> "Callable":
    """Makes a function answer DELETE requests; see ``route``."""
    return route(path, "DELETE", role)


def route(path: str, method: str = "GET", role: str = "viewer") -> "Callable":
    """Makes a function ``(request) -> answer`` a route for people of a role: viewer, operator or admin.

    A dictionary or list is answered as JSON, a text as text, bytes as they are, None as an empty 204; a ``Response``
    says status and content type as well. An exception is a 500 that names the plugin. ``path`` is fixed, for example
    ``"report"``: what varies comes as query parameters.
    """
    method = str(method).upper()
    plain = path.strip("/") if isinstance(path, str) else None
    if plain is None or any(character in plain for character in "<>{}?#*\\ "):
        raise ValueError("a route's path is a fixed text such as 'report' or 'reports/monthly', got " + repr(path)
                         + "; take what varies from request.query")
    if method not in _METHODS:
        raise ValueError("a route's method is one of " + ", ".join(_METHODS) + ", got " + repr(method))
    if role not in _ROLES:
        raise ValueError("a route's role is one of " + ", ".join(_ROLES) + ", got " + repr(role))

    def decorate(function):
        name = _state.extension_name(method.lower() + "." + plain.replace("/", "."))
        _state.register("route", name, {"method": method, "path": plain, "role": role})
        _state.routes[name] = function
        return function

    return decorate


def answer(name: str, facts: dict) -> dict:
    """For the host: runs a route."""
    found = _state.routes[name](Request(facts))
    return encoded(found if isinstance(found, Response) else Response(found, 204 if found is None else 200))


def encoded(response: Response) -> dict:
    """For the host: a response as it crosses the boundary."""
    body, kind = response.body, response.content_type
    told: dict = {"status": response.status}
    if isinstance(body, (bytes, bytearray)):
        _state.answered = bytes(body)
        told["bytes"] = len(body)
        told["content_type"] = kind or "application/octet-stream"
    elif body is None or isinstance(body, str):
        told["text"] = body or ""
        told["content_type"] = kind or "text/plain; charset=utf-8"
    elif isinstance(body, (dict, list, tuple)):
        told["text"] = _text.write(body)
        told["content_type"] = kind or "application/json"
    else:
        raise TypeError("a route answered a value of type " + type(body).__name__
                        + ": expected a dictionary, list, text, bytes, None or routes.Response")
    return told
