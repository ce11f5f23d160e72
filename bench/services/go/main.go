// The bench service answers one route by hand, GET /api/v1/books/{id}: net/http over pgx, and around it what LAYERS names.
package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
)

const (
	poolSize  = 10
	rateLimit = 1_000_000_000
	timeout   = 30 * time.Second
)

var sane = regexp.MustCompile(`^[A-Za-z0-9._:/+=-]{1,128}$`)

type book struct {
	ID            uuid.UUID `json:"id"`
	ISBN          string    `json:"isbn"`
	Author        string    `json:"author"`
	Title         string    `json:"title"`
	Language      string    `json:"language"`
	Subjects      []string  `json:"subjects"`
	PublishedYear *int      `json:"published_year"`
	Summary       *string   `json:"summary"`
	Copies        int       `json:"copies"`
	OnShelf       int       `json:"on_shelf"`
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	statement, err := os.ReadFile(os.Getenv("STATEMENT"))
	if err != nil {
		return err
	}
	config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		return err
	}
	config.MaxConns = poolSize
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return err
	}
	defer pool.Close()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v1/books/{id}", getBook(pool, string(statement)))
	server := &http.Server{Addr: "127.0.0.1:" + os.Getenv("PORT"), Handler: around(mux), ReadHeaderTimeout: timeout}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func getBook(pool *pgxpool.Pool, statement string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, err := uuid.Parse(r.PathValue("id"))
		if err != nil {
			problem(w, http.StatusUnprocessableEntity, "invalid_request")
			return
		}
		var b book
		err = pool.QueryRow(r.Context(), statement, id).Scan(&b.ID, &b.ISBN, &b.Author, &b.Title, &b.Language,
			&b.Subjects, &b.PublishedYear, &b.Summary, &b.Copies, &b.OnShelf)
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			problem(w, http.StatusNotFound, "not_found")
			return
		case err != nil:
			panic(err)
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(b)
	}
}

// around puts the layers that LAYERS names around the handler; none of them costs anything when it is not named.
func around(next http.Handler) http.Handler {
	for _, layer := range strings.Split(os.Getenv("LAYERS"), ",") {
		if wrap, ok := layers[layer]; ok {
			next = wrap(next)
		}
	}
	return next
}

var layers = map[string]func(http.Handler) http.Handler{
	"errors":     withErrors,
	"rate_limit": withRateLimit,
	"metrics":    withMetrics,
	"log":        withLog,
	"headers":    withHeaders,
	"request_id": withRequestID,
}

type requestID struct{}

func withRequestID(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := r.Header.Get("X-Request-ID")
		if !sane.MatchString(id) {
			var random [16]byte
			_, _ = rand.Read(random[:])
			id = hex.EncodeToString(random[:])
		}
		w.Header().Set("X-Request-ID", id)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), requestID{}, id)))
	})
}

func withHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("X-Frame-Options", "DENY")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Cache-Control", "no-store")
		header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}

type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

func withLog(next http.Handler) http.Handler {
	logger := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started, recorded := time.Now(), &recorder{w, http.StatusOK}
		next.ServeHTTP(recorded, r)
		id, _ := r.Context().Value(requestID{}).(string)
		logger.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("request_id", id),
			slog.String("method", r.Method), slog.String("route", r.Pattern), slog.Int("status", recorded.status),
			slog.Float64("milliseconds", float64(time.Since(started).Microseconds())/1000))
	})
}

func withMetrics(next http.Handler) http.Handler {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "http_requests_total"}, []string{"method", "route", "status"})
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "http_request_seconds"}, []string{"method", "route"})
	prometheus.MustRegister(requests, seconds)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		started, recorded := time.Now(), &recorder{w, http.StatusOK}
		next.ServeHTTP(recorded, r)
		requests.WithLabelValues(r.Method, r.Pattern, strconv.Itoa(recorded.status)).Inc()
		seconds.WithLabelValues(r.Method, r.Pattern).Observe(time.Since(started).Seconds())
	})
}

func withRateLimit(next http.Handler) http.Handler {
	var mutex sync.Mutex
	calls, turn := map[string]int{}, int64(0)
	count := func(address string) (left int, reset int64) {
		now := time.Now().Unix()
		mutex.Lock()
		defer mutex.Unlock()
		if now/60 != turn {
			calls, turn = map[string]int{}, now/60
		}
		calls[address]++
		return rateLimit - calls[address], 60 - now%60
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address, _, _ := net.SplitHostPort(r.RemoteAddr)
		left, reset := count(address)
		header := w.Header()
		header.Set("RateLimit-Limit", strconv.Itoa(rateLimit))
		header.Set("RateLimit-Remaining", strconv.Itoa(left))
		header.Set("RateLimit-Reset", strconv.FormatInt(reset, 10))
		if left < 0 {
			problem(w, http.StatusTooManyRequests, "rate_limited")
			return
		}
		next.ServeHTTP(w, r)
	})
}

func withErrors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), timeout)
		defer cancel()
		defer func() {
			if failure := recover(); failure != nil {
				fmt.Fprintln(os.Stderr, failure)
				problem(w, http.StatusInternalServerError, "internal_error")
			}
		}()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func problem(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"type": "about:blank", "title": code, "status": status, "code": code})
}
