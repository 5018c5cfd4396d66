"""How Chinese is set: full-width brackets and colons, no blank before a percent sign, no identifier of the code.

On pages, what people typed is theirs and no text of ours: `.typed`, what stands in `code` and in fields, and the codes
and sign-in names that organisations and people bear (`0101`, `branch-139`), which are data as their names are.
"""

import re
from html.parser import HTMLParser

CHINESE = "[\u3000-\u303f\u3400-\u9fff\uff01-\uff60]"  # characters, their punctuation, full-width forms
FAULTS = {
    "half-width": re.compile(rf"{CHINESE}”?\s*[():]|[():]\s*“?{CHINESE}"),
    "blank before %": re.compile(r"\d\s+%"),
    "identifier": re.compile(r"\b(?:advanced|good|ordinary|lagging)-\d+\b|\b[a-z]+(?:_[a-z]+)+\b|\b(?:max|ceil)\("),
}
THEIRS = {"script", "style", "code", "pre", "textarea", "svg"}
SPOKEN = ("aria-label", "title", "placeholder", "alt", "data-label")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
WITHIN_A_LINE = {"a", "abbr", "b", "del", "em", "i", "ins", "small", "span", "strong", "time"}


class Reader(HTMLParser):
    """Gathers the lines of a page that are in its own words, and what it calls its elements for those who hear it."""

    def __init__(self):
        super().__init__()
        self.lines, self.spoken, self.theirs = [""], [], []  # theirs: (tag, whether nothing in it is ours) of each open

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        is_theirs = self.is_theirs or tag in THEIRS or "typed" in (told.get("class") or "").split()
        if tag not in WITHIN_A_LINE:
            self.lines.append("")
        if not is_theirs:
            self.spoken += [told[name] for name in SPOKEN if told.get(name)]
        if tag not in VOID:
            self.theirs.append((tag, is_theirs))

    def handle_endtag(self, tag):
        if tag in (name for name, _is in self.theirs):
            while self.theirs.pop()[0] != tag:
                pass
        if tag not in WITHIN_A_LINE:
            self.lines.append("")

    def handle_data(self, data):
        if not self.is_theirs:
            self.lines[-1] += data

    @property
    def is_theirs(self):
        return bool(self.theirs) and self.theirs[-1][1]


def faults(text):
    """What is set wrong in a line: (what, where)."""
    return [
        (what, text[max(0, one.start() - 12) : one.end() + 12])
        for what in FAULTS
        for one in FAULTS[what].finditer(text)
    ]


def misprints(html):
    """What is set wrong on a page in Chinese; of pages in other languages nothing is asked."""
    if 'lang="zh' not in html[:300]:
        return []
    reader = Reader()
    reader.feed(html)
    return [fault for line in (*reader.lines, *reader.spoken) for fault in faults(" ".join(line.split()))]
