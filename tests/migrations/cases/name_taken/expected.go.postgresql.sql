-- +goose Up

DROP INDEX ix_loans_thing_id;
ALTER TABLE loans DROP CONSTRAINT fk_loans_thing_id;
DROP TABLE things;
ALTER TABLE items RENAME TO things;
ALTER TABLE things RENAME CONSTRAINT pk_items TO pk_things;
ALTER TABLE loans DROP COLUMN thing_id;
ALTER TABLE things ADD COLUMN days bigint;
UPDATE things SET days = 3;
ALTER TABLE things ALTER COLUMN days SET NOT NULL;

-- +goose Down

ALTER TABLE things RENAME TO items;
ALTER TABLE items RENAME CONSTRAINT pk_things TO pk_items;
ALTER TABLE items DROP COLUMN days;

CREATE TABLE things (
    id uuid NOT NULL,
    name varchar(255) NOT NULL,
    CONSTRAINT pk_things PRIMARY KEY (id)
);

ALTER TABLE loans ADD COLUMN thing_id uuid;
ALTER TABLE loans ADD CONSTRAINT fk_loans_thing_id FOREIGN KEY (thing_id) REFERENCES things (id) ON DELETE RESTRICT;
CREATE INDEX ix_loans_thing_id ON loans (thing_id);
