"""Turns what a plugin raises into a plain dictionary, while the interpreter that knows it is alive."""

import sys

from winnow import _state

_LONGEST = 2000


def described(error: BaseException) -> dict:
    """Kind, text and last place in the plugin of an exception."""
    file, line = _place(error)
    answer = {"kind": "error", "type": type(error).__name__, "message": _message(error), "file": file, "line": line}
    if isinstance(error, SyntaxError) and inside(error.filename) is not None:
        answer.update(kind="syntax", message=str(error.msg)[:_LONGEST], file=inside(error.filename),
                      line=error.lineno or 0)
        if _python2().is_old_syntax(error):
            answer.update(kind="python2")
    elif file is not None and isinstance(error, (NameError, ImportError, AttributeError, TypeError)) \
            and _python2().is_old_use(error, answer["message"]):
        answer.update(kind="python2")
    elif isinstance(error, ImportError):
        answer.update(kind="import", missing=str(error.name or ""))
    elif isinstance(error, SystemExit):
        answer.update(kind="exit")
    else:
        jobs = sys.modules.get("winnow.jobs")
        if jobs is not None and isinstance(error, jobs.JobCancelled):
            answer.update(kind="cancelled")
        elif jobs is not None and isinstance(error, jobs.NoRetry):
            answer.update(kind="no_retry")
        elif jobs is not None and isinstance(error, jobs.RetryLater):
            answer.update(kind="retry_later", after_seconds=error.after_seconds)
    return answer


def relative(file) -> str:
    """A file's name below the plugin's folder; as it is where it lies elsewhere."""
    return inside(file) or str(file)


def _message(error: BaseException) -> str:
    try:
        return str(error)[:_LONGEST]
    except BaseException:  # a plugin's own __str__ may do anything
        return "(its text cannot be shown: __str__ failed)"


def inside(file) -> str | None:
    """A file's name below the plugin's folder; None where it lies elsewhere."""
    folder = "/plugin/" + _state.plugin["package"] + "/"
    return file[len(folder):] if isinstance(file, str) and file.startswith(folder) else None


def _place(error: BaseException) -> tuple:
    file, line = None, 0
    trace = error.__traceback__
    while trace is not None:
        own = inside(trace.tb_frame.f_code.co_filename)
        if own is not None:
            file, line = own, trace.tb_lineno
        trace = trace.tb_next
    return file, line


def _python2():
    from winnow import _python2
    return _python2
