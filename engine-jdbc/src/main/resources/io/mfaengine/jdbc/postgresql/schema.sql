-- Which scripts have run, and how old a release may be to work with what they left.
CREATE TABLE IF NOT EXISTS {p}schema (
  id int PRIMARY KEY CHECK (id = 1),
  version int NOT NULL,
  oldest int NOT NULL
);
INSERT INTO {p}schema (id, version, oldest) VALUES (1, 0, 0) ON CONFLICT DO NOTHING;
