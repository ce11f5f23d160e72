-- +goose Up

ALTER TABLE products ALTER COLUMN name TYPE text;
ALTER TABLE products ALTER COLUMN pages TYPE bigint;
ALTER TABLE products ALTER COLUMN rating TYPE bigint;
ALTER TABLE products ALTER COLUMN sold TYPE double precision;
ALTER TABLE products ALTER COLUMN status TYPE varchar(9);
ALTER TABLE products ALTER COLUMN shelf TYPE bigint USING shelf::bigint;
UPDATE products SET shelf = 7 WHERE shelf IS NULL;
ALTER TABLE products ALTER COLUMN shelf SET NOT NULL;
ALTER TABLE products ALTER COLUMN number TYPE varchar(255);

-- +goose Down

ALTER TABLE products ALTER COLUMN name TYPE varchar(20);
ALTER TABLE products ALTER COLUMN pages TYPE integer;
ALTER TABLE products ALTER COLUMN rating TYPE double precision;
ALTER TABLE products ALTER COLUMN sold TYPE integer;
ALTER TABLE products ALTER COLUMN status TYPE varchar(6);
ALTER TABLE products ALTER COLUMN number TYPE bigint USING number::bigint;
ALTER TABLE products ALTER COLUMN shelf TYPE varchar(255);
ALTER TABLE products ALTER COLUMN shelf DROP NOT NULL;
