"""Tells sources of Python 2 from broken ones: by what Python 3 says of them, and by the line that it stumbled over."""

import re

_MESSAGES = ("Missing parentheses in call to 'print'", "Missing parentheses in call to 'exec'",
             "multiple exception types must be parenthesized", "leading zeros in decimal integer literals")
_LINES = re.compile(
    r"""^\s*print\s+(?![=.\[(])\S
    | ^\s*print\s*>>
    | ^\s*exec\s+["'\w(]
    | ^\s*except\s+[\w.]+\s*,\s*\w+\s*:
    | ^\s*raise\s+[\w.]+\s*,
    | `[^`]+`
    | \b[uU][rR]["']
    | <>
    | \b\d+[lL]\b
    | \b0[0-7]+\b
    | ^\s*def\s+\w+\s*\([^)]*\([\w\s,]+\)""", re.VERBOSE)
_NAMES = frozenset(("unicode", "xrange", "raw_input", "basestring", "long", "unichr", "execfile"))
_MODULES = frozenset(("urllib2", "urlparse", "ConfigParser", "StringIO", "cStringIO", "cPickle", "Queue", "httplib",
                      "cookielib", "HTMLParser", "htmlentitydefs", "__builtin__", "SocketServer", "BaseHTTPServer",
                      "SimpleHTTPServer", "xmlrpclib", "Tkinter"))
_METHODS = re.compile(r"'dict' object has no attribute '(has_key|iteritems|iterkeys|itervalues|viewitems)'")
_UNDEFINED = re.compile(r"name '(\w+)' is not defined")
_PRINT_TO = "operand type(s) for >>: 'builtin_function_or_method'"
_TAKEN_AWAY = re.compile(r"cannot import name '(izip|imap|ifilter|urlencode|quote|unquote|urlopen|maketrans|uppercase|"
                         r"lowercase|letters)' from '(itertools|urllib|string)'")


def is_old_syntax(error: SyntaxError) -> bool:
    """Whether Python 2 would have read what this complains of."""
    message = str(error.msg)
    return any(known in message for known in _MESSAGES) or bool(_LINES.search(_without_texts(_line(error))))


def is_old_use(error: BaseException) -> bool:
    """Whether this complains of a name, a module or a method that Python 2 had."""
    if isinstance(error, NameError):
        name = _UNDEFINED.match(str(error))
        return name is not None and name.group(1) in _NAMES
    if isinstance(error, TypeError):
        return _PRINT_TO in str(error)
    if isinstance(error, ModuleNotFoundError):
        return error.name in _MODULES
    if isinstance(error, ImportError):
        return bool(_TAKEN_AWAY.search(str(error)))
    return isinstance(error, AttributeError) and bool(_METHODS.search(str(error)))


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
    line = re.sub(r"""(?<=["'])(?:\\.|(?!["']).)*(?=["'])""", "", line)
    return line.split("#", 1)[0]
