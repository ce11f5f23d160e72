package library_test

import (
	"errors"
	"testing"

	"neighbourhood-library/internal/library"
)

// Say here what ReportsService does once it is written. The stores that it is given are interfaces: a test gives
// it types of its own, which embed the interface and have the methods that the test needs.

func TestGetOverdueReportIsNotWrittenYet(t *testing.T) {
	t.Parallel()
	_, err := library.ReportsService{}.GetOverdueReport(t.Context(), library.GetOverdueReportInput{})
	if !errors.Is(err, library.ErrNotImplemented) {
		t.Errorf("the error is %v", err)
	}
}
