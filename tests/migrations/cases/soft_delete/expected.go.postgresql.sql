-- +goose Up

DROP INDEX uq_order_number;
ALTER TABLE "order" ADD COLUMN "group" integer;
UPDATE "order" SET "group" = 1;
ALTER TABLE "order" ALTER COLUMN "group" SET NOT NULL;
ALTER TABLE "order" ADD COLUMN deleted_at timestamptz;
CREATE UNIQUE INDEX uq_order_number ON "order" (number) WHERE deleted_at IS NULL;

-- +goose Down

DROP INDEX uq_order_number;
ALTER TABLE "order" DROP COLUMN "group";
ALTER TABLE "order" DROP COLUMN deleted_at;
CREATE UNIQUE INDEX uq_order_number ON "order" (number);
