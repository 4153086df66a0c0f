-- Which scripts have run, and how old a release may be to work with what they left.
CREATE TABLE IF NOT EXISTS {p}schema (
  id int PRIMARY KEY CHECK (id = 1),
  version int NOT NULL,
  oldest int NOT NULL
);
MERGE INTO {p}schema t USING (VALUES (1)) s (id) ON t.id = s.id WHEN NOT MATCHED THEN INSERT (id, version, oldest) VALUES (1, 0, 0);
