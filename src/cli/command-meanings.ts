/**
 * What people type for a command that has another name, in English and German: words in small letters, with the commands
 * that may be meant, the likeliest first. A command may be named here before there is one; only those that exist are
 * suggested.
 */
const MEANINGS: readonly (readonly [commands: string, words: string])[] = [
  ['entry void|credit void', 'void storno stornieren zurücknehmen'],
  ['undo|entry void', 'oops revert rückgängig'],
  ['contract remove|entry void', 'delete remove rm del erase drop löschen entfernen'],
  ['entry correct', 'correct fix change modify update korrigieren korrektur berichtigen berichtigung ändern'],
  ['entry correct|contract edit|contract amend', 'edit bearbeiten'],
  ['entry move', 'move mv verschieben umbuchen'],
  ['entry show', 'explain details why warum erklären'],
  ['contract add', 'add new create open neu anlegen hinzufügen eröffnen'],
  ['contract list', 'contracts customers accounts clients verträge kunden konten projects'],
  ['contract show', 'customer account client vertrag kunde konto'],
  ['contract list|entries', 'list ls liste show zeigen anzeigen'],
  ['contract end', 'end terminate kündigen kündigung beenden'],
  ['contract amend', 'amend terms nachtrag konditionen'],
  ['contract edit', 'rename address email contacts umbenennen adresse anschrift kontakte'],
  ['contract tariffs', 'tariffs tariff tarife tarif'],
  ['contract schema', 'schema'],
  ['statement', 'report statements print pdf auszug kontoauszug stundenkontoauszug bericht drucken'],
  ['billing|statement', 'bill invoice rechnung abrechnung'],
  ['log', 'book record track work buchen erfassen eintragen aufschreiben arbeit zeit time'],
  ['entries', 'entry-list journal bookings buchungen einträge eintraege'],
  ['balance', 'saldo left remaining available status hours stand kontostand stunden rest'],
  ['credit', 'topup top-up goodwill gutschrift guthaben aufstockung kulanz'],
  ['credits|credit', 'gutschriften'],
  ['rollover', 'close month-end monatsabschluss abschluss abschließen abschliessen'],
  ['quote', 'price cost estimate preis kosten angebot'],
  ['verify', 'check audit validate fsck prüfen pruefen'],
  ['init', 'setup install einrichten'],
  ['config', 'settings profile preferences einstellungen profil'],
  ['config set', 'set setzen'],
  ['ticket open', 'request issue incident anfrage störung problem melden'],
  ['ticket list', 'tickets requests issues queue inbox anfragen'],
  ['ticket ack', 'acknowledge bestätigen eingangsbestätigung'],
  ['ticket respond', 'reply answer antworten antwort'],
  ['ticket escalate', 'escalation eskalieren eskalation weiterleiten'],
  ['ticket resolve|ticket close', 'solve done finish lösen erledigt schließen'],
  ['ticket void|ticket event void', 'spam'],
  ['ticket import mbox', 'mail mails mailbox email inbox postfach eml'],
  ['levels', 'oncall on-call duty teams support bereitschaft dienst'],
  ['sla', 'response-times promises kpi reaktionszeiten zusagen'],
  ['import csv|export csv', 'csv'],
  ['import csv', 'load importieren'],
  ['export csv|export jsonl|export hledger', 'dump exportieren ausgeben'],
  ['export hledger', 'hledger ledger beancount buchhaltung'],
  ['export timeclock', 'timeclock'],
  ['export jsonl', 'jsonl ndjson'],
]

/** The commands that a word may mean, the likeliest first: `storno` → `entry void`. */
export const commandsMeantBy = (word: string): readonly string[] =>
  MEANINGS.filter(([, words]) => words.split(' ').includes(word)).flatMap(([commands]) => commands.split('|'))
