"""Conditions on the inventory, which Winnow compiles to SQL.

Logic is two-valued: a comparison with an absent value is false, and ``~`` of it is true. So
``DbObjects.Resource.region != "eu-west-1"`` holds for a resource that has no region.
"""

from winnow import _state


class Condition:
    """What must hold of a row. Combine conditions with ``&``, ``|`` and ``~``."""

    __slots__ = ("node",)

    def __init__(self, node: dict):
        self.node = node

    def __and__(self, other: "Condition") -> "Condition":
        return and_(self, other)

    def __or__(self, other: "Condition") -> "Condition":
        return or_(self, other)

    def __invert__(self) -> "Condition":
        return Condition({"not": self.node})

    def __bool__(self) -> bool:
        raise TypeError("a condition is neither true nor false by itself: combine conditions with & | ~ in place of "
                        "and, or, not, each comparison in parentheses")

    def __repr__(self) -> str:
        return "Condition(" + repr(self.node) + ")"


class Subquery:
    """The values of one column of the rows for which a condition holds: for ``Column.in_``."""

    __slots__ = ("column", "conditions")

    def __init__(self, column: "Column", conditions: tuple = ()):
        self.column = column
        self.conditions = conditions

    def where(self, *conditions: Condition) -> "Subquery":
        """The same, of the rows for which these hold as well."""
        return Subquery(self.column, self.conditions + _checked(conditions))


class Column:
    """A column of a table; conditions start here."""

    __slots__ = ("table", "name", "type")

    def __init__(self, table: str, name: str, type: str):
        self.table = table
        self.name = name
        self.type = type

    def __eq__(self, value) -> Condition:
        return self.is_(None) if value is None else self._compare("eq", value)

    def __ne__(self, value) -> Condition:
        return ~(self == value)

    def __lt__(self, value) -> Condition:
        return self._compare("lt", value)

    def __le__(self, value) -> Condition:
        return self._compare("le", value)

    def __gt__(self, value) -> Condition:
        return self._compare("gt", value)

    def __ge__(self, value) -> Condition:
        return self._compare("ge", value)

    def __hash__(self) -> int:
        return hash((self.table, self.name))

    def in_(self, values) -> Condition:
        """Holds where the value is one of these, or among those of a ``select(...)``; of no values, never."""
        if isinstance(values, Subquery):
            return self._node("in", select={"column": values.column._reference(), "where": _all(values.conditions)})
        if isinstance(values, (str, bytes)):
            raise TypeError("in_ takes a list of values, got the single " + repr(values))
        return self._node("in", values=[self._literal(value) for value in values])

    def notin_(self, values) -> Condition:
        """Holds where the value is absent or none of these."""
        return ~self.in_(values)

    def like(self, pattern: str) -> Condition:
        """Holds where the text matches an SQL pattern: ``%`` any run, ``_`` one character, ``\\`` escapes."""
        return self._node("like", value=_string(pattern, "like"))

    def glob(self, pattern: str) -> Condition:
        """Holds where the text matches a pattern as file names have them: ``*`` any run, ``?`` one character."""
        text = _string(pattern, "glob").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return self._node("like", value=text.replace("*", "%").replace("?", "_"))

    def startswith(self, prefix: str) -> Condition:
        """Holds where the text begins with this, taken literally."""
        return self._node("startswith", value=_string(prefix, "startswith"))

    def contains(self, part: str) -> Condition:
        """Holds where the text contains this, taken literally."""
        return self._node("contains", value=_string(part, "contains"))

    def is_(self, value: None) -> Condition:
        """``is_(None)`` holds where there is no value."""
        if value is not None:
            raise TypeError("is_ takes None only; compare with == otherwise")
        return self._node("absent")

    def is_not(self, value: None) -> Condition:
        """``is_not(None)`` holds where there is a value."""
        return ~self.is_(value)

    def _compare(self, operator: str, value) -> Condition:
        return self._node(operator, value=self._literal(value))

    def _reference(self) -> dict:
        return {"table": self.table, "attribute" if self.type == "attribute" else "column": self.name}

    def _node(self, operator: str, **more) -> Condition:
        node = self._reference()
        node["op"] = operator
        node.update(more)
        return Condition(node)

    def _literal(self, value):
        if self.type == "number":
            if isinstance(value, int) and not isinstance(value, bool):
                return value
            expected = "a whole number"
        elif self.type == "instant":
            if isinstance(value, str):
                return value
            if hasattr(value, "isoformat") and getattr(value, "tzinfo", None) is not None:
                return value.isoformat()
            expected = "a datetime with a time zone, or a text such as '2026-01-31T12:00:00Z'"
        else:
            if isinstance(value, str):
                return value
            expected = "a text"
        raise TypeError(repr(self) + " is compared with " + expected + ", got " + repr(value))

    def __repr__(self) -> str:
        return self.table + "." + self.name


class Relation:
    """The way from a row to the rows of another table that belong to it, for example a resource's tags."""

    __slots__ = ("table", "name", "to")

    def __init__(self, table: str, name: str, to: str):
        self.table = table
        self.name = name
        self.to = to

    def any(self, *conditions: Condition) -> Condition:
        """Holds where there is a related row for which these hold; of no conditions, where there is one at all."""
        return Condition({"op": "any", "table": self.table, "relation": self.name, "where": _all(_checked(conditions))})

    def none(self, *conditions: Condition) -> Condition:
        """Holds where there is no related row for which these hold."""
        return ~self.any(*conditions)


class Table:
    """A table; its columns and relations are its attributes."""

    def __init__(self, name: str, columns: dict[str, str], relations: list[dict]):
        self._name = name
        self._known = list(columns)
        for column, type in columns.items():
            setattr(self, column, Column(name, column, type))
        for relation in relations:
            self._known.append(relation["name"])
            setattr(self, relation["name"], Relation(name, relation["name"], relation["to"]))
        if name == "resource":
            self.attribute = _attribute

    def __getattr__(self, name: str):
        raise AttributeError("DbObjects." + self._name.capitalize() + " has no '" + name + "'; it has "
                             + ", ".join(self._known))


class _DbObjects:
    """The tables that filters may speak of: ``Resource``, ``Tag``, ``Account`` and ``Finding``."""

    def __init__(self, schema: dict):
        for name, columns in schema["tables"].items():
            relations = [relation for relation in schema["relations"] if relation["from"] == name]
            setattr(self, name.capitalize(), Table(name, columns, relations))

    def __getattr__(self, name: str):
        raise AttributeError("DbObjects has no '" + name + "'; it has " + ", ".join(sorted(vars(self))))


class Query:
    """Which live resources are meant. A filter returns a narrower one: ``return query.filter(...)``."""

    __slots__ = ("conditions",)

    def __init__(self, conditions: tuple = ()):
        self.conditions = conditions

    def filter(self, *conditions: Condition) -> "Query":
        """The resources of this query for which each of these conditions holds as well."""
        return Query(self.conditions + _checked(conditions))

    where = filter

    def node(self) -> dict:
        """For the host: what was added."""
        return _all(self.conditions)


def select(column: Column) -> Subquery:
    """All values of a column, for ``Column.in_``; narrowed by ``.where(...)``."""
    if not isinstance(column, Column):
        raise TypeError("select takes a column, for example select(DbObjects.Tag.resource_id), got " + repr(column))
    return Subquery(column)


def and_(*conditions: Condition) -> Condition:
    """Holds where each of these does; of none, always."""
    return Condition(_joined("all", conditions))


def or_(*conditions: Condition) -> Condition:
    """Holds where at least one of these does; of none, never."""
    return Condition(_joined("any", conditions))


def not_(condition: Condition) -> Condition:
    """Holds where this does not."""
    return ~_checked((condition,))[0]


def _joined(kind: str, conditions) -> dict:
    parts: list[dict] = []
    for condition in _checked(conditions):
        inner = condition.node.get(kind)
        if inner is None:
            parts.append(condition.node)
        else:
            parts.extend(inner)
    return {kind: parts}


def _all(conditions: tuple) -> dict:
    return _joined("all", conditions)


def _checked(conditions) -> tuple:
    for condition in conditions:
        if not isinstance(condition, Condition):
            raise TypeError("expected a condition such as DbObjects.Resource.region == 'eu-west-1', got "
                            + repr(condition))
    return tuple(conditions)


def _string(value, method: str) -> str:
    if not isinstance(value, str):
        raise TypeError(method + " takes a text, got " + repr(value))
    return value


def _attribute(path: str) -> Column:
    """A scalar inside the JSON attributes, by its dotted path, for example ``Monitoring.State``; compared as text."""
    return Column("resource", _string(path, "attribute"), "attribute")


DbObjects = _DbObjects(_state.plugin["schema"])
