"""Blueprints of existing plugins as routes, and what their functions take and answer."""

from winnow import _notes, _text, routes

_METHODS = ("GET", "POST", "PUT", "DELETE")


class Values(dict):
    """Query parameters, each with its first value."""

    def __init__(self, values: dict):
        super().__init__({name: given[0] for name, given in values.items() if given})
        self._all = values

    def getlist(self, name: str) -> list:
        """All values of a parameter."""
        return list(self._all.get(name, ()))


class CurrentRequest:
    """The request that is being answered; there is one at a time in an interpreter."""

    current: routes.Request | None = None

    @property
    def _asked(self) -> routes.Request:
        if CurrentRequest.current is None:
            raise RuntimeError("there is no request: it is there while a route is answered")
        return CurrentRequest.current

    @property
    def args(self) -> Values:
        """Query parameters."""
        return Values(self._asked.query)

    values = args

    @property
    def method(self) -> str:
        """GET, POST, PUT or DELETE."""
        return self._asked.method

    @property
    def path(self) -> str:
        """The path below the plugin's."""
        return "/" + self._asked.path

    @property
    def data(self) -> bytes:
        """The body."""
        return self._asked.body

    def get_data(self, as_text: bool = False):
        """The body, as bytes or text."""
        return self._asked.text if as_text else self._asked.body

    def get_json(self, force: bool = False, silent: bool = False):
        """The value of the body; None where there is no body."""
        if not self._asked.body:
            return None
        try:
            return self._asked.json()
        except ValueError:
            if silent:
                return None
            raise

    @property
    def json(self):
        """The value of the body; None where there is no body."""
        return self.get_json()

    @property
    def form(self) -> Values:
        """The fields of a form that was sent."""
        from urllib.parse import parse_qs
        return Values(parse_qs(self._asked.text, keep_blank_values=True))


class Blueprint:
    """Collects functions that answer; ``register_api_blueprint`` makes routes of them."""

    def __init__(self, name=None, import_name=None, url_prefix=None, **more):
        self.name = name
        self.url_prefix = url_prefix or ""
        self.rules: list[tuple] = []

    def route(self, rule: str, methods=("GET",), **more):
        """Makes a function answer requests."""
        at = _notes.place()

        def decorate(function):
            self.rules.append((self.url_prefix + rule, list(methods), function, at))
            return function

        return decorate

    routeAuthenticated = routeApi = route

    def routeUnauthenticated(self, rule: str, methods=("GET",), **more):
        """As ``route``: what a plugin answers is for people who are signed in, here."""
        _notes.note(_notes.differs("the route '" + str(rule) + "' was for everybody; here it answers people who are "
                                   "signed in only."))
        return self.route(rule, methods, **more)

    routeUnAuthenticated = routeUnauthenticated

    def add_url_rule(self, rule: str, endpoint=None, view_func=None, methods=("GET",), **more) -> None:
        """``route`` without a decorator."""
        self.route(rule, methods, **more)(view_func)


def register(blueprint: Blueprint) -> None:
    """Makes routes of what a blueprint collected."""
    for rule, methods, function, at in blueprint.rules:
        path = str(rule).strip("/")
        for method in methods:
            if "<" in path:
                _notes.note(_notes.differs("the route '" + str(rule) + "' has a variable part and is left out: paths "
                                           "are fixed here, what varies comes as query parameters."), at)
            elif method not in _METHODS:
                _notes.note(_notes.differs("the route '" + str(rule) + "' does not answer " + str(method)
                                           + " here: GET, POST, PUT and DELETE are known."), at)
            else:
                role = "viewer" if method == "GET" else "operator"
                routes.route(path, method, role)(_answering(function))


def _answering(function):
    def answer(request):
        CurrentRequest.current = request
        try:
            return response(function())
        finally:
            CurrentRequest.current = None

    return answer


def response(answered) -> routes.Response:
    """What a function answered, as a response: a text, a dictionary, a response, or one with its status."""
    status = None
    if isinstance(answered, tuple):
        answered, status = answered[0], answered[1] if len(answered) > 1 else None
    if isinstance(answered, routes.Response):
        told = answered
    elif isinstance(answered, str):
        told = routes.Response(answered, content_type="text/html; charset=utf-8")
    else:
        told = routes.Response(answered)
    if isinstance(status, int):
        told.status = status
    return told


def json_response(data=None, status: int = 200, **more) -> routes.Response:
    """JSON of any data; a text that is JSON already goes as it is."""
    if isinstance(data, str):
        try:
            _text.parse(data)
            return routes.Response(data, status, "application/json")
        except ValueError:
            pass
    return routes.Response(_text.write(data, str), status, "application/json")
