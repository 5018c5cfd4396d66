"""Number formats: what Excel shows of what a cell holds."""

import re
from decimal import ROUND_HALF_UP, Decimal

GENERAL = "General"
DAY, MOMENT, TIME = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "hh:mm:ss"
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 55), 57, 58), DAY),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 46, 47, 55, 56), TIME),
    22: MOMENT, 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@",
}  # fmt: skip
TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]|(General|G/通用格式)|(.)', re.DOTALL | re.IGNORECASE)
LITERAL, CHARACTER, WHOLE, ELAPSED, UNKNOWN = range(5)
DATE_LETTERS = set("ymdhsa")  # a: the day of the week, in Chinese formats
DIGITS = set("0#?")
CURRENCY = re.compile(r"\$([^-]*)")
COLOURS = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|颜色 ?\d+", re.IGNORECASE)


class NumberFormat:
    """One format. `is_date`: what it shows of a number is a day or a time of day."""

    def __init__(self, code):
        self._sections = _sections(code)
        first = self._sections[0]
        self.is_date = any(
            kind == ELAPSED or (kind == CHARACTER and text.lower() in DATE_LETTERS) for kind, text in first
        )
        self.is_plain = len(self._sections) == 1 and first in ([(WHOLE, "")], [(CHARACTER, "@")])

    def of_text(self, text: str) -> str:
        """What is shown of a text."""
        section = self._text_section()
        if section is None:
            return text
        return "".join(text if (kind, part) == (CHARACTER, "@") else part for kind, part in section)

    def of_number(self, number: float) -> tuple[str, float] | None:
        """What is shown of a number, and the number as far as it is shown; None when that is all of it."""
        section, signed = self._section(number)
        kinds = {kind for kind, _part in section}
        characters = {part for kind, part in section if kind == CHARACTER}
        if UNKNOWN in kinds or characters & {"/", "e", "E", "@"}:
            return None
        exact = Decimal(f"{number:.15g}")
        if WHOLE in kinds:
            return "".join(f"{exact:f}" if kind == WHOLE else part for kind, part in section), number
        if not characters & DIGITS:
            return "".join(part for _kind, part in section).strip(), number
        return _shown(section, exact, signed)

    def _section(self, number):
        """The section for `number`, and whether it shows the sign of a negative one by itself."""
        sections = [one for one in self._sections if (CHARACTER, "@") not in one] or [[(WHOLE, "")]]
        sections = sections[:3]
        if number < 0 and len(sections) > 1:
            return sections[1], True
        if number == 0 and len(sections) > 2:
            return sections[2], True
        return sections[0], False

    def _text_section(self):
        if len(self._sections) > 3:
            return self._sections[3]
        return next((one for one in self._sections if (CHARACTER, "@") in one), None)


def _sections(code):
    """The sections of a format's `code`, between semicolons, each a list of (kind, text)."""
    sections = [[]]
    for quoted, escaped, bracket, whole, character in TOKEN.findall(code):
        if character == ";":
            sections.append([])
        elif character:
            sections[-1].append((CHARACTER, character))
        elif whole:
            sections[-1].append((WHOLE, ""))
        elif bracket:
            sections[-1] += _bracket(bracket)
        elif quoted or escaped:
            sections[-1].append((LITERAL, quoted or escaped))
    return sections if code.strip() else [[(WHOLE, "")]]


def _bracket(text):
    if set(text.lower()) <= set("hms"):
        return [(ELAPSED, text)]
    if currency := CURRENCY.match(text):
        return [(LITERAL, currency[1])]
    return [] if COLOURS.fullmatch(text) else [(UNKNOWN, text)]


def _shown(section, exact, signed):
    places = [at for at, (kind, part) in enumerate(section) if kind == CHARACTER and part in DIGITS]
    point = next((at for at, token in enumerate(section) if token == (CHARACTER, ".")), places[-1] + 1)
    commas = [at for at, token in enumerate(section) if token == (CHARACTER, ",")]
    scale = 2 * section.count((CHARACTER, "%")) - 3 * sum(at > places[-1] for at in commas)
    decimals = sum(at > point for at in places)
    moved = exact.scaleb(scale)
    rounded = moved.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) if abs(moved) < 10**20 else moved
    whole, _point, fraction = f"{abs(rounded):f}".partition(".")
    grouped = any(at < point and at < places[-1] for at in commas)
    body = _whole(section[:point], "" if whole == "0" else whole, grouped) + _fraction(section[point:], fraction)
    return ("-" if rounded < 0 and not signed else "") + body.strip(), float(rounded.scaleb(-scale))


def _whole(section, digits, grouped):
    """The part before the point, filled from the right; what is left over stands at the leftmost place."""
    left = sum(kind == CHARACTER and part in DIGITS for kind, part in section)
    shown, written = [], 0
    for kind, part in reversed(section):
        if kind != CHARACTER or part not in DIGITS:
            shown.append("" if (kind, part) == (CHARACTER, ",") else part)
            continue
        left -= 1
        taken = digits if left == 0 else digits[-1:]
        digits = digits[: len(digits) - len(taken)]
        for digit in reversed(taken or {"0": "0", "?": " "}.get(part, "")):
            shown.append("," if grouped and written and written % 3 == 0 else "")
            shown.append(digit)
            written += 1
    return "".join(reversed(shown))


def _fraction(section, digits):
    shown, at = [], 0
    optional = len(digits.rstrip("0"))
    for kind, part in section:
        if kind == CHARACTER and part in DIGITS:
            shown.append(digits[at] if part == "0" or at < optional else "")
            at += 1
        elif (kind, part) != (CHARACTER, ","):
            shown.append(part)
    return "".join(shown)
