-- +goose Up

DROP INDEX uq_products_code;

CREATE TABLE new_products (
    id TEXT NOT NULL,
    listed BOOLEAN NOT NULL,
    title TEXT NOT NULL,
    weight TEXT COLLATE decimal,
    colour TEXT NOT NULL,
    barcode TEXT,
    delivery INTEGER NOT NULL,
    entered_at TEXT NOT NULL,
    keywords TEXT NOT NULL,
    made_on TEXT NOT NULL,
    price TEXT COLLATE decimal NOT NULL,
    stock INTEGER NOT NULL,
    note TEXT,
    CONSTRAINT pk_products PRIMARY KEY (id)
);

INSERT INTO new_products (id, listed, title, weight, colour, barcode, delivery, entered_at, keywords, made_on, price, stock, note)
SELECT id, listed, name, weight, coalesce(colour, unistr('it''s \u002d\u002d grey\u003f\u000aor not;')), NULL, 129600000000, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), '["new","a \"b\""]', date('now'), '1.5', 0, NULL
FROM products;

DROP TABLE products;
ALTER TABLE new_products RENAME TO products;
CREATE UNIQUE INDEX uq_products_barcode ON products (barcode);

-- +goose Down

DROP INDEX uq_products_barcode;

CREATE TABLE new_products (
    id TEXT NOT NULL,
    listed BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    colour TEXT,
    weight TEXT COLLATE decimal NOT NULL,
    code TEXT,
    CONSTRAINT pk_products PRIMARY KEY (id)
);

INSERT INTO new_products (id, listed, name, colour, weight, code)
SELECT id, listed, title, colour, coalesce(weight, '0'), NULL
FROM products;

DROP TABLE products;
ALTER TABLE new_products RENAME TO products;
CREATE UNIQUE INDEX uq_products_code ON products (code);
