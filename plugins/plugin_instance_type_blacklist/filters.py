"""The filter: instances whose type is on a list."""

from winnow import DbObjects, filters, or_
from winnow.settings import TextListField

instance_type = DbObjects.Resource.instance_type


@filters.register(
    name="instance_type_blacklist",
    title="Instance type is blacklisted",
    description="Keeps the instances whose type is on the list. * stands for any characters, ? for one: t2.* is every "
                "size of t2.",
    resource_types=["instance"],
    settings=[
        TextListField("types", label="Types that are not allowed", help="For example t2.micro or m1.*", required=True),
    ],
)
def instance_type_blacklist(query, settings):
    wanted = [name.strip().lower() for name in settings["types"] if name.strip()]
    exact = [name for name in wanted if "*" not in name and "?" not in name]
    patterns = [name for name in wanted if name not in exact]
    return query.filter(or_(instance_type.in_(exact), *[instance_type.glob(pattern) for pattern in patterns]))
