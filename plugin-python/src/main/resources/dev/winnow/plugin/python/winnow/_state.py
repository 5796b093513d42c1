"""What this interpreter knows of its plugin and its host. Plugins do not import it."""

from winnow import _text

plugin = {"name": "", "version": "", "package": "", "settings": {}, "schema": {"tables": {}, "relations": []}}
registered: list[dict] = []
filters: dict[str, tuple] = {}
jobs: dict[str, object] = {}
harvesters: dict[str, object] = {}
providers: dict[str, tuple] = {}
routes: dict[str, object] = {}
loading = False
job_runs = False
resource_type = ""
answered = b""
before_registering: list = []
_host = None


def connect(host) -> None:
    """Remembers the host's one function, which takes a name and JSON and returns JSON."""
    global _host
    _host = host


def call(name: str, argument=None):
    """Asks the host for something; a refusal of the host is a RuntimeError."""
    answer = _text.read(_host(name, _text.write(argument)))
    if "cancelled" in answer:
        from winnow.jobs import JobCancelled
        raise JobCancelled(answer["cancelled"])
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


def extension_name(own: str) -> str:
    """A name for something that has none among those of all plugins: made of the plugin's and its own."""
    text = (plugin["name"] + "." + own).lower().strip(".")
    name = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "._-") else "_" for letter in text)
    if not name[0].isalpha():
        name = "p" + name
    if len(name) > 100:
        from zlib import crc32
        name = name[:91] + "." + format(crc32(text.encode("utf-8")), "08x")
    return name
