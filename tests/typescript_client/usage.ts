// What the compiler must accept of the library's client, and what it must refuse.
import { createClient, isErrorOf, type Book, type Client, type TokenPair } from "./index.js";

export async function use(client: Client, id: string): Promise<Book[]> {
  const page = await client.listBooks({ query: { sort: "-title", limit: 5 } });
  const books: Book[] = [...page.items];
  for await (const book of client.listBooks.items()) books.push(book);
  // @ts-expect-error a path parameter is needed
  await client.getBook();
  // @ts-expect-error there is no such order
  await client.listBooks({ query: { sort: "isbn" } });
  // @ts-expect-error the title is missing
  await client.createBook({ body: { isbn: "1" } });
  const nothing: undefined = await client.deleteBook({ path: { id } });
  // @ts-expect-error a title is never null
  await client.updateBook({ path: { id }, body: { title: null } });
  await client.updateBook({ path: { id }, body: { summary: null } });
  return nothing ?? books;
}

export function reason(error: unknown): string {
  if (!isErrorOf("borrowCopy", error)) return "unknown";
  switch (error.code) {
    case "copy_unavailable":
      return "it is out";
    // @ts-expect-error borrowing answers no such error
    case "isbn_taken":
      return "never";
    default:
      return error.code;
  }
}

let tokens: TokenPair | null = null;

export const client: Client = createClient({
  baseUrl: "http://localhost:8000",
  token: () => tokens?.access_token ?? null,
  refresh: async () => {
    if (tokens === null) return null;
    tokens = await client.refresh({ body: { refresh_token: tokens.refresh_token } });
    return tokens.access_token;
  },
});
