INSERT INTO books (id, title, copies, shelf, pages, sold) VALUES ('11111111111171118111111111111111', 'Emma', 3, '12', 474, 'yes');
INSERT INTO books (id, title, copies, shelf, pages, sold) VALUES ('22222222222272228222222222222222', 'Persuasion', 0, '7', 249, NULL);
