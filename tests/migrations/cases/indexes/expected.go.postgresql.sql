-- +goose Up

CREATE UNIQUE INDEX uq_products_name ON products (lower(name));
CREATE UNIQUE INDEX uq_products_barcode_where_withdrawn_at_is_null ON products (barcode) WHERE withdrawn_at IS NULL;
CREATE INDEX ix_products_shelf ON products (shelf);
CREATE INDEX ix_products_name_id ON products (name, id);

-- +goose Down

DROP INDEX uq_products_name;
DROP INDEX uq_products_barcode_where_withdrawn_at_is_null;
DROP INDEX ix_products_shelf;
DROP INDEX ix_products_name_id;
