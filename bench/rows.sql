-- 10,000 books, two copies of each, every third copy out.
INSERT INTO branches (id, name, address)
SELECT gen_random_uuid(), 'Branch ' || n, n || ' High Street' FROM generate_series(1, 3) AS n;

INSERT INTO users (id, email, full_name, password_hash, role, active)
VALUES (gen_random_uuid(), 'member@example.com', 'Member', 'x', 'member', true);

INSERT INTO books (id, isbn, title, author, language, subjects, published_year, summary)
SELECT gen_random_uuid(), to_char(n, 'FM0000000000000'), 'Title ' || n, 'Author ' || n % 500, 'en',
       '["fiction", "novel"]', 1900 + n % 120, 'A book about ' || n
  FROM generate_series(1, 10000) AS n;

INSERT INTO copies (id, barcode, condition, book_id, branch_id)
SELECT gen_random_uuid(), books.isbn || '-' || copy, 'good', books.id, (SELECT id FROM branches LIMIT 1)
  FROM books, generate_series(1, 2) AS copy;

INSERT INTO loans (id, copy_id, member_id, borrowed_at, due_on, renewals)
SELECT gen_random_uuid(), copies.id, (SELECT id FROM users LIMIT 1), now(), current_date + 21, 0
  FROM (SELECT id, row_number() OVER () AS number FROM copies) AS copies WHERE number % 3 = 0;

ANALYZE;
