"""What no public page says: the lowest tier, scores, telephone and identity numbers (R27a). Pure."""

import re
import unicodedata
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Blanks, dots and hyphens between digits do not hide a number.
GAP = r"[\s\-—–·.]?"
# Points of a score; 30分钟, 10分之一, 第3分校 are none.
POINTS = r"\s*分(?![钟之支部党类批组工别布公配校期年享会队团局院馆])"
HUNDRED = "[一二三四五六七八九][十百][零一二三四五六七八九十]*(?:点[零一二三四五六七八九]+)?"
# 会后进行, 毕业后进入, 换届后进一步, 开学后进课堂 are none: there 后 ends what was before it and 进 begins a verb.
# They are where that is something done to branches or said of them (转化后进行动, 由后进入一般), and in 后进行列.
OF_BRANCHES = "由从從自对對为為是把将將使让讓令帮幫促带帶抓扶的和与與及或有无無在于於属屬原曾仍尚个個些赶趕超向给給"
OF_BRANCHES_TOO = (
    "转化|轉化|转变|轉變|整顿|整頓|帮助|幫助|扶助|消除|消灭|消滅|摘掉|甩掉|去掉|摆脱|擺脫|脱离|脫離|告别|告別|退出|走出|跳出"
    "|带动|帶動|推动|推動|激励|激勵|督促|陷入|落入|列入|划入|变成|變成|降到|降至|一般|先进|先進|个别|個別|少数|少數"
)
ANYTHING_ELSE = rf"(?<=[\u3400-\u9fff\d)”》」』])(?<![{OF_BRANCHES}])(?<!{OF_BRANCHES_TOO})"
BEFORE = rf"(?:(?<=[核比校查结][对對]|参与|參與|普及)|{ANYTHING_ELSE})"
VERB = r"(?:行(?!列|[为為](?!期)|[动動](?![员員态態手]))|入|一步(?!步)|课堂|教室|考场|会场|校园)"
LAGGING = rf"(?!{BEFORE}[后後]\s*[进進]{VERB})[后後]\s*[进進]"
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

NAMED = {
    "lagging": gettext_lazy("the lowest tier"),
    "score": gettext_lazy("a score"),
    "identity": gettext_lazy("an identity number"),
    "telephone": gettext_lazy("a telephone number"),
}


def findings(text: str) -> list[tuple[str, str]]:
    """(what it is: "lagging", "score", "identity" or "telephone"; the words at fault) in `text`, however written."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) not in ("Cf", "Mn"))
    return [(name, found.group().strip()) for name, pattern in FORBIDDEN.items() for found in pattern.finditer(plain)]


def tellable(text: str) -> str:
    """`text` when a public page may say it, else "": what came in by another door is held back without a word."""
    return "" if findings(text) else text


def check_words(sentences: Iterable[str], field: str = "") -> None:
    """Whether none of `sentences` says what no public page says (R27a). Raises: ValidationError naming each, at `field`
    when there is one."""
    found = [finding for sentence in sentences for finding in findings(sentence)]
    if found:
        told = [
            _("“%(words)s” is %(what)s and cannot stand on a public page (R27a): write it in other words.")
            % {"words": words, "what": NAMED[name]}
            for name, words in dict.fromkeys(found)
        ]
        raise ValidationError({field: told} if field else told)
