-- +goose Up

DROP INDEX ix_products_successor_id;
ALTER TABLE products DROP CONSTRAINT fk_products_maker_id;
ALTER TABLE products DROP CONSTRAINT fk_products_successor_id;
ALTER TABLE products DROP COLUMN successor_id;
ALTER TABLE products ADD COLUMN importer_id uuid;
ALTER TABLE lines ADD COLUMN returned_id uuid;
ALTER TABLE products ADD CONSTRAINT fk_products_maker_id FOREIGN KEY (maker_id) REFERENCES makers (id) ON DELETE CASCADE;
ALTER TABLE products ADD CONSTRAINT fk_products_importer_id FOREIGN KEY (importer_id) REFERENCES makers (id) ON DELETE SET NULL;
ALTER TABLE lines ADD CONSTRAINT fk_lines_returned_id FOREIGN KEY (returned_id) REFERENCES products (id) ON DELETE RESTRICT;
CREATE INDEX ix_products_importer_id ON products (importer_id);
CREATE INDEX ix_lines_returned_id ON lines (returned_id);

-- +goose Down

DROP INDEX ix_products_importer_id;
DROP INDEX ix_lines_returned_id;
ALTER TABLE products DROP CONSTRAINT fk_products_maker_id;
ALTER TABLE products DROP CONSTRAINT fk_products_importer_id;
ALTER TABLE lines DROP CONSTRAINT fk_lines_returned_id;
ALTER TABLE products DROP COLUMN importer_id;
ALTER TABLE lines DROP COLUMN returned_id;
ALTER TABLE products ADD COLUMN successor_id uuid;
ALTER TABLE products ADD CONSTRAINT fk_products_maker_id FOREIGN KEY (maker_id) REFERENCES makers (id) ON DELETE RESTRICT;
ALTER TABLE products ADD CONSTRAINT fk_products_successor_id FOREIGN KEY (successor_id) REFERENCES products (id) ON DELETE RESTRICT;
CREATE INDEX ix_products_successor_id ON products (successor_id);
