-- +goose Up

DROP INDEX uq_products_name;
DROP INDEX ix_lines_product_id;
ALTER TABLE products RENAME TO articles;

CREATE TABLE baskets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    first_line_id INTEGER,
    CONSTRAINT fk_baskets_first_line_id FOREIGN KEY (first_line_id) REFERENCES lines (id) ON DELETE RESTRICT
);

ALTER TABLE lines RENAME COLUMN product_id TO article_id;
ALTER TABLE lines ADD COLUMN basket_id INTEGER CONSTRAINT fk_lines_basket_id REFERENCES baskets (id) ON DELETE RESTRICT;
DROP TABLE leaflets;
CREATE UNIQUE INDEX uq_articles_name ON articles (name);
CREATE INDEX ix_lines_article_id ON lines (article_id);
CREATE INDEX ix_lines_basket_id ON lines (basket_id);
CREATE INDEX ix_baskets_first_line_id ON baskets (first_line_id);

-- +goose Down

DROP INDEX uq_articles_name;
DROP INDEX ix_lines_article_id;
DROP INDEX ix_lines_basket_id;
ALTER TABLE articles RENAME TO products;

CREATE TABLE leaflets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL,
    CONSTRAINT fk_leaflets_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
);

CREATE TABLE new_lines (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    CONSTRAINT fk_lines_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT
);

INSERT INTO new_lines (id, product_id, quantity)
SELECT id, article_id, quantity
FROM lines;

DELETE FROM sqlite_sequence WHERE name = 'new_lines';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_lines', seq FROM sqlite_sequence WHERE name = 'lines';
DROP TABLE lines;
ALTER TABLE new_lines RENAME TO lines;
DROP TABLE baskets;
CREATE UNIQUE INDEX uq_products_name ON products (name);
CREATE INDEX ix_leaflets_product_id ON leaflets (product_id);
CREATE INDEX ix_lines_product_id ON lines (product_id);
