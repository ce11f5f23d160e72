-- +goose Up

DROP INDEX ix_loans_thing_id;
DROP TABLE things;
ALTER TABLE items RENAME TO things;

CREATE TABLE new_loans (
    id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    CONSTRAINT pk_loans PRIMARY KEY (id),
    CONSTRAINT fk_loans_item_id FOREIGN KEY (item_id) REFERENCES things (id) ON DELETE CASCADE
);

INSERT INTO new_loans (id, item_id)
SELECT id, item_id
FROM loans;

DROP TABLE loans;
ALTER TABLE new_loans RENAME TO loans;

CREATE TABLE new_things (
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    days INTEGER NOT NULL,
    CONSTRAINT pk_things PRIMARY KEY (id)
);

INSERT INTO new_things (id, title, days)
SELECT id, title, 3
FROM things;

DROP TABLE things;
ALTER TABLE new_things RENAME TO things;
CREATE INDEX ix_loans_item_id ON loans (item_id);

-- +goose Down

ALTER TABLE things RENAME TO items;
ALTER TABLE items DROP COLUMN days;

CREATE TABLE things (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_things PRIMARY KEY (id)
);

ALTER TABLE loans ADD COLUMN thing_id TEXT CONSTRAINT fk_loans_thing_id REFERENCES things (id) ON DELETE RESTRICT;
CREATE INDEX ix_loans_thing_id ON loans (thing_id);
