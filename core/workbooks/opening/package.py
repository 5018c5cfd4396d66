"""The parts of an .xlsx archive, found by what the file says of them and not by their usual names."""

import posixpath
import re
from typing import IO

from core.workbooks.opening.formats import BUILT_IN, GENERAL, NumberFormat
from core.workbooks.opening.limits import MAX_INDEX, MAX_MEMBERS, MAX_UNZIPPED, FileRefused
from core.workbooks.opening.markup import elements, parse

ENCODED = re.compile("_x([0-9A-Fa-f]{4})_")  # how a cell's text holds characters that XML does not
TRUE = {"1", "true", "on"}


class Package:
    """An archive that holds a workbook.

    `sheets`: title of each → its part, in the workbook's order; `formats`: how the cells of each style show what they
    hold; `since_1904`: days are counted from 1904; `uncalculated`: who saved it left the calculating to Excel.
    """

    def __init__(self, archive):
        members = archive.infolist()
        self._archive = archive
        self._names = {_bare(member.filename): member for member in members}
        if _bare("_rels/.rels") not in self._names:
            raise FileRefused("foreign")
        if any(member.flag_bits & 1 for member in members):
            raise FileRefused("encrypted")
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNZIPPED:
            raise FileRefused("heavy")
        self._book = next((part for kind, part in self._related("").values() if kind == "officeDocument"), None)
        self._check_kind()
        self._read_book()
        self.formats = self._formats()
        self._texts = None

    def open(self, part: str) -> IO[bytes]:
        """The content of `part`, as a stream."""
        return self._archive.open(self._names[_bare(part)])

    @property
    def texts(self) -> list[str]:
        """The texts that cells share, read when the first cell asks."""
        if self._texts is None:
            self._texts = self._shared_texts()
        return self._texts

    def _index(self, part):
        if self._names[_bare(part)].file_size > MAX_INDEX:
            raise FileRefused("heavy")
        return elements(self.open(part))

    def _related(self, part):
        """{identifier: (kind, part)} of everything `part` refers to ("": the archive itself)."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if _bare(listed) not in self._names:
            return {}
        return {
            found.get("Id"): (posixpath.basename(found.get("Type", "")), _within(folder, found.get("Target", "")))
            for name, found in self._index(listed)
            if name == "Relationship"
        }

    def _check_kind(self):
        """Refuse what is no workbook, and workbooks with macros."""
        if self._book is None:
            raise FileRefused("foreign")
        kinds = (found for name, found in self._index("[Content_Types].xml") if name == "Override")
        named = {_bare(found.get("PartName", "")): found.get("ContentType", "") for found in kinds}
        kind = named.get(_bare(self._book), "sheet").casefold()
        if "sheet" not in kind or "binary" in kind:
            raise FileRefused("foreign")
        if "macroenabled" in kind or any(name.endswith("vbaproject.bin") for name in self._names):
            raise FileRefused("macros")

    def _read_book(self):
        related, self.sheets = self._related(self._book), {}
        self.since_1904 = self.uncalculated = False
        self._parts = dict(related.values())
        for name, found in self._index(self._book):
            if name == "sheet":
                self.sheets[found.get("name", "")] = related.get(found.get("id"), ("", ""))[1]
            elif name == "workbookPr":
                self.since_1904 = found.get("date1904") in TRUE
            elif name == "calcPr":
                self.uncalculated = found.get("fullCalcOnLoad") in TRUE

    def _formats(self):
        codes, styles, inside = dict(BUILT_IN), [], []

        def start(name, found):
            if name == "numFmt":
                codes[int(found["numFmtId"])] = found.get("formatCode", "")
            elif name == "cellXfs":
                inside.append(name)
            elif name == "xf" and inside:
                styles.append(int(found.get("numFmtId", 0)))

        def end(name):
            if name == "cellXfs":
                inside.clear()

        if "styles" in self._parts:
            with self.open(self._parts["styles"]) as stream:
                parse(stream, start, end)
        made = {number: NumberFormat(codes.get(number, GENERAL)) for number in set(styles)}
        return [made[number] for number in styles]

    def _shared_texts(self):
        texts, parts, inside = [], [], set()

        def start(name, _found):
            inside.add(name)

        def end(name):
            inside.discard(name)
            if name == "si":
                texts.append(decoded("".join(parts)))
                parts.clear()

        def text(characters):
            if "t" in inside and "rPh" not in inside:
                parts.append(characters)

        if "sharedStrings" in self._parts:
            with self.open(self._parts["sharedStrings"]) as stream:
                parse(stream, start, end, text)
        return texts


def decoded(text: str) -> str:
    """The text of a cell as Excel shows it: _x0041_ stands for the letter A."""
    return ENCODED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _bare(name):
    return name.replace("\\", "/").lstrip("/").casefold()


def _within(folder, target):
    return posixpath.normpath(posixpath.join("/", folder, target))[1:]
