"""JSON without Python's json package, whose import takes longer than that of everything else here."""

from _json import encode_basestring_ascii as _quote
from _json import make_scanner


class _Rules:
    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int
    memo: dict = {}

    @staticmethod
    def parse_constant(name):
        raise ValueError("JSON has no " + name)


_scan = make_scanner(_Rules())


def read(text: str):
    """The value that a JSON text without blanks around it stands for."""
    return _scan(text, 0)[0]


def parse(text: str):
    """The value of a JSON text from outside; a ValueError where it is none."""
    text = text.strip(" \t\r\n")
    try:
        value, end = _scan(text, 0)
    except StopIteration:
        end = -1
    if end != len(text):
        raise ValueError("this is no JSON: " + repr(text[:100]))
    return value


def write(value, plain=None) -> str:
    """The JSON text of a value of None, bool, int, float, str, list, tuple and dict with text keys.

    ``plain`` makes something of that kind of any other value.
    """
    parts: list[str] = []
    _append(parts.append, value, plain)
    return "".join(parts)


def _append(add, value, plain) -> None:
    if value is None:
        add("null")
    elif value is True:
        add("true")
    elif value is False:
        add("false")
    elif isinstance(value, str):
        add(_quote(value))
    elif isinstance(value, int):
        add(int.__repr__(value))
    elif isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError("JSON has no " + repr(value))
        add(float.__repr__(value))
    elif isinstance(value, dict):
        before = "{"
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError("keys must be texts, got " + repr(key))
            add(before)
            add(_quote(key))
            add(":")
            _append(add, inner, plain)
            before = ","
        add("}" if before == "," else "{}")
    elif isinstance(value, (list, tuple)):
        before = "["
        for inner in value:
            add(before)
            _append(add, inner, plain)
            before = ","
        add("]" if before == "," else "[]")
    elif plain is not None:
        _append(add, plain(value), None)
    else:
        raise TypeError("a value of type " + type(value).__name__ + " cannot be handed to Winnow: use texts, numbers, "
                        "True, False, None, lists and dictionaries")
