"""The rooms of the house: how many modules stand in a folder, what imports what, which names lead upward."""

import ast
import re
from collections import Counter
from pathlib import Path

import grimp
import pytest
from django.conf import settings

from tests.test_architecture import FLOORS, ROOT, files, modules, name, tree

APART = {"__init__", "apps", "models", "admin", "choices", "checks", "urls"}
MOST_MODULES = 12
FOLDERS = (*settings.PROJECT_APPS, "config", "tests", "bench", "bin")
TYPED = re.compile(r"core/|\w+/(actions|rules|queries)/")
NAMESPACE = re.compile(r"""["'](\w+):[a-z_{]""")


def own_modules():
    return modules(*settings.PROJECT_APPS, "config")


def public_functions(path):
    """The functions of a module that others may call."""
    for node in tree(path).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def test_folder_holds_at_most_twelve_modules():
    counts = Counter(path.parent for path in modules(*FOLDERS) if path.stem not in APART)
    assert {name(folder): count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_files_import_each_other_in_no_circle():
    graph = grimp.build_graph(*settings.PROJECT_APPS, "config", cache_dir=None)
    left = {module: set(graph.find_modules_directly_imported_by(module)) for module in graph.modules}
    while ready := {module for module, needed in left.items() if not needed & left.keys()}:
        left = {module: needed for module, needed in left.items() if module not in ready}
    assert sorted(left) == []


def test_classes_have_names_of_their_own():
    names = Counter(node.name for path in own_modules() for node in tree(path).body if isinstance(node, ast.ClassDef))
    names.subtract(["Command"] * names["Command"])  # Django finds commands by this name
    assert [one for one, count in names.items() if count > 1] == []


def test_addresses_are_not_named_upward():
    """Templates count with the app of their folder, those of no app with config."""
    upward = [
        f"{name(path)}: {namespace}"
        for path in [*own_modules(), *files(".html")]
        for namespace in NAMESPACE.findall(path.read_text(encoding="utf-8"))
        if namespace in FLOORS and FLOORS[namespace] > FLOORS[app_of(path)]
    ]
    assert upward == []


def app_of(path):
    parts = path.relative_to(ROOT).parts
    if parts[0] == "templates":
        parts = [part for part in parts[1:-1] if part in FLOORS] or ["config"]
    return parts[0]


@pytest.mark.parametrize("path", [path for path in own_modules() if TYPED.match(name(path))], ids=name)
def test_public_functions_say_what_they_return(path: Path):
    assert [node.name for node in public_functions(path) if node.returns is None] == []
