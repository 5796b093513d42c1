"""Where existing plugins register filters."""

from winnow_migration import _filters
from winnow_migration._absent import members_of


class QueryRegistry:
    """Known filters."""

    @staticmethod
    def register(query_id, name=None, description="", supported_clouds=(), supported_resources=(),
                 settings_config=(), version=None, author=None, **more):
        """Makes a function ``(query, db_cls, settings_config) -> query`` a filter."""
        return _filters.register(query_id, name, description, supported_clouds or (), supported_resources or (),
                                 settings_config or ())

    @staticmethod
    def unregister(query_id, *more) -> None:
        """Forgets a filter."""
        _filters.unregister(query_id)


QueryRegistry.register.registers_filter = True
__getattr__ = members_of(__name__)
