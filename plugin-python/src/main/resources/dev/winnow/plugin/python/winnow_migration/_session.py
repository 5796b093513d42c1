"""Sessions on the database as existing plugins open them: here they make conditions, and read and write nothing."""

from winnow_migration import _absent
from winnow_migration._query import Column, Select
from winnow_migration._tables import Table


class Session:
    """Makes queries."""

    def query(self, *wanted) -> Select:
        """The values of a column, for ``in_``; of a table, the ids of its rows."""
        columns, entity = [], None
        for each in wanted:
            if isinstance(each, Table):
                columns.append(_id_of(each))
                entity = entity or each
            elif isinstance(each, Column):
                columns.append(each)
                entity = entity or each.owner
            else:
                raise _absent.MigrationGap("a query for " + repr(each))
        if not columns or len({column.table for column in columns}) != 1:
            raise _absent.MigrationGap("a query for columns of several tables")
        return Select(entity, tuple(columns), entity.scope())

    def commit(self) -> None:
        """Nothing: nothing was written."""

    flush = rollback = close = expire_all = expunge_all = remove = commit

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _absent.MigrationGap("session." + name)


class Database:
    """What plugins make to get at a session."""

    def __init__(self, *arguments, **options):
        self.session = Session()

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        return None


class Scope:
    """Opens a session for a block or for each call of a function: here, nothing is to be opened."""

    def __init__(self, *arguments, **options):
        self._database = Database()

    def __call__(self, function):
        """As a decorator."""
        return function

    def __enter__(self):
        return self._database

    def __exit__(self, *failure):
        return None


def _id_of(table: Table) -> Column:
    for name in ("resource_id", "organization_service_id"):
        if name in table.columns():
            return getattr(table, name)
    raise _absent.MigrationGap("a query for " + repr(table))
