SELECT books.id, books.isbn, books.author, books.title, books.language, books.subjects, books.published_year,
       books.summary,
       (SELECT count(*) FROM copies WHERE copies.book_id = books.id) AS copies,
       (SELECT count(*)
          FROM copies
         WHERE copies.book_id = books.id
           AND copies.condition <> 'lost'
           AND NOT EXISTS (SELECT 1 FROM loans WHERE loans.copy_id = copies.id AND loans.returned_at IS NULL)
       ) AS on_shelf
  FROM books
 WHERE books.id = $1
