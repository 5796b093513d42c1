"""What Winnow's Java half calls, with JSON in and JSON out. Plugins do not import it."""

import sys

from winnow import _errors, _modules, _notes, _refusals, _state, _text

_loaded: list = []


def _answered(work) -> str:
    try:
        return _text.write({"value": work()})
    except BaseException as error:
        return _text.write({"failed": _errors.described(error)})


def start(host, facts: str) -> None:
    """Connects this interpreter to its host and tells it of its plugin."""
    _state.connect(host)
    _state.plugin.update(_text.read(facts))
    _modules.install(_state.plugin["package"], _state.plugin["top_level"])
    _refusals.install(_state.plugin["network"])
    if _state.plugin["work_folder"]:
        from winnow import _files
        _files.install()
    if _state.plugin["network"]:
        from winnow import _hostnames
        _hostnames.install()
    if _state.plugin["proxied"]:
        from winnow import _proxies
        _proxies.install()


def load(files: str) -> str:
    """Imports the plugin's modules, calls load() in each that has it, and returns what was registered."""
    def work():
        package = _state.plugin["package"]
        _show_warnings()
        _state.loading = True
        try:
            for file in _text.read(files):
                name = _modules.named(package, file)
                __import__(name)
                _loaded.append(sys.modules[name])
            for module in _loaded:
                if callable(getattr(module, "load", None)):
                    module.load()
            for last in _state.before_registering:
                last()
            return _state.registered
        finally:
            _state.loading = False
            _notes.flush()
    return _answered(work)


def unload() -> str:
    """Calls unload() in each loaded module that has it, the last one first; each gets its chance."""
    def work():
        failures = []
        while _loaded:
            module = _loaded.pop()
            try:
                if callable(getattr(module, "unload", None)):
                    module.unload()
            except Exception as error:
                failures.append(_errors.described(error))
        return failures
    return _answered(work)


def apply(name: str, values: str, resource_type: str) -> str:
    """Runs a filter on a query for resources of a type, empty for any, and returns the condition that it adds."""
    def work():
        _state.resource_type = resource_type
        from winnow import settings
        from winnow.query import Query
        function, fields = _state.filters[name]
        narrowed = function(Query(), settings.completed(fields, _text.read(values)))
        if not isinstance(narrowed, Query):
            got = "nothing" if narrowed is None else "a value of type " + type(narrowed).__name__
            raise TypeError("it returned " + got + " where the query is expected: end it with "
                            "'return query.filter(...)'")
        return narrowed.node()
    return _answered(work)


def run(type: str, facts: str) -> str:
    """Runs a job and returns its result."""
    def work():
        from winnow.jobs import JobContext
        _state.job_runs = True
        try:
            result = _state.jobs[type](JobContext(_text.read(facts)))
        finally:
            _state.job_runs = False
        if result is not None and not isinstance(result, dict):
            raise TypeError("the handler returned " + repr(result)[:200] + ": a job's result is a dictionary or None")
        return result or {}
    return _answered(work)


def harvest(name: str, facts: str) -> str:
    """Runs a harvester."""
    def work():
        from winnow import harvesters
        return harvesters.harvest(name, _text.read(facts))
    return _answered(work)


def test_account(name: str, facts: str) -> str:
    """Tries a cloud account and returns what a provider says of it."""
    def work():
        from winnow import harvesters
        return harvesters.test_account(name, _text.read(facts))
    return _answered(work)


def regions(name: str, facts: str) -> str:
    """The regions of a cloud account."""
    def work():
        from winnow import harvesters
        return harvesters.regions(name, _text.read(facts))
    return _answered(work)


def route(name: str, facts: str) -> str:
    """Answers a request."""
    def work():
        from winnow import routes
        return routes.answer(name, _text.read(facts))
    return _answered(work)


def answered() -> bytes:
    """The body of the last answer of a route that was bytes, which are too many for JSON."""
    body, _state.answered = _state.answered, b""
    return body


def inspect() -> str:
    """Looks through the plugin's sources without running them, and returns what should be known of them."""
    def work():
        from winnow import _inspect
        return _inspect.scan("/plugin/" + _state.plugin["package"])
    return _answered(work)


def _show_warnings() -> None:
    import warnings

    def show(message, category, filename, lineno, file=None, line=None):
        kind = "" if category is UserWarning else category.__name__ + ": "
        _state.call("emitted", kind + str(message) + " (" + _errors.relative(filename) + ", line " + str(lineno) + ")")

    warnings.showwarning = show
    warnings.simplefilter("default")
