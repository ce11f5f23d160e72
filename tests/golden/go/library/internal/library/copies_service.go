package library

import "context"

// CopyService does what the operations on copies do.
type CopyService struct{}

// ListCopies answers GET /api/v1/books/{book_id}/copies.
//
// The copies of a book and where they are.
func (CopyService) ListCopies(ctx context.Context, in ListCopiesInput) (*CursorPage[*Copy], error) {
	return in.Store.Copies.List(ctx, in.BookID, in.Page)
}

// CreateCopy answers POST /api/v1/books/{book_id}/copies.
//
// Create a copy.
func (CopyService) CreateCopy(ctx context.Context, in CreateCopyInput) (*Copy, error) {
	return in.Store.Copies.Create(ctx, in.New)
}

// UpdateCopy answers PATCH /api/v1/copies/{id}.
//
// Change a copy.
func (CopyService) UpdateCopy(ctx context.Context, in UpdateCopyInput) (*Copy, error) {
	return in.Store.Copies.Update(ctx, in.ID, in.Changes)
}
