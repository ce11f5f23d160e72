INSERT INTO books (id, title, copies, shelf, rating) VALUES ('11111111111171118111111111111111', 'Emma', 3, '12', 3.7);
INSERT INTO books (id, title, copies, shelf, rating) VALUES ('22222222222272228222222222222222', 'Persuasion', 0, NULL, NULL);
