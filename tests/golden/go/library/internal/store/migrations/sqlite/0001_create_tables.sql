-- +goose Up

CREATE TABLE books (
    id TEXT NOT NULL,
    isbn TEXT NOT NULL,
    author TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    subjects TEXT NOT NULL,
    published_year INTEGER,
    summary TEXT,
    CONSTRAINT pk_books PRIMARY KEY (id)
);

CREATE TABLE branches (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT pk_branches PRIMARY KEY (id)
);

CREATE TABLE copies (
    id TEXT NOT NULL,
    barcode TEXT NOT NULL,
    book_id TEXT NOT NULL,
    branch_id TEXT NOT NULL,
    condition TEXT NOT NULL,
    CONSTRAINT pk_copies PRIMARY KEY (id),
    CONSTRAINT fk_copies_book_id FOREIGN KEY (book_id) REFERENCES books (id) ON DELETE RESTRICT,
    CONSTRAINT fk_copies_branch_id FOREIGN KEY (branch_id) REFERENCES branches (id) ON DELETE RESTRICT
);

CREATE TABLE users (
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    full_name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    role TEXT NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id)
);

CREATE TABLE loans (
    id TEXT NOT NULL,
    copy_id TEXT NOT NULL,
    member_id TEXT NOT NULL,
    renewals INTEGER NOT NULL,
    borrowed_at TEXT NOT NULL,
    due_on TEXT NOT NULL,
    returned_at TEXT,
    CONSTRAINT pk_loans PRIMARY KEY (id),
    CONSTRAINT fk_loans_copy_id FOREIGN KEY (copy_id) REFERENCES copies (id) ON DELETE RESTRICT,
    CONSTRAINT fk_loans_member_id FOREIGN KEY (member_id) REFERENCES users (id) ON DELETE RESTRICT
);

CREATE TABLE auth_sessions (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    token_hash BLOB NOT NULL,
    expires_at TEXT NOT NULL,
    CONSTRAINT pk_auth_sessions PRIMARY KEY (id),
    CONSTRAINT fk_auth_sessions_user_id FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE TABLE auth_failed_logins (
    id TEXT NOT NULL,
    account BLOB NOT NULL,
    failed_at TEXT NOT NULL,
    CONSTRAINT pk_auth_failed_logins PRIMARY KEY (id)
);

CREATE UNIQUE INDEX uq_books_isbn ON books (isbn);
CREATE INDEX ix_books_language ON books (language);
CREATE INDEX ix_books_title_id ON books (title, id);
CREATE INDEX ix_books_published_year_id ON books (published_year, id);
CREATE UNIQUE INDEX uq_branches_name ON branches (name);
CREATE UNIQUE INDEX uq_copies_barcode ON copies (barcode);
CREATE INDEX ix_copies_book_id ON copies (book_id);
CREATE INDEX ix_copies_branch_id ON copies (branch_id);
CREATE UNIQUE INDEX uq_users_email ON users (lower(email));
CREATE INDEX ix_users_active ON users (active);
CREATE INDEX ix_users_role ON users (role);
CREATE UNIQUE INDEX uq_loans_copy_id_where_returned_at_is_null ON loans (copy_id) WHERE returned_at IS NULL;
CREATE INDEX ix_loans_copy_id ON loans (copy_id);
CREATE INDEX ix_loans_member_id ON loans (member_id);
CREATE INDEX ix_loans_due_on_id ON loans (due_on, id);
CREATE INDEX ix_auth_sessions_user_id ON auth_sessions (user_id);
CREATE INDEX ix_auth_sessions_expires_at ON auth_sessions (expires_at);
CREATE INDEX ix_auth_failed_logins_account_failed_at ON auth_failed_logins (account, failed_at);
CREATE INDEX ix_auth_failed_logins_failed_at ON auth_failed_logins (failed_at);

-- +goose Down

DROP TABLE auth_failed_logins;
DROP TABLE auth_sessions;
DROP TABLE loans;
DROP TABLE users;
DROP TABLE copies;
DROP TABLE branches;
DROP TABLE books;
