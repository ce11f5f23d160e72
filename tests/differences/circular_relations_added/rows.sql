INSERT INTO authors (id, name) VALUES ('aaaaaaaaaaaa7aaa8aaaaaaaaaaaaaaa', 'Jane');
INSERT INTO books (id, title, copies) VALUES ('11111111111171118111111111111111', 'Emma', 3);
INSERT INTO books (id, title, copies) VALUES ('22222222222272228222222222222222', 'Persuasion', 0);
