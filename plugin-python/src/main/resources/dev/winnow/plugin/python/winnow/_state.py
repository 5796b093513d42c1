"""What this interpreter knows of its plugin and its host. Plugins do not import it."""

from winnow import _text

plugin = {"name": "", "version": "", "package": "", "settings": {}, "schema": {"tables": {}, "relations": []}}
registered: list[dict] = []
filters: dict[str, tuple] = {}
jobs: dict[str, object] = {}
_host = None


def connect(host) -> None:
    """Remembers the host's one function, which takes a name and JSON and returns JSON."""
    global _host
    _host = host


def call(name: str, argument=None):
    """Asks the host for something; a refusal of the host is a RuntimeError."""
    answer = _text.read(_host(name, _text.write(argument)))
    if "refused" in answer:
        raise RuntimeError(answer["refused"])
    return answer.get("value")


def register(kind: str, name: str, definition: dict) -> None:
    """Adds an extension to what the host is told once loading is done."""
    if not isinstance(name, str) or not name:
        raise TypeError("a " + kind + " needs a name, a text")
    for other in registered:
        if other["kind"] == kind and other["name"] == name:
            raise ValueError("this plugin registers the " + kind + " '" + name + "' twice")
    definition["kind"] = kind
    definition["name"] = name
    registered.append(definition)
