"""A student reads a pledge on a phone: two clicks from the QR code, without script; nothing is kept of who reads."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.checks import PHONE, name_of, overflow, picture, violations
from tests.browser.forms import follow


def test_student_reads_a_pledge_in_two_clicks(visit):
    page = visit(viewport=PHONE, java_script_enabled=False, at="/pledges/")
    follow(page.locator(".wall-units a").first)
    follow(page.locator(".card-pledge a").first)
    assert name_of(urlsplit(page.url).path) == "pledges:pledge"
    expect(page.locator(".promises > li").first).to_be_visible()
    assert page.context.cookies() == []


def test_pledge_is_read_on_a_phone_and_printed_with_its_code(visit):
    page = visit(viewport=PHONE, at="/pledges/?tab=ended")
    follow(page.locator(".card-pledge a").first)
    assert (violations(page), overflow(page)) == ([], 0)
    picture(page, "pledge-phone")
    page.emulate_media(media="print")
    expect(page.locator(".qr svg")).to_be_visible()
    expect(page.locator(".public-links")).to_be_hidden()
