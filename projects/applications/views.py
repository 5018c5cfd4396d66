"""What is downloaded of an application: its official form, its files."""

from core.attachments.pages import handed_out
from core.choices import BUSINESS, READERS
from core.documents import answer
from core.web.access import page
from projects.applications.document import document_of
from projects.fetching import project_of
from projects.models import ProjectFile


@page(*READERS)
def application_form(request, number):
    """The official form (立项申请书) of a project as a Word document."""
    project = project_of(request, number)
    return answer(document_of(project), f"立项申请书—{project.title}")


@page(*BUSINESS)
def file(request, number):
    """A file of a project as a download, for whoever sees the project; an expert what is assigned."""
    rows = request.scope.of(ProjectFile).select_related("project__organisation")
    row = request.scope.get(rows, pk=number)
    return handed_out(request, row, project=row.project_id, organisation=row.project.organisation.code)
