DROP INDEX "uq_order_number";
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "group" integer;
--> statement-breakpoint
UPDATE "order" SET "group" = 1;
--> statement-breakpoint
ALTER TABLE "order" ALTER COLUMN "group" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "order" ADD COLUMN "deleted_at" timestamptz;
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_order_number" ON "order" ("number") WHERE "deleted_at" IS NULL;
