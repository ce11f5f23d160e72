import { Module } from "@nestjs/common";

import { AuthModule } from "./auth/auth.module.js";
import { BooksModule } from "./books/books.module.js";
import { BranchesModule } from "./branches/branches.module.js";
import { CopiesModule } from "./copies/copies.module.js";
import { LoansModule } from "./loans/loans.module.js";
import { ReportsModule } from "./reports/reports.module.js";
import { UsersModule } from "./users/users.module.js";

/** The service: a module for each resource. */
@Module({
  imports: [
    AuthModule,
    BooksModule,
    BranchesModule,
    CopiesModule,
    LoansModule,
    ReportsModule,
    UsersModule,
  ],
})
export class AppModule {}
