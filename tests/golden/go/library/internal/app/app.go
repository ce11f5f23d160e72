// Package app puts the parts of the service together.
package app

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"neighbourhood-library/internal/auth"
	"neighbourhood-library/internal/config"
	"neighbourhood-library/internal/httpapi"
	"neighbourhood-library/internal/library"
	"neighbourhood-library/internal/store"
	"neighbourhood-library/internal/telemetry"
)

// App is the service, ready to answer.
type App struct {
	Handler   http.Handler
	DB        *store.DB
	Accounts  *auth.Accounts
	Passwords *auth.Passwords
	Tokens    *auth.AccessTokens

	tracing *telemetry.Tracing
}

// Services are what the operations do: yours to give what they need.
func Services() httpapi.Services {
	return httpapi.Services{
		Auth:     library.AuthService{},
		Books:    library.BookService{},
		Branches: library.BranchService{},
		Copies:   library.CopyService{},
		Loans:    library.LoanService{},
		Reports:  library.ReportsService{},
		Users:    library.UserService{},
	}
}

// New puts the service together, and brings the embedded database up to date if that is the one used.
func New(ctx context.Context, cfg config.Config, clock func() time.Time, logger *slog.Logger) (*App, error) {
	now := func() time.Time { return clock().UTC().Truncate(time.Millisecond) }
	keys, err := cfg.Keys()
	if err != nil {
		return nil, err
	}
	if cfg.Embedded() {
		if err := Migrate(ctx, cfg); err != nil {
			return nil, err
		}
	}
	db, err := store.Open(ctx, storage(cfg, now))
	if err != nil {
		return nil, err
	}
	tracing, err := telemetry.Start(ctx, cfg.OTLPEndpoint)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	passwords, tokens := auth.NewPasswords(), auth.NewAccessTokens(keys.Derive("access tokens"), now)
	accounts := auth.NewAccounts(db, passwords, tokens, keys.Derive("failed logins"), now)
	admin := auth.FirstAdmin{
		Email:    cfg.AdminEmail,
		Password: cfg.AdminPassword,
	}
	if err := auth.CreateFirstAdmin(ctx, db, passwords, admin, logger); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	handler := httpapi.New(httpapi.Options{
		DB:             db,
		Services:       Services(),
		Accounts:       accounts,
		Passwords:      passwords,
		Tokens:         tokens,
		CursorKey:      keys.Derive("cursors"),
		Limits:         limits(cfg),
		CORSOrigins:    cfg.CORSOrigins,
		TrustedProxies: cfg.ForwardedAllowIPs,
		Logger:         logger,
		Tracer:         tracing.Tracer(),
		Now:            now,
	})
	return &App{
		Handler:   handler,
		DB:        db,
		Accounts:  accounts,
		Passwords: passwords,
		Tokens:    tokens,
		tracing:   tracing,
	}, nil
}

// Migrate brings the database up to date.
func Migrate(ctx context.Context, cfg config.Config) error {
	return store.Migrate(ctx, storage(cfg, time.Now))
}

// Close closes what was opened.
func (a *App) Close(ctx context.Context) error {
	return errors.Join(a.tracing.Stop(ctx), a.DB.Close())
}

func storage(cfg config.Config, now func() time.Time) store.Options {
	return store.Options{URL: cfg.DatabaseURL, DataDir: cfg.DataDir, PoolSize: cfg.DatabasePoolSize, Now: now}
}

func limits(cfg config.Config) httpapi.Limits {
	return httpapi.Limits{
		Rates: map[httpapi.Rate]int{
			httpapi.DefaultRate: cfg.RateLimit,
			httpapi.LoginRate:   cfg.LoginRateLimit,
		},
		MaxBodyBytes:   cfg.MaxBodyBytes,
		RequestTimeout: cfg.RequestTimeout,
	}
}
