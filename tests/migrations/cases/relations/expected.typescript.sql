DROP INDEX "ix_products_successor_id";
--> statement-breakpoint
ALTER TABLE "products" DROP CONSTRAINT "fk_products_maker_id";
--> statement-breakpoint
ALTER TABLE "products" DROP CONSTRAINT "fk_products_successor_id";
--> statement-breakpoint
ALTER TABLE "products" DROP COLUMN "successor_id";
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "importer_id" uuid;
--> statement-breakpoint
ALTER TABLE "lines" ADD COLUMN "returned_id" uuid;
--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "fk_products_maker_id" FOREIGN KEY ("maker_id") REFERENCES "makers" ("id") ON DELETE CASCADE;
--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "fk_products_importer_id" FOREIGN KEY ("importer_id") REFERENCES "makers" ("id") ON DELETE SET NULL;
--> statement-breakpoint
ALTER TABLE "lines" ADD CONSTRAINT "fk_lines_returned_id" FOREIGN KEY ("returned_id") REFERENCES "products" ("id") ON DELETE RESTRICT;
--> statement-breakpoint
CREATE INDEX "ix_products_importer_id" ON "products" ("importer_id");
--> statement-breakpoint
CREATE INDEX "ix_lines_returned_id" ON "lines" ("returned_id");
