package library

import "context"

// UserService does what the operations on users do.
type UserService struct{}

// ListUsers answers GET /api/v1/users.
//
// List users.
func (UserService) ListUsers(ctx context.Context, in ListUsersInput) (*CursorPage[*User], error) {
	return in.Store.Users.List(ctx, in.Query, in.Page)
}

// CreateUser answers POST /api/v1/users.
//
// Create a user.
func (UserService) CreateUser(ctx context.Context, in CreateUserInput) (*User, error) {
	return in.Store.Users.Create(ctx, in.New)
}

// UpdateUser answers PATCH /api/v1/users/{id}.
//
// Change a user.
func (UserService) UpdateUser(ctx context.Context, in UpdateUserInput) (*User, error) {
	return in.Store.Users.Update(ctx, in.ID, in.Changes)
}
