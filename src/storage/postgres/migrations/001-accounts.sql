-- The tables of a store. They are made in the schema that the search path names.
--
-- A record is JSON as the program writes it, to the letter: `json` and not `jsonb`, since checksums are of texts. Beside it
-- are the columns that a command looks for or that have to be unique. Names are compared by their bytes, as in a folder.

-- One row: what `store.json` is in a folder. The format is that of the records; that of the tables is in `migration`.
CREATE TABLE store (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  format integer NOT NULL CHECK (format > 0),
  profile json NOT NULL,
  last_backup json
);

-- Rows that are there to be locked, by whoever does something that only one may do at a time. Whoever locks a row needs the
-- right to change something of it: that is `taken`, which nobody does. `witness` counts its lines, so that their numbers
-- are in the order of the commits and without a gap.
CREATE TABLE latch (
  name text COLLATE "C" PRIMARY KEY CHECK (name IN ('store', 'holidays', 'reminders', 'witness')),
  taken boolean NOT NULL DEFAULT false,
  count bigint NOT NULL DEFAULT 0
);
INSERT INTO latch (name) VALUES ('store'), ('holidays'), ('reminders'), ('witness');

-- Whoever changes an account holds the lock of its row, and counts the change.
CREATE TABLE account (
  id text COLLATE "C" PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  changes bigint NOT NULL DEFAULT 0
);

-- The customer and all that was agreed but the terms, which have rows of their own: those of the start, then the amendments.
CREATE TABLE contract (
  account text COLLATE "C" PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  record json NOT NULL
);
CREATE TABLE terms (
  account text COLLATE "C" NOT NULL REFERENCES contract ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  month text COLLATE "C" NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  record json NOT NULL,
  PRIMARY KEY (account, position)
);

-- An open month: its page without the bookings, which have a row each, in the order in which they were made.
CREATE TABLE open_page (
  account text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  record json NOT NULL,
  PRIMARY KEY (account, month)
);
CREATE TABLE entry (
  account text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  id text COLLATE "C" NOT NULL,
  consultant text COLLATE "C" NOT NULL,
  day date NOT NULL,
  record json NOT NULL,
  PRIMARY KEY (account, month, position),
  UNIQUE (id, account),
  FOREIGN KEY (account, month) REFERENCES open_page ON DELETE CASCADE
);
CREATE INDEX entry_by_consultant ON entry (consultant, day);
CREATE TABLE credit (
  account text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  id text COLLATE "C" NOT NULL,
  record json NOT NULL,
  PRIMARY KEY (account, month, position),
  UNIQUE (id, account),
  FOREIGN KEY (account, month) REFERENCES open_page ON DELETE CASCADE
);
CREATE TABLE reversal (
  account text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  record json NOT NULL,
  PRIMARY KEY (account, month, position),
  FOREIGN KEY (account, month) REFERENCES open_page ON DELETE CASCADE
);
CREATE TABLE credit_reversal (
  account text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  record json NOT NULL,
  PRIMARY KEY (account, month, position),
  FOREIGN KEY (account, month) REFERENCES open_page ON DELETE CASCADE
);

-- Which accounts have a request of a number, and what happened to requests in open months.
CREATE TABLE request (
  number text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
  PRIMARY KEY (number, account)
);
CREATE INDEX request_by_account ON request (account);
CREATE TABLE request_event (
  account text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  position integer NOT NULL CHECK (position >= 0),
  number text COLLATE "C" NOT NULL,
  record json NOT NULL,
  PRIMARY KEY (account, month, position),
  FOREIGN KEY (account, month) REFERENCES open_page ON DELETE CASCADE,
  FOREIGN KEY (number, account) REFERENCES request DEFERRABLE INITIALLY DEFERRED
);

-- A closed month: its page as a folder has it in a file, to the byte, sealed. Never changed: see below.
CREATE TABLE closed_page (
  account text COLLATE "C" NOT NULL REFERENCES account,
  month text COLLATE "C" NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  number text COLLATE "C" NOT NULL,
  seal text COLLATE "C" NOT NULL CHECK (seal ~ '^[0-9a-f]{64}$'),
  closed_at timestamptz NOT NULL,
  page text NOT NULL,
  PRIMARY KEY (account, month)
);
-- What closed pages have of what is looked for by itself. Their figures are in the page alone.
CREATE TABLE closed_booking (
  account text COLLATE "C" NOT NULL,
  month text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('entries', 'credits')),
  id text COLLATE "C" NOT NULL,
  consultant text COLLATE "C" CHECK ((consultant IS NOT NULL) = (kind = 'entries')),
  day date CHECK ((day IS NOT NULL) = (kind = 'entries')),
  PRIMARY KEY (account, month, kind, id),
  FOREIGN KEY (account, month) REFERENCES closed_page
);
CREATE INDEX closed_booking_by_id ON closed_booking (id);
CREATE INDEX closed_booking_by_consultant ON closed_booking (consultant, day) WHERE kind = 'entries';

-- The witness: each contract that was opened or removed, each month that was closed, in this order. A line is the text that
-- a folder has in `seals.jsonl`. It outlives its account.
CREATE TABLE witness (
  line bigint PRIMARY KEY CHECK (line > 0),
  account text COLLATE "C" NOT NULL,
  said text NOT NULL
);
CREATE INDEX witness_by_account ON witness (account);

-- A row stays when the timer is over: others may be waiting for it.
CREATE TABLE timer (
  consultant text COLLATE "C" PRIMARY KEY,
  record json
);
CREATE TABLE reminders (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  record json NOT NULL
);

-- The provider's own tariffs: people write these by hand, so anything may be in one.
CREATE TABLE tariff (
  name text COLLATE "C" PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  source text NOT NULL
);
CREATE TABLE holidays (
  region text COLLATE "C" PRIMARY KEY,
  record json NOT NULL
);
CREATE TABLE logo (
  name text COLLATE "C" PRIMARY KEY,
  image bytea NOT NULL
);

-- What was closed or witnessed is never changed, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON closed_page EXECUTE FUNCTION refuse_change();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON closed_booking EXECUTE FUNCTION refuse_change();
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON witness EXECUTE FUNCTION refuse_change();

-- Nor is there a right to, not even for who made the tables. A foreign key has to lock the row that it refers to, for which
-- its owner needs the right to update one column; the trigger refuses that as well.
REVOKE UPDATE, DELETE, TRUNCATE ON closed_page, closed_booking, witness FROM PUBLIC, CURRENT_USER;
GRANT UPDATE (account) ON closed_page, closed_booking TO CURRENT_USER;
