"""Queries as existing plugins write them, made into the conditions of ``winnow.query``."""

from winnow import query as _query
from winnow.query import Condition, Subquery
from winnow_migration import _absent

_ALWAYS = {"all": []}
_NEVER = {"any": []}


def and_(*conditions) -> Condition:
    """Holds where each of these does."""
    return _query.and_(*[condition(each) for each in conditions])


def or_(*conditions) -> Condition:
    """Holds where at least one of these does."""
    return _query.or_(*[condition(each) for each in conditions])


def not_(negated) -> Condition:
    """Holds where this does not."""
    return ~condition(negated)


def condition(value) -> Condition:
    """A condition; True and False are such, since comparisons of plain values make them."""
    if value is True or value is False:
        return Condition(_ALWAYS if value else _NEVER)
    if isinstance(value, _absent.Absent):
        raise _absent.MigrationGap(value._name)
    return value


class Column(_query.Column):
    """A column with the methods that such plugins call."""

    __slots__ = ("owner", "shown", "plain")

    def __init__(self, real: _query.Column, owner, shown: str, plain=None):
        super().__init__(real.table, real.name, real.type)
        self.owner = owner
        self.shown = repr(owner) + "." + shown
        self.plain = plain

    __hash__ = _query.Column.__hash__

    def __eq__(self, value):
        if isinstance(value, _query.Column):
            raise _absent.MigrationGap("a join: " + repr(self) + " == " + repr(value))
        return super().__eq__(value)

    def __ne__(self, value):
        return ~(self == value)

    def in_(self, values):
        """Holds where the value is one of these, or among those of a query."""
        if isinstance(values, Select):
            values.one_column()
        return super().in_(values)

    not_in = _query.Column.notin_

    def is_(self, value):
        """``is_(None)`` holds where there is no value."""
        return super().is_(None) if value is None else self == value

    def isnot(self, value):
        """Holds where ``is_`` does not."""
        return ~self.is_(value)

    is_not = isnot

    def notlike(self, pattern):
        """Holds where ``like`` does not."""
        return ~self.like(pattern)

    not_like = notlike

    def endswith(self, suffix):
        """Holds where the text ends with this, taken literally."""
        escaped = suffix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return self.like("%" + escaped)

    def between(self, low, high):
        """Holds where the value is neither smaller nor greater."""
        return (self >= low) & (self <= high)

    def label(self, name):
        """The column: its name does not matter here."""
        return self

    asc = desc = distinct = lambda self: self

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _absent.MigrationGap(repr(self) + "." + name)

    def _literal(self, value):
        if isinstance(value, _absent.Absent):
            raise _absent.MigrationGap(value._name)
        if self.plain is not None:
            value = self.plain(value)
        if self.type == "instant" and hasattr(value, "isoformat") and getattr(value, "tzinfo", True) is None:
            return value.isoformat() + "Z"
        return super()._literal(value)

    def __repr__(self) -> str:
        return self.shown


class _Narrowing:
    """What queries for resources and for values have in common."""

    __slots__ = ()

    def filter(self, *conditions):
        """The same, for which these hold as well."""
        return self.where(*[condition(each) for each in conditions])

    def distinct(self, *columns):
        """The same: values count once anyway."""
        return self

    order_by = group_by = options = execution_options = enable_eagerloads = distinct

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        raise _absent.MigrationGap("query." + name)

    def __iter__(self):
        raise _absent.MigrationGap("the rows of a query: here a query is part of a filter, which runs in MySQL")

    def all(self):
        """Not offered."""
        return iter(self)

    first = one = one_or_none = scalar = count = all


class Query(_Narrowing, _query.Query):
    """The query that a filter gets and narrows."""

    __slots__ = ("entity",)

    def __init__(self, entity, conditions: tuple = ()):
        super().__init__(conditions)
        self.entity = entity

    def where(self, *conditions):
        """The same, for which these hold as well."""
        return Query(self.entity, _query.Query(self.conditions).where(*conditions).conditions)

    def filter_by(self, **values):
        """The resources whose columns have these values."""
        return self.filter(*[getattr(self.entity, name) == value for name, value in values.items()])


class Select(_Narrowing, Subquery):
    """What ``session.query(...)`` returns: values of a column, for ``in_``."""

    __slots__ = ("entity", "columns")

    def __init__(self, entity, columns: tuple, conditions: tuple):
        super().__init__(columns[0], conditions)
        self.entity = entity
        self.columns = columns

    def one_column(self) -> None:
        """Fails where this has several columns."""
        if len(self.columns) != 1:
            raise _absent.MigrationGap("in_ over a query for several columns")

    def where(self, *conditions):
        """The same, of the rows for which these hold as well."""
        return Select(self.entity, self.columns, Subquery(self.column, self.conditions).where(*conditions).conditions)

    def filter_by(self, **values):
        """The rows whose columns have these values."""
        return self.filter(*[getattr(self.entity, name) == value for name, value in values.items()])

    def subquery(self, name=None):
        """Itself."""
        return self

    as_scalar = scalar_subquery = subquery
