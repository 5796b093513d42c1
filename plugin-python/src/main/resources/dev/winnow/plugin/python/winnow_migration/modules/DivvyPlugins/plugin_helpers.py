"""What existing plugins call in ``load()`` and ``unload()``."""

from winnow_migration import _jobs, _web
from winnow_migration._absent import members_of


def register_api_blueprint(*blueprints, **more) -> None:
    """Makes routes below ``/plugin/<this plugin>/`` of blueprints."""
    for blueprint in blueprints:
        _web.register(blueprint)


def unregister_api_blueprints(*blueprints) -> None:
    """Nothing: routes go with the plugin."""


def register_job_module(name, *more) -> None:
    """Makes the job classes of a module, by its name, known."""
    import sys
    for value in list(vars(sys.modules[name]).values()):
        if isinstance(value, type) and issubclass(value, _jobs.PluginJob) and value.__module__ == name:
            _jobs.add(value)


def unregister_job_module(*names) -> None:
    """Nothing: jobs go with the plugin."""


__getattr__ = members_of(__name__)
