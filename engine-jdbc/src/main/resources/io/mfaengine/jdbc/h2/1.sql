-- Keys are binary, so that neither collation nor letter case can merge two; UTF8TOSTRING(user_id) shows them.

CREATE TABLE IF NOT EXISTS {p}user (
  tenant varbinary(255) NOT NULL,
  user_id varbinary(255) NOT NULL,
  version varchar(32) NOT NULL,
  indexes varchar NOT NULL,
  payload varchar NOT NULL,
  PRIMARY KEY (tenant, user_id)
);

CREATE TABLE IF NOT EXISTS {p}user_index (
  tenant varbinary(255) NOT NULL,
  name varbinary(255) NOT NULL,
  user_id varbinary(255) NOT NULL,
  PRIMARY KEY (tenant, user_id, name)
);
CREATE INDEX IF NOT EXISTS {p}user_index_name ON {p}user_index (tenant, name, user_id);

CREATE TABLE IF NOT EXISTS {p}action (
  tenant varbinary(255) NOT NULL,
  user_id varbinary(255) NOT NULL,
  code varbinary(255) NOT NULL,
  idempotency_key varbinary(255) NOT NULL,
  version varchar(32) NOT NULL,
  created_at bigint NOT NULL,
  state varbinary(255) NOT NULL,
  expires_at bigint,
  payload varchar NOT NULL,
  PRIMARY KEY (tenant, user_id, code, idempotency_key)
);
CREATE INDEX IF NOT EXISTS {p}action_created ON {p}action (tenant, created_at DESC, user_id, code, idempotency_key, state);
CREATE INDEX IF NOT EXISTS {p}action_user ON {p}action (tenant, user_id, created_at DESC, code, idempotency_key);
CREATE INDEX IF NOT EXISTS {p}action_code ON {p}action (tenant, code, created_at DESC, user_id, idempotency_key);
CREATE INDEX IF NOT EXISTS {p}action_state ON {p}action (tenant, state, created_at DESC, user_id, code, idempotency_key);
CREATE INDEX IF NOT EXISTS {p}action_expiry ON {p}action (expires_at);

CREATE TABLE IF NOT EXISTS {p}claim (
  tenant varbinary(255) NOT NULL,
  name varbinary(255) NOT NULL,
  user_id varbinary(255) NOT NULL,
  PRIMARY KEY (tenant, name)
);
CREATE INDEX IF NOT EXISTS {p}claim_user ON {p}claim (tenant, user_id);

CREATE TABLE IF NOT EXISTS {p}event (
  tenant varbinary(255) NOT NULL,
  id varbinary(255) NOT NULL,
  user_id varbinary(255) NOT NULL,
  expires_at bigint,
  payload varchar NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX IF NOT EXISTS {p}event_user ON {p}event (tenant, user_id, id);
CREATE INDEX IF NOT EXISTS {p}event_expiry ON {p}event (expires_at);

CREATE TABLE IF NOT EXISTS {p}budget (
  tenant varbinary(255) NOT NULL,
  name varbinary(255) NOT NULL,
  state varbinary(255) NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (tenant, name)
);
CREATE INDEX IF NOT EXISTS {p}budget_expiry ON {p}budget (expires_at);

CREATE TABLE IF NOT EXISTS {p}settings (
  tenant varbinary(255) NOT NULL PRIMARY KEY,
  version varchar(32) NOT NULL,
  payload varchar NOT NULL
);
