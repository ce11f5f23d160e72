package store

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
	"time"
)

// answer is a query, and the rows that it finds.
type answer struct {
	Query string
	Rows  [][]any
}

// TestRowsSurviveMigrations migrates a database with rows to the second version and back, as rows.json says.
func TestRowsSurviveMigrations(t *testing.T) {
	var told struct {
		Rows                []string
		Spoil, Mend         string
		Intact, After, Back []answer
		KeysAreKeptBy       string `json:"keys_are_kept_by"`
	}
	text, err := os.ReadFile("testdata/rows.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &told); err != nil {
		t.Fatal(err)
	}
	options := Options{URL: newURL(t), DataDir: t.TempDir(), PoolSize: 2, Now: time.Now}
	db, err := Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	provider, err := db.migrations()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	for _, statement := range append(told.Rows, told.Spoil) {
		if _, err := db.SQL().ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := Migrate(t.Context(), options); err == nil {
		t.Error("rows that do not fit were migrated")
	}
	if version, err := provider.GetDBVersion(t.Context()); err != nil || version != 1 {
		t.Errorf("the version is %d: %v", version, err)
	}
	verify(t, db, told.Intact)
	if err := db.Ready(t.Context()); err == nil {
		t.Error("it is ready without its second migration")
	}
	if _, err := db.SQL().ExecContext(t.Context(), told.Mend); err != nil {
		t.Fatal(err)
	}
	if err := Migrate(t.Context(), options); err != nil {
		t.Fatal(err)
	}
	verify(t, db, told.After)
	if err := db.Ready(t.Context()); err != nil {
		t.Errorf("it is not ready: %v", err)
	}
	if _, err := db.SQL().ExecContext(t.Context(), told.KeysAreKeptBy); err == nil {
		t.Error("foreign keys are not kept")
	}
	if _, err := provider.DownTo(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	verify(t, db, told.Back)
}

func verify(t *testing.T, db *DB, answers []answer) {
	t.Helper()
	for _, each := range answers {
		if found := ask(t, db, each.Query); fmt.Sprint(found) != fmt.Sprint(each.Rows) {
			t.Errorf("%s\n%v\n%v", each.Query, found, each.Rows)
		}
	}
}

func ask(t *testing.T, db *DB, query string) [][]any {
	t.Helper()
	rows, err := db.SQL().QueryContext(t.Context(), query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var found [][]any
	for rows.Next() {
		row, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			places[i] = &row[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		found = append(found, row)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}
