DROP INDEX "uq_products_code";
--> statement-breakpoint
ALTER TABLE "products" RENAME COLUMN "name" TO "title";
--> statement-breakpoint
ALTER TABLE "products" DROP COLUMN "code";
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "barcode" varchar(255);
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "delivery" interval;
--> statement-breakpoint
UPDATE "products" SET "delivery" = 'PT36H';
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "delivery" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "entered_at" timestamptz;
--> statement-breakpoint
UPDATE "products" SET "entered_at" = date_trunc('milliseconds', now());
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "entered_at" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "keywords" jsonb;
--> statement-breakpoint
UPDATE "products" SET "keywords" = '["new","a \"b\""]';
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "keywords" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "made_on" date;
--> statement-breakpoint
UPDATE "products" SET "made_on" = (now() AT TIME ZONE 'UTC')::date;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "made_on" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "price" numeric(8, 2);
--> statement-breakpoint
UPDATE "products" SET "price" = '1.5';
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "price" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "stock" bigint;
--> statement-breakpoint
UPDATE "products" SET "stock" = 0;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "stock" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "note" text;
--> statement-breakpoint
UPDATE "products" SET "colour" = unistr('it''s \u002d\u002d grey\u003f\u000aor not;') WHERE "colour" IS NULL;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "colour" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "weight" DROP NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX "uq_products_barcode" ON "products" ("barcode");
