ALTER TABLE "products" ALTER COLUMN "name" TYPE text;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "pages" TYPE bigint;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "rating" TYPE bigint;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "sold" TYPE double precision;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "status" TYPE varchar(9);
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "shelf" TYPE bigint USING "shelf"::bigint;
--> statement-breakpoint
UPDATE "products" SET "shelf" = 7 WHERE "shelf" IS NULL;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "shelf" SET NOT NULL;
--> statement-breakpoint
ALTER TABLE "products" ALTER COLUMN "number" TYPE varchar(255);
