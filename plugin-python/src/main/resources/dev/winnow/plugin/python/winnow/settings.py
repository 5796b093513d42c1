"""The fields of a form: what a filter asks people for."""


class Field:
    """One setting. Use one of the classes below."""

    kind = ""
    empty = None

    def __init__(self, name: str, label: str | None = None, help: str = "", required: bool = False, default=None,
                 options: list[str] | tuple = ()):
        if not isinstance(name, str) or not name:
            raise TypeError("a field needs a name, a text")
        self.name = name
        self.label = label or name.replace("_", " ").capitalize()
        self.help = help
        self.required = bool(required)
        self.default = default
        self.options = list(options)

    def definition(self) -> dict:
        """For the host."""
        return {"name": self.name, "label": self.label, "help": self.help, "kind": self.kind,
                "required": self.required, "default": self.default, "options": self.options}


class TextField(Field):
    """A text."""
    kind = "text"


class LongTextField(Field):
    """A text of several lines."""
    kind = "long_text"


class NumberField(Field):
    """A whole number."""
    kind = "number"


class BooleanField(Field):
    """A switch."""
    kind = "boolean"
    empty = False


class SelectionField(Field):
    """One of ``options``."""
    kind = "selection"


class MultiSelectionField(Field):
    """Some of ``options``, a list."""
    kind = "multi_selection"
    empty = ()


class TextListField(Field):
    """A list of texts."""
    kind = "text_list"
    empty = ()


class SecretField(Field):
    """A reference to a secret, ``env:NAME`` or ``file:/path``; never the secret itself."""
    kind = "secret_reference"


def completed(fields: list[Field], values: dict) -> dict:
    """The values with an empty one for each field that has none, so that ``settings["name"]`` never fails."""
    whole = {}
    for field in fields:
        whole[field.name] = list(field.empty) if isinstance(field.empty, tuple) else field.empty
    whole.update(values)
    return whole
