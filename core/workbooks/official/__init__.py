"""Official forms: title, who reports and when, headings in several rows, 序号, 合计, signatures; on A4 landscape."""

from core.workbooks.official.page import FormPage
from core.workbooks.official.shape import NOTHING, Filing, FormColumn, FormGroup, OfficialForm

__all__ = ["NOTHING", "Filing", "FormColumn", "FormGroup", "FormPage", "OfficialForm"]
