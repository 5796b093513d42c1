"""Names of resource types."""

from winnow_migration import _absent, _tables
from winnow_migration._absent import members_of


class _Types(type):
    def __getattr__(cls, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        return _absent.member("ResourceType." + name)

    def __iter__(cls):
        return iter(_tables.TYPES)


class ResourceType(metaclass=_Types):
    """The types, for example ``ResourceType.INSTANCE``, each the text that Winnow knows it by."""


for _type in _tables.TYPES:
    setattr(ResourceType, _type.upper(), _type)


class ResourceIds:
    """Ids of resources here are numbers that the inventory gives, not texts that can be made up."""

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent.member("ResourceIds." + name)


ResourceIds = ResourceIds()
__getattr__ = members_of(__name__)
