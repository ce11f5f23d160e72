package library

import "context"

// BookService does what the operations on books do.
type BookService struct{}

// ListBooks answers GET /api/v1/books.
//
// List books.
func (BookService) ListBooks(ctx context.Context, in ListBooksInput) (*CursorPage[*Book], error) {
	return in.Store.Books.List(ctx, in.Query, in.Page)
}

// CreateBook answers POST /api/v1/books.
//
// Create a book.
func (BookService) CreateBook(ctx context.Context, in CreateBookInput) (*Book, error) {
	return in.Store.Books.Create(ctx, in.New)
}

// GetBook answers GET /api/v1/books/{id}.
//
// One book with the number of copies and how many are on the shelf.
func (BookService) GetBook(ctx context.Context, in GetBookInput) (*Book, error) {
	return in.Store.Books.Get(ctx, in.ID)
}

// UpdateBook answers PATCH /api/v1/books/{id}.
//
// Change a book.
func (BookService) UpdateBook(ctx context.Context, in UpdateBookInput) (*Book, error) {
	return in.Store.Books.Update(ctx, in.ID, in.Changes)
}

// DeleteBook answers DELETE /api/v1/books/{id}.
//
// Delete a book.
func (BookService) DeleteBook(ctx context.Context, in DeleteBookInput) error {
	return in.Store.Books.Delete(ctx, in.ID)
}
