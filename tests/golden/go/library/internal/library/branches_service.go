package library

import "context"

// BranchService does what the operations on branches do.
type BranchService struct{}

// ListBranches answers GET /api/v1/branches.
//
// List branches.
func (BranchService) ListBranches(ctx context.Context, in ListBranchesInput) (*CursorPage[*Branch], error) {
	return in.Store.Branches.List(ctx, in.Page)
}

// CreateBranch answers POST /api/v1/branches.
//
// Create a branch.
func (BranchService) CreateBranch(ctx context.Context, in CreateBranchInput) (*Branch, error) {
	return in.Store.Branches.Create(ctx, in.New)
}

// GetBranch answers GET /api/v1/branches/{id}.
//
// Get one branch.
func (BranchService) GetBranch(ctx context.Context, in GetBranchInput) (*Branch, error) {
	return in.Store.Branches.Get(ctx, in.ID)
}

// UpdateBranch answers PATCH /api/v1/branches/{id}.
//
// Change a branch.
func (BranchService) UpdateBranch(ctx context.Context, in UpdateBranchInput) (*Branch, error) {
	return in.Store.Branches.Update(ctx, in.ID, in.Changes)
}

// DeleteBranch answers DELETE /api/v1/branches/{id}.
//
// Delete a branch.
func (BranchService) DeleteBranch(ctx context.Context, in DeleteBranchInput) error {
	return in.Store.Branches.Delete(ctx, in.ID)
}
