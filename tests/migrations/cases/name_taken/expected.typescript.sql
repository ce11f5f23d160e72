DROP INDEX "ix_loans_thing_id";
--> statement-breakpoint
ALTER TABLE "loans" DROP CONSTRAINT "fk_loans_thing_id";
--> statement-breakpoint
DROP TABLE "things";
--> statement-breakpoint
ALTER TABLE "items" RENAME TO "things";
--> statement-breakpoint
ALTER TABLE "things" RENAME CONSTRAINT "pk_items" TO "pk_things";
--> statement-breakpoint
ALTER TABLE "loans" DROP COLUMN "thing_id";
--> statement-breakpoint
ALTER TABLE "things" ADD COLUMN "days" bigint;
--> statement-breakpoint
UPDATE "things" SET "days" = 3;
--> statement-breakpoint
ALTER TABLE "things" ALTER COLUMN "days" SET NOT NULL;
