"""Text that people type: how it is stored, and by what names and searches are compared."""

import re
import unicodedata

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f]"
)
BREAK = "\r\n\v\f\u0085\u2028\u2029"
# A null character is no blank: fields refuse it in a sentence.
BLANKS = re.compile("[\x01-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
PARTED = re.compile(f"(?<=[{HAN}])[^{HAN}]+(?=[{HAN}])")

# U+2E80–2EFF by eye: Unicode maps only two of them. Left out are those no single common character looks like.
RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺹⺺⺻⺼⺽⺾⺿⻀"
        "⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛乚乙亻冂刂卜㔾小小兀尣尢巳幺彑彐忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻竹糹纟罓罒㓁羊耂肀聿肉臼艹艹艹"
        "虎衤覀西见角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
NARROW = {wide: unicodedata.normalize("NFKC", wide) for wide in map(chr, range(0xFF10, 0xFF5B)) if wide.isalnum()}
LOOKS_LIKE = str.maketrans(RADICALS | KANGXI | NARROW)

DOTS = re.compile(f" ?[·•・‧] ?|(?<=[{HAN}]) ?． ?(?=[{HAN}])")
BLANK_IN_CHINESE = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")


def fold(text: str) -> str:
    """One line of typed `text` as it is stored (R33): nothing invisible, ordinary digits, letters and blanks.

    Folding again changes nothing. Punctuation, full-width brackets, ①, Ⅱ and rare characters stay as written.
    """
    seen = INVISIBLE.sub("", text).translate(LOOKS_LIKE)
    return BLANKS.sub(" ", PARTED.sub(_unparted, seen)).strip(" ")


def _unparted(between):
    """Nothing in place of blanks with a line break among them; what else stands between two characters stays."""
    found = between[0]
    return "" if BLANKS.fullmatch(found) and any(mark in BREAK for mark in found) else found


def fold_lines(text: str) -> str:
    """Typed `text` of several lines as it is stored: each line folded, line breaks kept, none before or behind."""
    return "\n".join(map(fold, INVISIBLE.sub("", text).splitlines())).strip("\n")


def name_key(name: str) -> str:
    """What two writings of a person's `name` have in common: no blanks between Chinese characters, one middle dot."""
    return BLANK_IN_CHINESE.sub("", DOTS.sub("·", fold(name)))


def same_name(one: str, other: str) -> bool:
    """Whether two names are those of one person, as far as their writing tells (R29)."""
    return one == other or name_key(one) == name_key(other)


def search_key(text: str) -> str:
    """`text` as it is searched: by NFKC, without brackets, quotes and punctuation."""
    plain = unicodedata.normalize("NFKC", fold(text))
    return fold("".join(one for one in plain if not unicodedata.category(one).startswith("P")))
