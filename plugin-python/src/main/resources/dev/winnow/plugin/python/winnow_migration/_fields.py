"""The settings of existing plugins' filters as fields of ``winnow.settings``."""

from winnow import settings as _settings


class Field:
    """A setting as such plugins define it: ``real`` is what it becomes."""

    kind = _settings.TextField

    def __init__(self, name=None, display_name=None, description="", options=(), choices=(), default=None,
                 default_value=None, **more):
        flags = [options] if isinstance(options, str) else list(options or ())
        values, labels = _choices(choices)
        first = default_value if default is None else default
        help = str(description or "") + _explained(labels)
        self.name = name
        self.real = self._kind(flags, values)(_name(name), label=display_name, help=help.strip(),
                                              required="required" in flags, default=first, options=values)

    def _kind(self, flags: list, values: list):
        return self.kind

    def value(self, given):
        """What the filter's function gets."""
        return given


class LongText(Field):
    """A text of several lines."""
    kind = _settings.LongTextField


class Boolean(Field):
    """A switch."""
    kind = _settings.BooleanField

    def value(self, given):
        """True or False."""
        return bool(given)


class Integer(Field):
    """A whole number."""
    kind = _settings.NumberField


class Decimal(Field):
    """A number with a fraction, entered as text."""

    def value(self, given):
        """A float; None where nothing was entered."""
        return None if given in (None, "") else float(given)


class Choice(Field):
    """One of the choices; of none, a free text."""

    def _kind(self, flags, values):
        return _settings.SelectionField if values else _settings.TextField


class Choices(Field):
    """Some of the choices; of none, free texts."""

    def _kind(self, flags, values):
        return _settings.MultiSelectionField if values and "tags" not in flags else _settings.TextListField

    def value(self, given):
        """A list."""
        return list(given or ())


def checked(field) -> Field:
    """The field, or a sentence on what was given instead."""
    if not isinstance(field, Field):
        raise TypeError("settings_config holds " + repr(field) + ": expected a field of field_definition")
    return field


def values(fields: list, settings: dict) -> dict:
    """The settings as the filter's function expects them."""
    by_name = {field.real.name: field for field in fields}
    given = {key: value for key, value in settings.items() if key not in by_name}
    for key, field in by_name.items():
        given[field.name] = field.value(settings.get(key))
    return given


def _name(name) -> str:
    if not isinstance(name, str) or not name:
        raise TypeError("a field of settings_config needs a name, a text")
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in name.lower())


def _choices(choices) -> tuple:
    values, labels = [], {}
    for choice in choices or ():
        if isinstance(choice, (list, tuple)) and len(choice) == 2:
            values.append(str(choice[0]))
            labels[str(choice[0])] = str(choice[1])
        else:
            value = getattr(choice, "value", choice)
            values.append(str(value))
            labels[str(value)] = str(getattr(choice, "label", value))
    return values, labels


def _explained(labels: dict) -> str:
    said = [value + ": " + label for value, label in labels.items() if label != value]
    return " (" + "; ".join(said) + ")" if said else ""
