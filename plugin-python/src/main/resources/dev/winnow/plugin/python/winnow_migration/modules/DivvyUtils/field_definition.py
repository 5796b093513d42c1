"""Fields of a filter's form, as existing plugins define them."""

from winnow_migration._absent import members_of
from winnow_migration._fields import Boolean as BooleanField
from winnow_migration._fields import Choice as SelectionField
from winnow_migration._fields import Choices as MultiSelectionField
from winnow_migration._fields import Decimal as FloatField
from winnow_migration._fields import Field as StringField
from winnow_migration._fields import Integer as IntegerField
from winnow_migration._fields import LongText as TextField

ChoiceField = SelectionField
NumberField = IntegerField
Jinja2StringField = StringField
Jinja2TextField = TextField
ListField = MultiSelectionField


class FieldOptions:
    """Flags of a field; those that only change how it looks have no effect."""

    REQUIRED = "required"
    TAGS = "tags"
    MONOSPACE = "monospace"
    MULTILINE = "multiline"
    PASSWORD = "password"
    HIDDEN = "hidden"


class SelectionChoice:
    """A choice and what people read for it."""

    def __init__(self, value, label=None, display_name=None, **more):
        self.value = value
        self.label = label or display_name or value


__all__ = ["BooleanField", "ChoiceField", "FieldOptions", "FloatField", "IntegerField", "Jinja2StringField",
           "Jinja2TextField", "ListField", "MultiSelectionField", "NumberField", "SelectionChoice", "SelectionField",
           "StringField", "TextField"]
__getattr__ = members_of(__name__)
