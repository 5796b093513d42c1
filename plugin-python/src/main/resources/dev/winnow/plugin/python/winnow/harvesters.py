"""Cloud providers and harvesters: new kinds of accounts, and what is read from them."""

from winnow import _state
from winnow.inventory import Account, described

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Sink:
    """Takes what a harvester finds."""

    def accept(self, native_id: str, region: str | None = None, name: str | None = None, state: str | None = None,
               instance_type: str | None = None, image_id: str | None = None, zone: str | None = None,
               network_id: str | None = None, subnet_id: str | None = None, private_ip: str | None = None,
               public_ip: str | None = None, launched_at: object = None, tags: dict | None = None,
               attributes: dict | None = None) -> None:
        """Takes one resource; the same native id again in a region is the same resource.

        ``region`` is the harvested one where it is left out. ``launched_at`` is a datetime with a time zone or a text
        such as ``2026-01-31T12:00:00Z``. What else the provider says goes into ``attributes``.
        """
        _state.call("found", described(
            native_id, region=self._region if region is None else region, name=name, state=state,
            instance_type=instance_type, image_id=image_id, zone=zone, network_id=network_id, subnet_id=subnet_id,
            private_ip=private_ip, public_ip=public_ip, launched_at=launched_at, tags=tags, attributes=attributes))

    def __init__(self, region: str):
        self._region = region


def provider(name: str, title: str, test: "Callable[[Account], str]", regions: "Callable[[Account], list[str]]",
             settings: list | tuple = ()) -> None:
    """Makes a kind of cloud account known.

    ``test(account) -> str`` tries an account without changing anything and says what it found, or raises.
    ``regions(account) -> list of str`` names the regions to harvest, one job each. ``settings`` are fields from
    ``winnow.settings``; secrets are ``SecretField``, read by ``account.secret("field")``.
    """
    if not callable(test) or not callable(regions):
        raise TypeError("test and regions must be functions that take an account")
    _state.register("cloud provider", name, {"title": title, "settings": [field.definition() for field in settings]})
    _state.providers[name] = (test, regions)


def register(provider: str, resource_type: str, name: str | None = None) -> "Callable":
    """Makes a function ``(account, region, sink, context) -> None`` the harvester of a provider's resources of a type.

    It finds every resource of a region and hands each to ``sink.accept``. When it returns, what was not handed over is
    gone from the inventory; after an exception nothing is.
    """
    def decorate(function):
        known = name or provider + "." + resource_type
        _state.register("harvester", known, {"provider": provider, "resource_type": resource_type})
        _state.harvesters[known] = function
        return function

    return decorate


def harvest(name: str, facts: dict) -> None:
    """For the host: runs a harvester."""
    from winnow.jobs import JobContext
    region = facts["region"]
    _state.harvesters[name](Account(facts["account"]), region, Sink(region), JobContext(facts["job"]))


def test_account(name: str, facts: dict) -> str:
    """For the host: tries an account."""
    return str(_state.providers[name][0](Account(facts)))


def regions(name: str, facts: dict) -> list[str]:
    """For the host: the regions of an account."""
    found = _state.providers[name][1](Account(facts))
    if isinstance(found, str) or not all(isinstance(region, str) and region for region in found):
        raise TypeError("regions returned " + repr(found)[:200] + ": a list of names is expected")
    return list(found)
