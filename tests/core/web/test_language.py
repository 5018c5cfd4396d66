"""Chinese first, English by choice."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "accepts", "language"),
    [(None, "en-US,en", "zh-hans"), ("en", "zh-CN", "en"), ("zh-hans", "en", "zh-hans"), ("xx", "en", "zh-hans")],
)
def test_language_is_the_chosen_one_and_chinese_without_a_choice(client, settings, cookie, accepts, language):
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = client.get("/login/", headers={"accept-language": accepts})
    assert response.headers["Content-Language"] == language
