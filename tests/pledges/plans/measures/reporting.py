"""Reports of measures as a phone sends them."""

from tests.pledges.made import TODAY

WAYS = {"text": "已组织学习", "on": str(TODAY), "completes": "on"}


def address(plan, verb="report", number=1):
    return f"/plans/{plan.pk}/measures/{number}/{verb}/"


def send(client, plan, **more):
    return client.post(address(plan), WAYS | more)
