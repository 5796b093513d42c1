"""Jobs of existing plugins: classes with a ``run``, known by their class's name."""

from winnow import _notes, _state, schedules

_classes: dict[str, str] = {}
_periodic: list[tuple] = []


class PluginJob:
    """A job: ``run()`` does it. What it was asked with are the arguments of its constructor."""

    def __init__(self, *arguments, **options):
        pass

    def run(self):
        """Does the job."""
        raise NotImplementedError(type(self).__name__ + " has no run()")


class PluginHarvester(PluginJob):
    """A job in three steps, of which ``do_harvest`` is a plugin's own."""

    def _setup(self) -> None:
        """Before."""

    def do_harvest(self) -> None:
        """Does the work."""
        raise NotImplementedError(type(self).__name__ + " has no do_harvest()")

    def _cleanup(self) -> None:
        """After, whatever happened."""

    def run(self):
        """All three."""
        self._setup()
        try:
            return self.do_harvest()
        finally:
            self._cleanup()


def add(job) -> None:
    """Makes a class the handler of jobs of its name."""
    name = job.__name__
    if name in _classes:
        return
    known = _state.extension_name(name)
    _classes[name] = known

    def handler(context):
        result = job(**context.arguments).run()
        return result if isinstance(result, dict) else None

    _state.register("job", known, {"resource_action": None})
    _state.jobs[known] = handler


def periodic(name, args=None, interval=None, **more) -> None:
    """Lets a job recur; made a schedule once all of the plugin is loaded."""
    if not _periodic:
        _state.before_registering.append(_schedule)
    name = getattr(name, "__name__", name)
    _notes.note(_notes.differs("its job '" + str(name) + "' recurs every " + str(interval) + " minutes: 'interval' of "
                               "add_periodic_job is taken as minutes."))
    _periodic.append((str(name), dict(args or {}), interval, _notes.place()))


def _schedule() -> None:
    for name, arguments, interval, at in _periodic:
        if name not in _classes:
            _notes.note(_notes.differs("its job '" + name + "' does not recur: it was not given to Router.add_job."),
                        at)
            continue
        if isinstance(interval, bool) or not isinstance(interval, (int, float)) or interval <= 0:
            raise ValueError("add_periodic_job('" + name + "') needs an interval in minutes, got " + repr(interval))
        schedules.define(_state.extension_name(name), job=_classes[name], priority="p2",
                         interval=str(max(1, round(interval * 60))) + "s", arguments=arguments)
    _periodic.clear()
