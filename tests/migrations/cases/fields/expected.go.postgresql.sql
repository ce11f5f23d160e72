-- +goose Up

DROP INDEX uq_products_code;
ALTER TABLE products RENAME COLUMN name TO title;
ALTER TABLE products DROP COLUMN code;
ALTER TABLE products ADD COLUMN barcode varchar(255);
ALTER TABLE products ADD COLUMN delivery bigint;
UPDATE products SET delivery = 129600000000;
ALTER TABLE products ALTER COLUMN delivery SET NOT NULL;
ALTER TABLE products ADD COLUMN entered_at timestamptz;
UPDATE products SET entered_at = date_trunc('milliseconds', now());
ALTER TABLE products ALTER COLUMN entered_at SET NOT NULL;
ALTER TABLE products ADD COLUMN keywords jsonb;
UPDATE products SET keywords = '["new","a \"b\""]';
ALTER TABLE products ALTER COLUMN keywords SET NOT NULL;
ALTER TABLE products ADD COLUMN made_on date;
UPDATE products SET made_on = (now() AT TIME ZONE 'UTC')::date;
ALTER TABLE products ALTER COLUMN made_on SET NOT NULL;
ALTER TABLE products ADD COLUMN price numeric(8, 2);
UPDATE products SET price = '1.5';
ALTER TABLE products ALTER COLUMN price SET NOT NULL;
ALTER TABLE products ADD COLUMN stock bigint;
UPDATE products SET stock = 0;
ALTER TABLE products ALTER COLUMN stock SET NOT NULL;
ALTER TABLE products ADD COLUMN note text;
UPDATE products SET colour = unistr('it''s \u002d\u002d grey\u003f\u000aor not;') WHERE colour IS NULL;
ALTER TABLE products ALTER COLUMN colour SET NOT NULL;
ALTER TABLE products ALTER COLUMN weight DROP NOT NULL;
CREATE UNIQUE INDEX uq_products_barcode ON products (barcode);

-- +goose Down

DROP INDEX uq_products_barcode;
ALTER TABLE products RENAME COLUMN title TO name;
ALTER TABLE products DROP COLUMN barcode;
ALTER TABLE products DROP COLUMN delivery;
ALTER TABLE products DROP COLUMN entered_at;
ALTER TABLE products DROP COLUMN keywords;
ALTER TABLE products DROP COLUMN made_on;
ALTER TABLE products DROP COLUMN price;
ALTER TABLE products DROP COLUMN stock;
ALTER TABLE products DROP COLUMN note;
ALTER TABLE products ADD COLUMN code varchar(255);
UPDATE products SET weight = '0' WHERE weight IS NULL;
ALTER TABLE products ALTER COLUMN weight SET NOT NULL;
ALTER TABLE products ALTER COLUMN colour DROP NOT NULL;
CREATE UNIQUE INDEX uq_products_code ON products (code);
