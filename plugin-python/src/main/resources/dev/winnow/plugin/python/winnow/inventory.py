"""What a job knows of cloud accounts and resources."""

from winnow import _state

_TEXTS = ("region", "name", "state", "instance_type", "image_id", "zone", "network_id", "subnet_id", "private_ip",
          "public_ip")


class Account:
    """A cloud account whose resources are harvested."""

    def __init__(self, facts: dict):
        self.id: int = facts["id"]
        self.name: str = facts["name"]
        self.provider: str = facts["provider"]
        self.settings: dict = facts["settings"]

    def secret(self, setting: str) -> str:
        """The secret behind the reference in one of the settings of the account that is harvested or tried."""
        return _state.call("account_secret", setting)

    def __repr__(self) -> str:
        return "Account(" + repr(self.name) + ", " + repr(self.provider) + ")"


class Resource:
    """A resource as the last harvest described it. Times are texts such as ``2026-01-31T12:00:00Z``."""

    def __init__(self, facts: dict):
        self.id: int = facts["id"]
        self.account_id: int = facts["account_id"]
        self.provider: str = facts["provider"]
        self.type: str = facts["type"]
        self.native_id: str = facts["native_id"]
        self.region: str = facts["region"]
        self.name: str | None = facts["name"]
        self.state: str | None = facts["state"]
        self.instance_type: str | None = facts["instance_type"]
        self.image_id: str | None = facts["image_id"]
        self.zone: str | None = facts["zone"]
        self.network_id: str | None = facts["network_id"]
        self.subnet_id: str | None = facts["subnet_id"]
        self.private_ip: str | None = facts["private_ip"]
        self.public_ip: str | None = facts["public_ip"]
        self.launched_at: str | None = facts["launched_at"]
        self.first_seen: str = facts["first_seen"]
        self.last_seen: str = facts["last_seen"]
        self.tags: dict[str, str] = facts["tags"]
        self.attributes: dict = facts["attributes"]

    def __repr__(self) -> str:
        return "Resource(" + repr(self.native_id) + ", " + repr(self.type) + ")"


class Inventory:
    """The inventory, for jobs: ``context.inventory``."""

    def account(self, id: int) -> Account | None:
        """A cloud account; None where there is none with this id."""
        facts = _state.call("account", int(id))
        return None if facts is None else Account(facts)

    def accounts(self) -> list[Account]:
        """All cloud accounts, by name."""
        return [Account(facts) for facts in _state.call("accounts")]

    def resource(self, id: int) -> Resource | None:
        """A resource that is not deleted; None where there is none with this id."""
        facts = _state.call("resource", int(id))
        return None if facts is None else Resource(facts)

    def save(self, account: Account | int, resource_type: str, native_id: str, region: str = "", **more: object) -> None:
        """Replaces what is known of one resource of an account, or adds it. ``more`` as in ``Sink.accept``."""
        id = account.id if isinstance(account, Account) else int(account)
        _state.call("save", {"account": id, "type": resource_type,
                             "resource": described(native_id, region=region, **more)})


def described(native_id: str, tags: dict | None = None, attributes: dict | None = None, launched_at: object = None,
              **texts: str | None) -> dict:
    """For the host: what is said of a resource; what is wrong with it is a sentence."""
    if not isinstance(native_id, str) or not native_id:
        raise TypeError("native_id must be a text that is not empty, got " + repr(native_id))
    answer: dict = {"native_id": native_id, "tags": {}, "attributes": attributes or {}}
    for key, value in texts.items():
        if key not in _TEXTS:
            raise TypeError("a resource has no '" + key + "'; it has " + ", ".join(_TEXTS)
                            + ", tags, attributes and launched_at; put the rest into attributes")
        if value is not None and not isinstance(value, str):
            raise TypeError(key + " must be a text, got " + repr(value))
        answer[key] = value
    for key, value in (tags or {}).items():
        answer["tags"][str(key)] = "" if value is None else str(value)
    if launched_at is not None:
        answer["launched_at"] = _instant(launched_at)
    return answer


def _instant(value) -> str:
    if hasattr(value, "isoformat"):
        if getattr(value, "tzinfo", None) is None:
            raise TypeError("launched_at needs a time zone, got " + repr(value))
        return value.isoformat()
    return str(value)
