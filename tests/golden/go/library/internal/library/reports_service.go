package library

import "context"

// ReportsService does what the operations on reports do.
type ReportsService struct{}

// GetOverdueReport answers GET /api/v1/reports/overdue.
//
// Overdue loans per branch with count and the oldest due date.
func (ReportsService) GetOverdueReport(ctx context.Context, in GetOverdueReportInput) ([]GetOverdueReportItem, error) {
	return nil, NotImplemented("get_overdue_report")
}
