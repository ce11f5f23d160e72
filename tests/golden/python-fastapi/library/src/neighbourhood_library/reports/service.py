"""What the operations on reports do."""

from neighbourhood_library.core.errors import NotImplementedYet
from neighbourhood_library.reports.operations import GetOverdueReportInput
from neighbourhood_library.reports.schemas import GetOverdueReportItem


async def get_overdue_report(request: GetOverdueReportInput) -> list[GetOverdueReportItem]:
    """Overdue loans per branch with count and the oldest due date."""
    raise NotImplementedYet("get_overdue_report")
