"""The catalogue of translations, without gettext's programs.

python -m bin.messages extract   collect the texts of code and templates into locale/*/LC_MESSAGES/django.po
python -m bin.messages compile   write the .mo files Django reads
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
NOT_TRANSLATED = {"bench", "bin", "data", "docs", "locale", "static", "tests"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def catalogues():
    """Paths of the .po files."""
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))


def sources():
    """Paths of the modules and templates whose texts are translated, in a stable order."""
    folders = sorted(path for path in ROOT.iterdir() if path.is_dir() and is_translated(path))
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in {".py", ".html", ".txt"}]


def is_translated(folder):
    return not folder.name.startswith(".") and folder.name not in NOT_TRANSLATED


def python_source(path):
    """A module as it is; of a template only its texts, as calls. Indentation would trip the tokenizer."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
    return io.BytesIO(text.encode())


def extracted():
    """A catalogue of every text that asks to be translated, with the files it stands in."""
    found = Catalog(charset="utf-8")
    for path in sources():
        name = path.relative_to(ROOT).as_posix()
        for line, text, comments, context in extract("python", python_source(path), KEYWORDS, ["Translators"]):
            found.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def read(path):
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def update(path):
    """Bring one .po file up to date: new texts without a translation, obsolete ones dropped."""
    catalogue = read(path)
    template = extracted()
    template.creation_date = catalogue.creation_date
    catalogue.update(template, no_fuzzy_matching=True)
    written = io.BytesIO()
    write_po(written, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    path.write_bytes(written.getvalue())


def compile_stale():
    """Write the .mo file of each .po file that is newer."""
    for path in catalogues():
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < path.stat().st_mtime:
            with compiled.open("wb") as file:
                write_mo(file, read(path))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["extract"]:
            for po_file in catalogues():
                update(po_file)
        case ["compile"]:
            compile_stale()
        case _:
            sys.exit(__doc__)
