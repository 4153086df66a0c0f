-- Keys are compared by their bytes. Tables whose rows are replaced keep room on the page for the next version of a row.

CREATE TABLE IF NOT EXISTS {p}user (
  tenant varchar(255) COLLATE "C" NOT NULL,
  user_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(32) NOT NULL,
  indexes text NOT NULL,
  payload text NOT NULL,
  PRIMARY KEY (tenant, user_id)
) WITH (fillfactor = 70);

CREATE TABLE IF NOT EXISTS {p}user_index (
  tenant varchar(255) COLLATE "C" NOT NULL,
  name varchar(255) COLLATE "C" NOT NULL,
  user_id varchar(255) COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, user_id, name)
);
CREATE INDEX IF NOT EXISTS {p}user_index_name ON {p}user_index (tenant, name, user_id);

CREATE TABLE IF NOT EXISTS {p}action (
  tenant varchar(255) COLLATE "C" NOT NULL,
  user_id varchar(255) COLLATE "C" NOT NULL,
  code varchar(255) COLLATE "C" NOT NULL,
  idempotency_key varchar(255) COLLATE "C" NOT NULL,
  version varchar(32) NOT NULL,
  created_at bigint NOT NULL,
  state varchar(255) COLLATE "C" NOT NULL,
  expires_at bigint,
  payload text NOT NULL,
  PRIMARY KEY (tenant, user_id, code, idempotency_key)
) WITH (fillfactor = 80);
CREATE INDEX IF NOT EXISTS {p}action_created ON {p}action (tenant, created_at DESC, user_id, code, idempotency_key, state);
CREATE INDEX IF NOT EXISTS {p}action_user ON {p}action (tenant, user_id, created_at DESC);
CREATE INDEX IF NOT EXISTS {p}action_code ON {p}action (tenant, code, created_at DESC);
CREATE INDEX IF NOT EXISTS {p}action_state ON {p}action (tenant, state, created_at DESC);
CREATE INDEX IF NOT EXISTS {p}action_expiry ON {p}action (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS {p}claim (
  tenant varchar(255) COLLATE "C" NOT NULL,
  name varchar(255) COLLATE "C" NOT NULL,
  user_id varchar(255) COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, name)
);
CREATE INDEX IF NOT EXISTS {p}claim_user ON {p}claim (tenant, user_id);

CREATE TABLE IF NOT EXISTS {p}event (
  tenant varchar(255) COLLATE "C" NOT NULL,
  id varchar(255) COLLATE "C" NOT NULL,
  user_id varchar(255) COLLATE "C" NOT NULL,
  expires_at bigint,
  payload text NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX IF NOT EXISTS {p}event_user ON {p}event (tenant, user_id, id);
CREATE INDEX IF NOT EXISTS {p}event_expiry ON {p}event (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS {p}budget (
  tenant varchar(255) COLLATE "C" NOT NULL,
  name varchar(255) COLLATE "C" NOT NULL,
  state bytea NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (tenant, name)
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS {p}budget_expiry ON {p}budget (expires_at);

CREATE TABLE IF NOT EXISTS {p}settings (
  tenant varchar(255) COLLATE "C" NOT NULL PRIMARY KEY,
  version varchar(32) NOT NULL,
  payload text NOT NULL
);
