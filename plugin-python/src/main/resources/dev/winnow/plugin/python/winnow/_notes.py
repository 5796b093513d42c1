"""What the operator should know of the plugin, with the place in its sources."""

import sys

from winnow import _errors, _state

DEPRECATED = "P402"
GAP = "P403"
_GUIDE = "see docs/plugins/migration.md"
_waiting: list[dict] = []


def deprecated(member: str, since: str, replacement: str) -> dict:
    """That a deprecated member is used."""
    return {"code": DEPRECATED,
            "message": "it uses '" + member + "', which is deprecated since " + since + " and will be removed in a "
                       "future release.",
            "hint": "Use '" + replacement + "' instead, then restart the scheduler and the other daemons."}


def gap(name: str) -> dict:
    """That something is used which the migration layer does not offer."""
    return {"code": GAP, "name": name,
            "message": "it uses '" + name + "', which is not offered here: code that reaches it fails with an error "
                       "that says so, the rest of the plugin works.",
            "hint": "Port that part to the winnow package, " + _GUIDE + "."}


def differs(what: str) -> dict:
    """That something works in another way than it did in the product that the plugin was written for."""
    return {"code": GAP, "message": what, "hint": "If that is not meant, port that part, " + _GUIDE + "."}


def note(fact: dict, at: tuple | None = None) -> None:
    """Tells the host, with this place or that which is being executed; while loading, once that is done."""
    fact["file"], fact["line"] = at or place()
    if _state.loading:
        _waiting.append(fact)
    else:
        _tell(fact)


def place() -> tuple:
    """File and line of the plugin's innermost frame; None and 0 where no frame is the plugin's."""
    frame = sys._getframe(1)
    while frame is not None:
        inside = _errors.inside(frame.f_code.co_filename)
        if inside is not None:
            return inside, frame.f_lineno
        frame = frame.f_back
    return None, 0


def flush() -> None:
    """Tells the host what was noted while loading."""
    facts = list(_waiting)
    _waiting.clear()
    for fact in sifted(facts):
        _tell(fact)


def sifted(facts: list[dict]) -> list[dict]:
    """Each fact once, and of names that begin with one another at one place only the longest."""
    by_place: dict[tuple, list[dict]] = {}
    for fact in facts:
        by_place.setdefault(_place(fact), []).append(fact)
    kept: list[dict] = []
    for same in by_place.values():
        for index, fact in enumerate(same):
            if fact not in same[:index] and not any(_covers(other, fact) for other in same):
                kept.append(fact)
    return kept


def _covers(other: dict, fact: dict) -> bool:
    return "name" in other and "name" in fact and other["name"].startswith(fact["name"] + ".")


def _place(fact: dict) -> tuple:
    return fact["code"], fact["file"], fact["line"]


def _tell(fact: dict) -> None:
    _state.call("noted", {key: value for key, value in fact.items() if key != "name"})
