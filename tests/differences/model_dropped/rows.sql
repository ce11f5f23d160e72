INSERT INTO books (id, title, copies) VALUES ('11111111111171118111111111111111', 'Emma', 3);
INSERT INTO books (id, title, copies) VALUES ('22222222222272228222222222222222', 'Persuasion', 0);
INSERT INTO loans (id, book_id, days) VALUES ('aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa', '11111111111171118111111111111111', 3);
