-- +goose Up

DROP INDEX uq_products_name;
DROP INDEX ix_products_parent_id;
DROP INDEX ix_lines_product_id;
ALTER TABLE products RENAME TO articles;

CREATE TABLE vouchers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL,
    used_at TEXT
);

CREATE TABLE new_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    line_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT fk_notes_line_id FOREIGN KEY (line_id) REFERENCES lines (id) ON DELETE CASCADE
);

INSERT INTO new_notes (id, line_id, text)
SELECT id, line_id, coalesce(text, 'none')
FROM notes;

DELETE FROM sqlite_sequence WHERE name = 'new_notes';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_notes', seq FROM sqlite_sequence WHERE name = 'notes';
DROP TABLE notes;
ALTER TABLE new_notes RENAME TO notes;

CREATE TABLE new_articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    price TEXT COLLATE decimal NOT NULL,
    parent_id INTEGER,
    shelf INTEGER NOT NULL,
    status TEXT NOT NULL,
    deleted_at TEXT,
    CONSTRAINT fk_articles_parent_id FOREIGN KEY (parent_id) REFERENCES articles (id) ON DELETE CASCADE
);

INSERT INTO new_articles (id, title, price, parent_id, shelf, status, deleted_at)
SELECT id, name, price, parent_id, coalesce(CASE WHEN CAST(CAST(shelf AS INTEGER) AS TEXT) = shelf THEN CAST(shelf AS INTEGER) ELSE json('not a number: ' || shelf) END, 7), 'listed', NULL
FROM articles;

DELETE FROM sqlite_sequence WHERE name = 'new_articles';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_articles', seq FROM sqlite_sequence WHERE name = 'articles';
DROP TABLE articles;
ALTER TABLE new_articles RENAME TO articles;

CREATE TABLE new_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    article_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    returned BOOLEAN NOT NULL,
    voucher_id INTEGER,
    CONSTRAINT fk_lines_article_id FOREIGN KEY (article_id) REFERENCES articles (id) ON DELETE RESTRICT,
    CONSTRAINT fk_lines_voucher_id FOREIGN KEY (voucher_id) REFERENCES vouchers (id) ON DELETE SET NULL
);

INSERT INTO new_lines (id, article_id, quantity, returned, voucher_id)
SELECT id, product_id, quantity, FALSE, NULL
FROM lines;

DELETE FROM sqlite_sequence WHERE name = 'new_lines';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_lines', seq FROM sqlite_sequence WHERE name = 'lines';
DROP TABLE lines;
ALTER TABLE new_lines RENAME TO lines;
CREATE TEMP TABLE lost_references (number INTEGER CONSTRAINT every_reference_has_its_row CHECK (number = 0));
INSERT INTO temp.lost_references SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp.lost_references;
CREATE UNIQUE INDEX uq_articles_title ON articles (lower(title)) WHERE deleted_at IS NULL;
CREATE INDEX ix_articles_parent_id ON articles (parent_id);
CREATE INDEX ix_articles_shelf ON articles (shelf);
CREATE INDEX ix_articles_title_id ON articles (title, id);
CREATE UNIQUE INDEX uq_vouchers_code ON vouchers (code);
CREATE UNIQUE INDEX uq_vouchers_code_where_used_at_is_null ON vouchers (code) WHERE used_at IS NULL;
CREATE INDEX ix_lines_article_id ON lines (article_id);
CREATE INDEX ix_lines_voucher_id ON lines (voucher_id);
CREATE INDEX ix_notes_line_id ON notes (line_id);

-- +goose Down

DROP INDEX uq_articles_title;
DROP INDEX ix_articles_parent_id;
DROP INDEX ix_articles_shelf;
DROP INDEX ix_articles_title_id;
DROP INDEX ix_lines_article_id;
DROP INDEX ix_lines_voucher_id;
ALTER TABLE articles RENAME TO products;

CREATE TABLE new_notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    line_id INTEGER NOT NULL,
    text TEXT,
    CONSTRAINT fk_notes_line_id FOREIGN KEY (line_id) REFERENCES lines (id) ON DELETE CASCADE
);

INSERT INTO new_notes (id, line_id, text)
SELECT id, line_id, text
FROM notes;

DELETE FROM sqlite_sequence WHERE name = 'new_notes';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_notes', seq FROM sqlite_sequence WHERE name = 'notes';
DROP TABLE notes;
ALTER TABLE new_notes RENAME TO notes;

CREATE TABLE new_products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    price TEXT COLLATE decimal NOT NULL,
    shelf TEXT,
    parent_id INTEGER,
    CONSTRAINT fk_products_parent_id FOREIGN KEY (parent_id) REFERENCES products (id) ON DELETE CASCADE
);

INSERT INTO new_products (id, name, price, shelf, parent_id)
SELECT id, title, price, CAST(shelf AS TEXT), parent_id
FROM products;

DELETE FROM sqlite_sequence WHERE name = 'new_products';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_products', seq FROM sqlite_sequence WHERE name = 'products';
DROP TABLE products;
ALTER TABLE new_products RENAME TO products;

CREATE TABLE new_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT fk_lines_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
);

INSERT INTO new_lines (id, product_id, quantity)
SELECT id, article_id, quantity
FROM lines;

DELETE FROM sqlite_sequence WHERE name = 'new_lines';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_lines', seq FROM sqlite_sequence WHERE name = 'lines';
DROP TABLE lines;
ALTER TABLE new_lines RENAME TO lines;
DROP TABLE vouchers;
CREATE TEMP TABLE lost_references (number INTEGER CONSTRAINT every_reference_has_its_row CHECK (number = 0));
INSERT INTO temp.lost_references SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp.lost_references;
CREATE UNIQUE INDEX uq_products_name ON products (lower(name));
CREATE INDEX ix_products_parent_id ON products (parent_id);
CREATE INDEX ix_lines_product_id ON lines (product_id);
CREATE INDEX ix_notes_line_id ON notes (line_id);
