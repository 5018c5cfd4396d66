"""What no public page says: the lowest tier, scores, telephone and identity numbers (R27a). Pure."""

import re
import unicodedata

# Blanks, dots and hyphens between digits do not hide a number.
GAP = r"[\s\-—–·.]?"
# Points of a score; 30分钟, 10分之一, 第3分校 are none.
POINTS = r"\s*分(?![钟之支部党类批组工别布公配校期年享会队团局院馆])"
HUNDRED = "[一二三四五六七八九][十百][零一二三四五六七八九十]*(?:点[零一二三四五六七八九]+)?"
# 会后进行, 毕业后进入, 换届后进一步 are none; 后进行列, 后进一步步赶上 are.
LAGGING = r"[后後]\s*[进進](?!行(?!列)|入|一步(?!步))"
FORBIDDEN = {
    "lagging": re.compile(rf"{LAGGING}|lagging", re.IGNORECASE),
    "score": re.compile(
        rf"(?:得分|评分|总分|分数)\D{{0,4}}\d+(?:\.\d+)?|(?<![\d.])(?<!\d[时点:])\d+(?:\.\d+)?{POINTS}|{HUNDRED}{POINTS}"
        r"|\bscored?\s*(?:of|:)?\s*\d+(?:\.\d+)?|\b\d+(?:\.\d+)?\s*points?\b",
        re.IGNORECASE,
    ),
    "identity": re.compile(rf"(?<!\d)\d(?:{GAP}\d){{16}}{GAP}[\dX](?!\d)|(?<!\d)\d{{15}}(?!\d)", re.IGNORECASE),
    "telephone": re.compile(
        rf"(?<!\d)(?:\+?86{GAP})?1[3-9](?:{GAP}\d){{9}}(?!\d)|(?<!\d)0\d{{2,3}}[\s\-—–)]*\d(?:{GAP}\d){{6,7}}(?!\d)"
        rf"|(?:电话|手机|联系方式|热线|座机|传真|tel(?:ephone)?|phone)\D{{0,4}}\d(?:{GAP}\d){{4,11}}",
        re.IGNORECASE,
    ),
}


def findings(text: str) -> list[tuple[str, str]]:
    """(what it is: "lagging", "score", "identity" or "telephone"; the words at fault) in `text`, however written."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) not in ("Cf", "Mn"))
    return [(name, found.group().strip()) for name, pattern in FORBIDDEN.items() for found in pattern.finditer(plain)]


def tellable(text: str) -> str:
    """`text` when a public page may say it, else "": what came in by another door is held back without a word."""
    return "" if findings(text) else text
