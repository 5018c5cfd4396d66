"""The paper by which a project is approved."""

from django.http import Http404

from core.choices import READERS
from core.documents import answer
from core.web.access import page
from projects.fetching import project_of
from projects.reviews.document import TITLE, approval


@page(*READERS)
def approval_form(request, number):
    """The official form of the approval as a Word document, once the project has its number."""
    project = project_of(request, number)
    if not project.number:
        raise Http404
    lines = list(request.scope.of(project.lines.order_by("number")))
    return answer(approval(project, lines), f"{TITLE} {project.number}")
