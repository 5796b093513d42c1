"""Tells sources of Python 2 from broken ones: by what Python 3 says of them, and by the line that it stumbled over."""

_MESSAGES = ("Missing parentheses in call to 'print'", "Missing parentheses in call to 'exec'",
             "multiple exception types must be parenthesized", "leading zeros in decimal integer literals")
_LINES = r"""^\s*print\s+(?![=.\[(])\S
    | ^\s*print\s*>>
    | ^\s*exec\s+["'\w(]
    | ^\s*except\s+[\w.]+\s*,\s*\w+\s*:
    | ^\s*raise\s+[\w.]+\s*,
    | `[^`]+`
    | \b[uU][rR]["']
    | <>
    | \b\d+[lL]\b
    | \b0[0-7]+\b
    | ^\s*def\s+\w+\s*\([^)]*\([\w\s,]+\)"""
_NAMES = frozenset(("unicode", "xrange", "raw_input", "basestring", "long", "unichr", "execfile"))
_MODULES = frozenset(("urllib2", "urlparse", "ConfigParser", "StringIO", "cStringIO", "cPickle", "Queue", "httplib",
                      "cookielib", "HTMLParser", "htmlentitydefs", "__builtin__", "SocketServer", "BaseHTTPServer",
                      "SimpleHTTPServer", "xmlrpclib", "Tkinter"))
_METHODS = frozenset(("has_key", "iteritems", "iterkeys", "itervalues", "viewitems"))
_MOVED = {"itertools": ("izip", "imap", "ifilter"), "string": ("maketrans", "uppercase", "lowercase", "letters"),
          "urllib": ("urlencode", "quote", "unquote", "urlopen")}


def is_old_syntax(error: SyntaxError) -> bool:
    """Whether Python 2 would have read what this complains of."""
    import re
    message = str(error.msg)
    return any(known in message for known in _MESSAGES) \
        or re.search(_LINES, _without_texts(_line(error)), re.VERBOSE) is not None


def is_old_use(error: BaseException, message: str) -> bool:
    """Whether this complains of a name, a module or a method that Python 2 had. Quick: it is asked of many errors."""
    quoted = message.split("'")[1::2]
    if isinstance(error, ModuleNotFoundError):
        return str(error.name) in _MODULES
    if isinstance(error, ImportError):
        return message.startswith("cannot import name") and len(quoted) > 1 and quoted[0] in _MOVED.get(quoted[1], ())
    if isinstance(error, NameError):
        return bool(quoted) and quoted[0] in _NAMES
    if isinstance(error, AttributeError):
        return message.startswith("'dict' object has no attribute ") and quoted[-1] in _METHODS
    return "for >>: 'builtin_function_or_method'" in message


def _line(error: SyntaxError) -> str:
    if error.text:
        return error.text
    try:
        with open(error.filename, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
        return lines[error.lineno - 1]
    except (OSError, IndexError, TypeError):
        return ""


def _without_texts(line: str) -> str:
    """The line with what stands in quotes, and in a comment, made blank: 'a <> b' is no operator."""
    import re
    line = re.sub(r"""(?<=["'])(?:\\.|(?!["']).)*(?=["'])""", "", line)
    return line.split("#", 1)[0]
