"""What the cells of official forms look like."""

from decimal import Decimal

from openpyxl.styles import Alignment, Border, Font, Side

from core.workbooks.frames import DAY, LONG_TEXT, NUMBER, TEXT, TEXT_FORMAT, Look

DAY_FORMAT = 'yyyy"年"m"月"d"日"'
TITLE, LINE, HEADING, WORD, LONG_WORD = "title", "line", "heading", "word", "long word"
TOTAL, TOTAL_COUNT, TOTAL_PERCENT, TOTAL_MONEY = "total", "total count", "total percent", "total money"
PERCENT, MONEY = "percent", "money"
MOST_PLACES = 4  # of decimals

_thin = Side(style="thin")
_box = Border(left=_thin, right=_thin, top=_thin, bottom=_thin)
_body, _bold = Font(name="宋体", size=10), Font(name="宋体", size=10, bold=True)
_middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
_left = Alignment(horizontal="left", vertical="center", wrap_text=True)
_shrunk = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)  # a day that wraps shows ####


def _boxed(font=_body, alignment=_middle, number_format="General"):
    return Look(font, alignment, _box, None, number_format)


def places(value: Decimal) -> str:
    """The look of a number with as many decimals as `value` is written with."""
    return f"{NUMBER} {min(-value.as_tuple().exponent, MOST_PLACES)}"


FORM_LOOKS = {
    TITLE: Look(Font(name="宋体", size=18, bold=True), _middle),
    LINE: Look(Font(name="宋体", size=11), _left),
    HEADING: _boxed(Font(name="仿宋_GB2312", size=11, bold=True)),
    WORD: _boxed(number_format=TEXT_FORMAT),
    LONG_WORD: _boxed(),
    TEXT: _boxed(alignment=_left, number_format=TEXT_FORMAT),
    LONG_TEXT: _boxed(alignment=_left),
    NUMBER: _boxed(),
    DAY: _boxed(alignment=_shrunk, number_format=DAY_FORMAT),
    TOTAL: _boxed(_bold),
    TOTAL_COUNT: _boxed(_bold, number_format='0"项"'),
    **{f"{NUMBER} {count}": _boxed(number_format="0." + "0" * count) for count in range(1, MOST_PLACES + 1)},
    PERCENT: _boxed(alignment=_shrunk, number_format="0.0%"),
    MONEY: _boxed(alignment=_shrunk, number_format="#,##0.00"),
    TOTAL_PERCENT: _boxed(_bold, _shrunk, "0.0%"),
    TOTAL_MONEY: _boxed(_bold, _shrunk, "#,##0.00"),
}
