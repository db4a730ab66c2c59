-- The roles of hourbank, and their rights. To be run by the owner of the tables, or a superuser, and again after each migration:
--   hourbank store roles | psql DATABASE
-- Then give them to people: CREATE ROLE weber LOGIN IN ROLE hourbank_consultant;
BEGIN;

DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['hourbank_reader', 'hourbank_consultant', 'hourbank_manager', 'hourbank_for_others'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', role);
    END IF;
  END LOOP;
END
$$;

-- Reads everything. For a backup it keeps changes of several accounts waiting that belong together: for that lock it needs the
-- right to change something, which nothing reads.
GRANT USAGE ON SCHEMA :schema TO hourbank_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA :schema TO hourbank_reader;
GRANT UPDATE (taken) ON :schema.latch TO hourbank_reader;

-- Records work and requests in open months, and takes back entries of closed ones in the open month.
GRANT hourbank_reader TO hourbank_consultant;
GRANT UPDATE (changes) ON :schema.account TO hourbank_consultant;
GRANT INSERT, UPDATE ON :schema.open_page, :schema.entry, :schema.reversal, :schema.request_event TO hourbank_consultant;
GRANT INSERT ON :schema.request TO hourbank_consultant;
GRANT INSERT, UPDATE ON :schema.timer, :schema.reminders, :schema.holidays TO hourbank_consultant;

-- Closes months, books credits, agrees terms, opens and removes accounts, and sets the profile. Closed pages are only added.
GRANT hourbank_consultant, hourbank_for_others TO hourbank_manager;
GRANT INSERT, DELETE ON :schema.account TO hourbank_manager;
GRANT INSERT, UPDATE, DELETE ON :schema.contract, :schema.terms, :schema.credit, :schema.credit_reversal TO hourbank_manager;
GRANT DELETE ON :schema.open_page, :schema.entry, :schema.reversal, :schema.request_event, :schema.request TO hourbank_manager;
GRANT INSERT ON :schema.closed_page, :schema.closed_booking, :schema.witness TO hourbank_manager;
GRANT UPDATE (count) ON :schema.latch TO hourbank_manager;
GRANT UPDATE ON :schema.store TO hourbank_manager;
GRANT INSERT, UPDATE, DELETE ON :schema.tariff, :schema.logo TO hourbank_manager;

COMMIT;
