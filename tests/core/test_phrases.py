"""What is put together of parts, as each language sets it."""

import pytest
from django.template import Context, Template
from django.utils import translation

from core import phrases

SET = {
    "zh-hans": ["已晋位：3", "已晋位：", "（已过）", "2/3（66.6%）", "甲、乙"],
    "en": ["已晋位: 3", "已晋位: ", " (已过)", "2 of 3 (66.6%)", "甲, 乙"],
}


@pytest.mark.parametrize("language", SET)
def test_parts_are_put_together_as_the_language_sets_them(language):
    with translation.override(language):
        told = [phrases.labelled("已晋位", 3), phrases.with_colon("已晋位"), phrases.bracketed("已过")]
        assert [*told, phrases.share_of(2, 3, "66.6"), phrases.listed("甲乙")] == SET[language]


def test_templates_put_together_what_may_be_hostile():
    page = Template("{% load phrases %}{{ name|with_colon }}{{ name|bracketed }}")
    assert page.render(Context({"name": "<b>"})) == "&lt;b&gt;：（&lt;b&gt;）"
