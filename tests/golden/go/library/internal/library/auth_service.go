package library

import "context"

// AuthService does what the operations on auth do.
type AuthService struct{}

// Register answers POST /api/v1/auth/register.
//
// Register as a member.
func (AuthService) Register(ctx context.Context, in RegisterInput) (*User, error) {
	return in.Store.Users.Create(ctx, in.New)
}

// GetMe answers GET /api/v1/me.
//
// The logged-in user.
func (AuthService) GetMe(ctx context.Context, in GetMeInput) (*User, error) {
	return in.Store.Users.Get(ctx, in.Caller.ID)
}

// UpdateMe answers PATCH /api/v1/me.
//
// Change own name or password.
func (AuthService) UpdateMe(ctx context.Context, in UpdateMeInput) (*User, error) {
	return in.Store.Users.Update(ctx, in.Caller.ID, in.Changes)
}
