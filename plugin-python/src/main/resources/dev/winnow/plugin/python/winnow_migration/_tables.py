"""Tables and columns under the names by which existing plugins know them."""

import sys

from winnow.query import DbObjects
from winnow_migration import _absent
from winnow_migration._query import Column

_PROVIDERS = {"AWS": "aws", "AWS_GOV": "aws", "AWS_CHINA": "aws", "AZURE_ARM": "azure", "AZURE_ARM_GOV": "azure",
              "AZURE_ARM_CHINA": "azure", "GCE": "gcp", "ALICLOUD": "alicloud", "OCI": "oci"}

_RESOURCE = {"resource_id": "id", "organization_service_id": "account_id", "cloud_type_id": "provider",
             "provider_id": "native_id", "instance_id": "native_id", "name": "name", "region_name": "region",
             "region": "region", "availability_zone": "zone", "state": "state", "instance_type": "instance_type",
             "image_id": "image_id", "network_id": "network_id", "subnet_id": "subnet_id",
             "private_ip_address": "private_ip", "public_ip_address": "public_ip", "launch_time": "launched_at",
             "creation_timestamp": "launched_at", "discovered_timestamp": "first_seen"}
_TAG = {"resource_id": "resource_id", "key": "key", "value": "value"}
_made: dict[str, object] = {}
_ACCOUNT = {"organization_service_id": "id", "name": "name", "cloud_type_id": "provider"}

TYPES = ("instance", "volume", "snapshot", "private_image", "private_network", "private_subnet", "network_interface",
         "public_ip", "resource_access_list", "load_balancer", "storage_container", "database_instance",
         "database_snapshot", "database_cluster", "service_user", "service_role", "service_group", "service_policy",
         "service_access_key", "service_region", "service_certificate", "serverless_function", "ssh_key_pair",
         "encryption_key", "message_queue", "notification_topic", "container_cluster", "dns_zone", "autoscaling_group",
         "network_gateway", "route_table", "secret", "stack_template", "memory_cache_instance", "big_data_instance")


def provider(value):
    """Our name of a cloud, by that of the other product."""
    return _PROVIDERS.get(value, value.lower()) if isinstance(value, str) else value


class Table:
    """A table, whose columns are its attributes; for one resource type it is narrowed to that."""

    def __init__(self, name: str, table, columns: dict[str, str], type: str | None = None):
        self._name = name
        self._table = table
        self._columns = dict(columns)
        self.__name__ = name
        if type is not None:
            self.resource_type = type
        elif "resource_id" in columns and columns["resource_id"] == "id":
            self._columns["resource_type"] = "type"
        for shown, real in self._columns.items():
            plain = provider if real == "provider" else None
            setattr(self, shown, Column(getattr(table, real), self, shown, plain))

    def scope(self) -> tuple:
        """The conditions that make a row one of this table."""
        type = vars(self).get("resource_type")
        return (self._table.type == type,) if isinstance(type, str) else ()

    def columns(self) -> dict[str, Column]:
        """By name."""
        return {name: getattr(self, name) for name in self._columns}

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent.member("DbObjects." + self._name + "." + name)

    def __call__(self, **values):
        raise _absent.MigrationGap("a new row of " + self._name)

    def __repr__(self) -> str:
        return "DbObjects." + self._name


def of_type(type: str) -> Table:
    """The table of the resources of a type; of all, where it is empty."""
    if not type:
        return Table("ResourceCommonData", DbObjects.Resource, _RESOURCE)
    return Table(class_name(type), DbObjects.Resource, _RESOURCE, type)


def found(name: str) -> Table | None:
    """The table of this name; None where there is none."""
    if name not in _made:
        if name in ("ResourceTag", "ResourceTags"):
            _made[name] = Table(name, DbObjects.Tag, _TAG)
        elif name == "OrganizationService":
            _made[name] = Table(name, DbObjects.Account, _ACCOUNT)
        elif name == "ResourceCommonData":
            _made[name] = of_type("")
        else:
            types = [type for type in TYPES if class_name(type) == name]
            if not types:
                return None
            _made[name] = of_type(types[0])
    return _made[name]


def class_name(type: str) -> str:
    """The name of the table of a resource type."""
    return "".join(word.capitalize() for word in type.split("_"))


class SameTables:
    """Loads a submodule of the tables' module as the tables' module: some plugins name the file a table was in."""

    def __init__(self, name: str):
        self._name = name

    def create_module(self, spec):
        """A module that has all tables."""
        module = type(sys)(spec.name)
        module.__getattr__ = lambda name: getattr(sys.modules[self._name], name)
        return module

    def exec_module(self, module) -> None:
        """Nothing else is in it."""
        module.__path__ = []
