"""Names of files that were chosen to harm: what is kept of them is text on pages, and no header of a download."""

import pytest

from pledges.models import HelpPicture, Proof, ShowcasePicture
from tests.access import test_matrix
from tests.naughty.texts import OWN, intruders, multipart, tells
from tests.pledges.access import DRAWN, ENTRY, PICTURE, PROOF, TWINNING
from tests.pledges.showcase.shown import drawn

pytestmark = pytest.mark.django_db
world = test_matrix.world  # made once for the whole module
NAMES = ('现场".jpg', "<b>现场</b>.jpg", "照\u202egpj.exe.jpg", "长" * 196 + ".jpg", "..\\..\\现场.jpg", *OWN)
KEPT = {  # model, its row, the address it leaves at
    HelpPicture: (PICTURE, f"/twinning/pictures/{PICTURE}/"),
    Proof: (PROOF, f"/plans/proofs/{PROOF}/"),
    ShowcasePicture: (DRAWN, f"/showcase/entries/{ENTRY}/pictures/{DRAWN}/"),
}


@pytest.mark.parametrize("model", KEPT)
def test_no_kept_name_ends_in_a_header(model, world, client_of):
    key, address = KEPT[model]
    client = client_of("department")
    for name in NAMES:
        model.objects.filter(pk=key).update(name=name)
        answer = client.get(address)
        assert answer.getvalue()
        head = answer.headers["Content-Disposition"]
        assert set(head) & set("\r\n<>\\\u202e") == set(), name
        assert head.partition(";")[0] in ("attachment", "inline")
        assert head.count('"') in (0, 2), name


def test_kept_name_is_text_on_its_page(world, client_of):
    client = client_of("department")
    for name in NAMES:
        HelpPicture.objects.filter(pk=PICTURE).update(name=name)
        page = client.get(f"/twinning/{TWINNING}/")
        assert (intruders(page), tells(page, name)) == ([], True), name


@pytest.mark.parametrize("ending", [".jpg", ".pdf"])
def test_sent_name_is_text_whatever_becomes_of_the_picture(ending, world, client_of):
    """Taken as a picture, or refused by its name in a sentence that says it."""
    client, address = client_of("branch-0101"), f"/showcase/entries/{ENTRY}/pictures/"
    others = ShowcasePicture.objects.filter(entry=ENTRY).exclude(pk=DRAWN)
    for name in NAMES:
        body, kind = multipart(drawn("gold"), name=f"{name}{ending}", caption="现场")
        answer = client.post(address, body, content_type=kind, follow=True)
        assert (answer.status_code, intruders(answer), others.count()) == (200, [], int(ending == ".jpg")), name
        others.delete()
