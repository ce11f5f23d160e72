-- +goose Up

DROP INDEX uq_order_number;

CREATE TABLE new_order (
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    placed BOOLEAN NOT NULL,
    "group" INTEGER NOT NULL,
    deleted_at TEXT,
    CONSTRAINT pk_order PRIMARY KEY (id)
);

INSERT INTO new_order (id, number, placed, "group", deleted_at)
SELECT id, number, placed, 1, NULL
FROM "order";

DROP TABLE "order";
ALTER TABLE new_order RENAME TO "order";
CREATE UNIQUE INDEX uq_order_number ON "order" (number) WHERE deleted_at IS NULL;

-- +goose Down

DROP INDEX uq_order_number;
ALTER TABLE "order" DROP COLUMN "group";
ALTER TABLE "order" DROP COLUMN deleted_at;
CREATE UNIQUE INDEX uq_order_number ON "order" (number);
