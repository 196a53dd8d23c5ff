// Functions of timestamps. Semantics: developer.hashicorp.com/terraform/language/functions, "Date and Time Functions".

import { type Failure, onScalars } from './define.ts';
import {
  type Calendar,
  calendarOf,
  parseDuration,
  parseTimestamp,
  type Timestamp,
  twoDigits,
  writeOffset,
  writeTimestamp,
} from './timestamps.ts';
import type { TerraformFunction } from './types.ts';

const NOT_A_TIMESTAMP = 'takes a timestamp like `2024-01-31T12:00:00Z`';

const timeAdd = onScalars('timeadd', ['string', 'string'], (timestamp, duration) => {
  const start = parseTimestamp(timestamp, false);
  if (!start) return { failure: `\`timeadd()\` ${NOT_A_TIMESTAMP}` };
  const span = parseDuration(duration);
  if (span === null) return { failure: '`timeadd()` takes a duration like `1h30m`' };
  return (
    writeTimestamp({ ...start, instant: start.instant + span }) ?? {
      failure: '`timeadd()` leaves the calendar',
    }
  );
});

const timeCompare = onScalars('timecmp', ['string', 'string'], (one, other) => {
  const [left, right] = [parseTimestamp(one, false), parseTimestamp(other, false)];
  if (!left || !right) return { failure: `\`timecmp()\` ${NOT_A_TIMESTAMP}` };
  return left.instant === right.instant ? 0 : left.instant < right.instant ? -1 : 1;
});

const formatDate = onScalars('formatdate', ['string', 'string'], (format, timestamp) => {
  const at = parseTimestamp(timestamp, true);
  const calendar = at && calendarOf(at);
  if (!at || !calendar) return { failure: `\`formatdate()\` ${NOT_A_TIMESTAMP}` };
  let result = '';
  for (const [token] of format.matchAll(/''|'(?:[^']|'')*'|'.*|([a-zA-Z])\1*|[^a-zA-Z']+/gs)) {
    const written = writeToken(token, calendar, at);
    if (typeof written !== 'string') return written;
    result += written;
  }
  return result;
});

function writeToken(token: string, calendar: Calendar, at: Timestamp): string | Failure {
  if (token === "''") return "'";
  if (token[0] === "'") {
    if (token.length === 1 || !token.endsWith("'"))
      return { failure: 'The format of `formatdate()` has a quote that is never closed' };
    return token.slice(1, -1).replaceAll("''", "'");
  }
  if (!/[a-zA-Z]/.test(token[0]!)) return token;
  const write = Object.hasOwn(VERBS, token) ? VERBS[token] : undefined;
  return write
    ? write(calendar, at.offset)
    : { failure: `\`formatdate()\` knows no \`${token[0]}\` of this length` };
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const halfDay = ({ hour }: Calendar): string => (hour < 12 ? 'AM' : 'PM');
const twelveHours = ({ hour }: Calendar): number => hour % 12 || 12;

const VERBS: Readonly<Record<string, (calendar: Calendar, offset: number) => string>> = {
  YY: at => twoDigits(at.year % 100),
  YYYY: at => String(at.year).padStart(4, '0'),
  M: at => String(at.month),
  MM: at => twoDigits(at.month),
  MMM: at => MONTHS[at.month - 1]!.slice(0, 3),
  MMMM: at => MONTHS[at.month - 1]!,
  D: at => String(at.day),
  DD: at => twoDigits(at.day),
  EEE: at => DAYS[at.weekday]!.slice(0, 3),
  EEEE: at => DAYS[at.weekday]!,
  h: at => String(at.hour),
  hh: at => twoDigits(at.hour),
  H: at => String(twelveHours(at)),
  HH: at => twoDigits(twelveHours(at)),
  AA: at => halfDay(at),
  aa: at => halfDay(at).toLowerCase(),
  m: at => String(at.minute),
  mm: at => twoDigits(at.minute),
  s: at => String(at.second),
  ss: at => twoDigits(at.second),
  Z: (_, offset) => (offset === 0 ? 'Z' : writeOffset(offset, ':')),
  ZZZ: (_, offset) => (offset === 0 ? 'UTC' : writeOffset(offset, '')),
  ZZZZ: (_, offset) => writeOffset(offset, ''),
  ZZZZZ: (_, offset) => writeOffset(offset, ':'),
};

export const DATE_FUNCTIONS: readonly TerraformFunction[] = [timeAdd, timeCompare, formatDate];
