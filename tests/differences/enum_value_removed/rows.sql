INSERT INTO books (id, title, copies, state) VALUES ('11111111111171118111111111111111', 'Emma', 3, 'new');
INSERT INTO books (id, title, copies, state) VALUES ('22222222222272228222222222222222', 'Persuasion', 0, 'new');
