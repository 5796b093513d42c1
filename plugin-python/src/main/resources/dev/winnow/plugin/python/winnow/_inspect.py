"""Looks through a plugin's sources for what is deprecated and what is not offered. Nothing of the plugin is run.

What the sources import from ``winnow`` and from the migration layer is imported here, too, and looked at: the marks of
``_deprecation`` and the absent things of the layer are the only record of what is deprecated or missing.
"""

import ast
import sys

from winnow import _deprecation, _notes, _sources, _state

_MOST = 200


def scan(folder: str) -> list[dict]:
    """The facts found in all of a plugin's sources, with file and line; 200 at most. What cannot be parsed is left out."""
    facts: list[dict] = []
    _state.loading = True
    for file, text in _sources.of(folder):
        try:
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError):
            continue
        looker = _Looker(file)
        looker.visit(tree)
        facts.extend(looker.facts)
    return [{key: value for key, value in fact.items() if key != "name"} for fact in _notes.sifted(facts)[:_MOST]]


class _Looker(ast.NodeVisitor):
    """Follows the imported names of one source."""

    def __init__(self, file: str):
        self.file = file
        self.facts: list[dict] = []
        self._known: dict[str, object] = {}

    def visit_Import(self, node) -> None:
        """``import a.b``, ``import a.b as c``"""
        for alias in node.names:
            module = _imported(alias.name)
            if module is not None:
                self._look(module, node)
                top = alias.name.partition(".")[0]
                self._known[alias.asname or top] = module if alias.asname else sys.modules[top]

    def visit_ImportFrom(self, node) -> None:
        """``from a import b``"""
        module = None if node.level or not node.module else _imported(node.module)
        if module is None:
            return
        if self._look(module, node):
            return
        for alias in node.names:
            if alias.name != "*":
                value = _member(module, alias.name)
                self._look(value, node)
                self._known[alias.asname or alias.name] = value

    def visit_Attribute(self, node) -> None:
        """``a.b.c``, each step of it"""
        names, root = [node.attr], node.value
        while isinstance(root, ast.Attribute):
            names.append(root.attr)
            root = root.value
        if not isinstance(root, ast.Name) or root.id not in self._known:
            self.generic_visit(node)
            return
        value = self._known[root.id]
        for name in reversed(names):
            value = _member(value, name)
            if value is None or self._look(value, node):
                return

    def visit_FunctionDef(self, node) -> None:
        """A function: its own names hide the imported ones."""
        for decorator in node.decorator_list:
            self.visit(decorator)
        before = dict(self._known)
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                self._known.pop(inner.id, None)
        arguments = [argument.arg for argument in node.args.posonlyargs + node.args.args + node.args.kwonlyargs]
        for argument in arguments:
            self._known.pop(argument, None)
        self._tell_arguments(node, before, arguments)
        for statement in node.body:
            self.visit(statement)
        self._known = before

    visit_AsyncFunctionDef = visit_FunctionDef

    def _tell_arguments(self, node, known: dict, arguments: list[str]) -> None:
        layer = sys.modules.get("winnow_migration")
        for decorator in node.decorator_list if layer is not None else ():
            value = self._value(decorator.func, known) if isinstance(decorator, ast.Call) else None
            for argument, told in zip(arguments, layer.arguments_of(value)):
                if told is not None:
                    self._known[argument] = told

    def _value(self, node, known: dict):
        if isinstance(node, ast.Name):
            return known.get(node.id)
        if isinstance(node, ast.Attribute):
            return _member(self._value(node.value, known), node.attr)
        return None

    def _look(self, value, node) -> bool:
        """Notes what is to be said of a value; whether there is nothing further to look at."""
        mark = _deprecation.of(value)
        if mark is not None:
            self._add(mark.fact(), node)
        layer = sys.modules.get("winnow_migration")
        name = None if layer is None else layer.absent_name(value)
        if name is not None:
            self._add(_notes.gap(name), node)
        return name is not None

    def _add(self, fact: dict, node) -> None:
        fact["file"], fact["line"] = self.file, node.lineno
        self.facts.append(fact)


def _imported(name: str):
    """A module of ``winnow`` or of the migration layer; None for all others, which are not imported."""
    top = name.partition(".")[0]
    if top == _state.plugin["package"] or top in _state.plugin["top_level"]:
        return None
    if top != "winnow":
        import winnow_migration
        if winnow_migration.find_spec(top) is None:
            return None
    try:
        __import__(name)
    except ImportError:
        return None
    return sys.modules[name]


def _member(value, name: str):
    """An attribute of what ``_imported`` gave; None where it has none."""
    if value is None or name.startswith("__"):
        return None
    try:
        return getattr(value, name)
    except Exception:
        return None
