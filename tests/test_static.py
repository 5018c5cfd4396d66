"""What the browser loads: vendored as listed, one drawing for every icon named, fit for hashed file names."""

import json
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command

from config.menu import ENTRIES

VENDORED = Path(settings.BASE_DIR, "static", "vendor")
PACKAGES = json.loads(Path(settings.BASE_DIR, "bin", "vendor.json").read_text(encoding="utf-8"))
ICON = re.compile(r'ui/icon\.html"\s+with\s+name="([a-z0-9_-]+)"(?!\|)')
SYMBOL = re.compile(r'<symbol id="([^"]+)"')


def sprite():
    return set(SYMBOL.findall((VENDORED / "bootstrap-icons" / "icons.svg").read_text(encoding="utf-8")))


def test_vendor_folder_holds_the_listed_files_with_their_licences():
    listed = {(package["name"], Path(path).name) for package in PACKAGES for path in package["files"]}
    listed |= {(package["name"], "icons.svg") for package in PACKAGES if "sprite" in package}
    assert {(path.parent.name, path.name) for path in VENDORED.rglob("*") if path.is_file()} == listed
    assert [package["name"] for package in PACKAGES if "LICENSE" not in package["files"]] == []


def test_sprite_holds_the_listed_icons():
    assert [set(package["sprite"]) for package in PACKAGES if "sprite" in package] == [sprite()]


def test_icons_named_in_templates_and_menu_are_in_the_sprite():
    named = {one.icon for group, entries in ENTRIES.items() for one in (group, *entries)}
    for template in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        named.update(ICON.findall(template.read_text(encoding="utf-8")))
    assert named - sprite() == set()


def test_static_files_get_hashed_names(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    backend = f"{ManifestStaticFilesStorage.__module__}.{ManifestStaticFilesStorage.__name__}"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    names = json.loads((tmp_path / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    assert names["css/app.css"] != "css/app.css"
