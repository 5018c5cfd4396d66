"""The plan of the house, checked: what stands where, who may see what, how large a thing may be."""

import ast
import importlib.util
import inspect
import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import URLPattern, get_resolver

from bin.messages import extracted, read
from core.choices import Role
from core.web.access import PUBLIC, SIGNED_IN

ROOT = settings.BASE_DIR
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
MADE_BY_PROGRAMS = {"__pycache__", "data", "vendor", "node_modules"}
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
FLOORS = {app.strip(" ()"): floor for floor, layer in enumerate(reversed(LAYERS)) for app in layer.split("|")}

INLINE = {
    "style element": re.compile(r"<style", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=\s*[\"']", re.IGNORECASE),
    "script without src": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "javascript link": re.compile(r"javascript:", re.IGNORECASE),
}
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:work|tmp|root|home|Users)/\w")


def files(*suffixes, under=("",)):
    """Our own files that end in one of `suffixes`, sorted; nothing hidden, vendored or made by a program."""
    found = (path for folder in under for path in sorted((ROOT / folder).rglob("*")) if path.suffix in suffixes)
    return [path for path in found if is_ours(path)]


def is_ours(path):
    if not path.is_relative_to(ROOT):
        return False
    return not any(part.startswith(".") or part in MADE_BY_PROGRAMS for part in path.relative_to(ROOT).parts)


def name(path):
    return path.relative_to(ROOT).as_posix()


def modules(*under):
    return [path for path in files(".py", under=under or ("",)) if "migrations" not in path.parts]


def length(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def patterns(resolver=None, namespaces=()):
    """(full name, pattern) of every URL, the admin's left out."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name or f"unnamed {entry.pattern}")), entry
        elif entry.namespace != "admin":
            yield from patterns(entry, (*namespaces, *filter(None, [entry.namespace])))


def page_modules():
    """Every file that makes pages: rooms, forms, to-dos, tags; not those that hold rules, questions and verbs."""
    apart = {
        "actions",
        "models",
        "queries",
        "rules",
        "workbooks",
        "admin",
        "management",
        "demo",
        "migrations",
        "lifecycles",
    }
    named = [
        path for path in modules("branches", "ratings", "pledges", "reports") if not apart.intersection(path.parts)
    ]
    beside = {
        "models",
        "querysets",
        "standings",
        "covering",
        "lifecycles",
        "parts",
        "tree",
        "as_of",
        "places",
        "searching",
        "apps",
    }
    answering = {source_of(entry.callback) for _, entry in patterns()}
    return sorted(
        {*(path for path in named if path.stem not in beside), *(path for path in answering if is_ours(path))}
    )


def source_of(view):
    return Path(inspect.getsourcefile(getattr(view, "view_class", inspect.unwrap(view))))


def test_apps_all_stand_on_a_floor():
    assert sorted(set(settings.PROJECT_APPS) - set(FLOORS)) == []


def test_foreign_keys_point_to_the_same_app_or_a_lower_floor():
    upward = [
        f"{field} -> {field.related_model.__name__}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in FLOORS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and points_up(model, field.related_model)
        if field.related_model is not get_user_model()  # swappable, so every floor may name who did it
    ]
    assert upward == []


def points_up(model, target):
    own, other = model._meta.app_label, target._meta.app_label
    return own != other and FLOORS.get(other, -1) >= FLOORS[own]


def test_pages_take_their_rows_from_the_scope():
    managers = {"objects", "_default_manager", "_base_manager", "all_objects"}
    found = [
        f"{name(path)}:{node.lineno}"
        for path in page_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in managers
    ]
    assert found == []


def test_urls_all_have_a_name():
    assert [full_name for full_name, entry in patterns() if not entry.name] == []


def test_views_all_say_who_may_enter():
    unstamped = [full_name for full_name, entry in patterns() if not is_stamped(entry.callback)]
    assert unstamped == []


def is_stamped(view):
    access = getattr(view, "access", None)
    return access in (PUBLIC, SIGNED_IN) or (isinstance(access, frozenset) and bool(access) and access <= set(Role))


def test_modules_stay_within_300_lines():
    assert [f"{name(path)}: {length(path)}" for path in modules() if length(path) > 300] == []


def test_views_stay_within_25_lines():
    long_ones = [
        f"{name(path)}: {node.name}"
        for path in page_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 25
    ]
    assert long_ones == []


def test_templates_stay_within_80_lines():
    assert [f"{name(path)}: {length(path)}" for path in files(".html") if length(path) > 80] == []


def test_templates_carry_no_inline_style_or_script():
    found = [
        f"{name(path)}: {what}"
        for path in [*files(".html"), *modules(*settings.PROJECT_APPS)]
        for what, pattern in INLINE.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_files_name_no_path_of_a_machine():
    texts = [*files(".py", ".html", ".md", ".toml", ".txt", ".css", ".js", ".json"), ROOT / "Makefile"]
    assert [name(path) for path in texts if MACHINE_PATH.search(path.read_text(encoding="utf-8"))] == []


def test_migrations_have_names():
    migrations = [path for path in files(".py", under=settings.PROJECT_APPS) if path.parent.name == "migrations"]
    names = [path for path in migrations if path.stem != "__init__"]
    assert [name(path) for path in names if not re.fullmatch(r"\d{4}_(?!auto_)[a-z0-9_]+", path.stem)] == []


def test_psycopg_3_stays_away():
    """Django would silently prefer it to the driver that is tested."""
    assert importlib.util.find_spec("psycopg") is None


def test_catalogue_holds_every_text():
    assert ids(read(CATALOGUE)) == ids(extracted())


def ids(catalogue):
    return sorted((message.context or "", str(message.id)) for message in catalogue if message.id)


def test_catalogue_translates_every_text():
    assert [message.id for message in read(CATALOGUE) if message.id and not is_translated(message)] == []


def is_translated(message):
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts) and not message.fuzzy


def test_catalogue_keeps_the_placeholders():
    assert [(message.id, errors) for message, errors in read(CATALOGUE).check()] == []
