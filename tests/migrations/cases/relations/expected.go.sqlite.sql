-- +goose Up

DROP INDEX ix_products_successor_id;

CREATE TABLE new_products (
    id TEXT NOT NULL,
    maker_id TEXT NOT NULL,
    name TEXT NOT NULL,
    importer_id TEXT,
    CONSTRAINT pk_products PRIMARY KEY (id),
    CONSTRAINT fk_products_maker_id FOREIGN KEY (maker_id) REFERENCES makers (id) ON DELETE CASCADE,
    CONSTRAINT fk_products_importer_id FOREIGN KEY (importer_id) REFERENCES makers (id) ON DELETE SET NULL
);

INSERT INTO new_products (id, maker_id, name, importer_id)
SELECT id, maker_id, name, NULL
FROM products;

DROP TABLE products;
ALTER TABLE new_products RENAME TO products;
ALTER TABLE lines ADD COLUMN returned_id TEXT CONSTRAINT fk_lines_returned_id REFERENCES products (id) ON DELETE RESTRICT;
CREATE TEMP TABLE lost_references (number INTEGER CONSTRAINT every_reference_has_its_row CHECK (number = 0));
INSERT INTO temp.lost_references SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp.lost_references;
CREATE INDEX ix_products_maker_id ON products (maker_id);
CREATE INDEX ix_products_importer_id ON products (importer_id);
CREATE INDEX ix_products_name ON products (name);
CREATE INDEX ix_lines_returned_id ON lines (returned_id);

-- +goose Down

DROP INDEX ix_products_importer_id;
DROP INDEX ix_lines_returned_id;

CREATE TABLE new_lines (
    id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    CONSTRAINT pk_lines PRIMARY KEY (id),
    CONSTRAINT fk_lines_product_id FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE RESTRICT
);

INSERT INTO new_lines (id, product_id)
SELECT id, product_id
FROM lines;

DROP TABLE lines;
ALTER TABLE new_lines RENAME TO lines;

CREATE TABLE new_products (
    id TEXT NOT NULL,
    maker_id TEXT NOT NULL,
    name TEXT NOT NULL,
    successor_id TEXT,
    CONSTRAINT pk_products PRIMARY KEY (id),
    CONSTRAINT fk_products_maker_id FOREIGN KEY (maker_id) REFERENCES makers (id) ON DELETE RESTRICT,
    CONSTRAINT fk_products_successor_id FOREIGN KEY (successor_id) REFERENCES products (id) ON DELETE RESTRICT
);

INSERT INTO new_products (id, maker_id, name, successor_id)
SELECT id, maker_id, name, NULL
FROM products;

DROP TABLE products;
ALTER TABLE new_products RENAME TO products;
CREATE TEMP TABLE lost_references (number INTEGER CONSTRAINT every_reference_has_its_row CHECK (number = 0));
INSERT INTO temp.lost_references SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp.lost_references;
CREATE INDEX ix_products_maker_id ON products (maker_id);
CREATE INDEX ix_products_successor_id ON products (successor_id);
CREATE INDEX ix_products_name ON products (name);
CREATE INDEX ix_lines_product_id ON lines (product_id);
