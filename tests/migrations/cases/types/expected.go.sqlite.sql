-- +goose Up

CREATE TABLE new_products (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    pages INTEGER NOT NULL,
    rating INTEGER NOT NULL,
    sold REAL NOT NULL,
    status TEXT NOT NULL,
    number TEXT,
    shelf INTEGER NOT NULL,
    CONSTRAINT pk_products PRIMARY KEY (id)
);

INSERT INTO new_products (id, name, pages, rating, sold, status, number, shelf)
SELECT id, name, pages, CAST(round(rating) AS INTEGER), sold, status, CAST(number AS TEXT), coalesce(CASE WHEN CAST(CAST(shelf AS INTEGER) AS TEXT) = shelf THEN CAST(shelf AS INTEGER) ELSE json('not a number: ' || shelf) END, 7)
FROM products;

DROP TABLE products;
ALTER TABLE new_products RENAME TO products;

-- +goose Down

CREATE TABLE new_products (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    pages INTEGER NOT NULL,
    rating REAL NOT NULL,
    sold INTEGER NOT NULL,
    status TEXT NOT NULL,
    shelf TEXT,
    number INTEGER,
    CONSTRAINT pk_products PRIMARY KEY (id)
);

INSERT INTO new_products (id, name, pages, rating, sold, status, shelf, number)
SELECT id, name, pages, rating, CAST(round(sold) AS INTEGER), status, CAST(shelf AS TEXT), CASE WHEN CAST(CAST(number AS INTEGER) AS TEXT) = number THEN CAST(number AS INTEGER) ELSE json('not a number: ' || number) END
FROM products;

DROP TABLE products;
ALTER TABLE new_products RENAME TO products;
