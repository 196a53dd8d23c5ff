// Dates in ISO 8601 and their .NET formats. A format that is not known here, or that Azure does not document, gives an unknown.
// Semantics: learn.microsoft.com, "Date functions for Bicep"; "Custom date and time format strings" of .NET, invariant culture.

import { scalar } from '../../../model/value.ts';
import { define, failure, integerOf, isNull, stringOf, symbolic, wrongType } from './arguments.ts';
import type { TemplateFunction } from './types.ts';

const dateTimeAdd = define('dateTimeAdd', 2, 3, (args, invocation) => {
  const [base, duration] = [stringOf(args[0]), stringOf(args[1])];
  const start = base === null ? null : parseDate(base);
  if (start === null) return wrongType(args, invocation, 0, 'a date in ISO 8601 format');
  const end = duration === null ? null : addDuration(start, duration);
  if (end === null) return wrongType(args, invocation, 1, 'a duration in ISO 8601 format');
  if (end === 'ambiguous')
    return symbolic(args, invocation, 'the length of a month or year is not documented');
  const format = isNull(args[2]) ? formatOf(base!) : stringOf(args[2]);
  if (format === undefined) return symbolic(args, invocation, UNDOCUMENTED);
  if (format === null) return wrongType(args, invocation, 2, 'a date format');
  if (Number.isNaN(new Date(end).getTime()))
    return failure(args, invocation, '`dateTimeAdd()` leaves the calendar');
  const text = formatDate(end, format);
  return text === null
    ? symbolic(args, invocation, `the date format \`${format}\` is not supported`)
    : scalar(text);
});

const UNDOCUMENTED = 'the format that Azure gives the date is not documented';

// Without a format the date is written as the base was; that is certain only for the usual form.
function formatOf(base: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(base) ? "yyyy-MM-ddTHH:mm:ss'Z'" : undefined;
}

const dateTimeToEpoch = define('dateTimeToEpoch', 1, 1, (args, invocation) => {
  const text = stringOf(args[0]);
  const date = text === null ? null : parseDate(text);
  if (date === null) return wrongType(args, invocation, 0, 'a date in ISO 8601 format');
  return scalar(Math.floor(date / 1000));
});

const dateTimeFromEpoch = define('dateTimeFromEpoch', 1, 1, (args, invocation) => {
  const seconds = integerOf(args[0]);
  if (seconds === null) return wrongType(args, invocation, 0, 'an integer');
  if (seconds < EARLIEST || seconds > LATEST)
    return failure(args, invocation, '`dateTimeFromEpoch()` leaves the calendar');
  return scalar(`${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);
});

// The years 1 to 9999, in seconds since 1970.
const EARLIEST = -62_135_596_800;
const LATEST = 253_402_300_799;

const DATE =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.(\d{1,7}))?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Milliseconds since 1970; null where the text is no date. Without a zone it is UTC. */
function parseDate(text: string): number | null {
  const match = DATE.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = match;
  const numbers = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const millisecond = Math.floor(Number(`0.${fraction}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(numbers[0], numbers[1] - 1, numbers[2]);
  date.setUTCHours(numbers[3], numbers[4], numbers[5], millisecond);
  const isReal =
    numbers[0] > 0 &&
    date.getUTCMonth() === numbers[1] - 1 &&
    date.getUTCDate() === numbers[2] &&
    numbers[3] < 24 &&
    numbers[4] < 60 &&
    numbers[5] < 60;
  return isReal ? date.getTime() - offset(zone) : null;
}

function offset(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

const DURATION =
  /^(-)?P(?=\d|T\d)(?:(\d{1,5})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,8})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.(\d{1,7}))?S)?)?$/;

// Whether a year is a year of the calendar or 365 days is not documented: where that makes a difference, nobody can say.
function addDuration(start: number, duration: string): number | null | 'ambiguous' {
  const match = DURATION.exec(duration.trim());
  if (!match) return null;
  const sign = match[1] === undefined ? 1 : -1;
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(2, 9)
    .map(part => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  const fraction = Math.floor(Number(`0.${match[9] ?? 0}`) * 1000);
  const exact = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + fraction;
  const byDays = start + sign * (exact + (years * 365 + months * 30) * 86_400_000);
  const calendar = new Date(start);
  calendar.setUTCMonth(calendar.getUTCMonth() + sign * (years * 12 + months));
  const byCalendar = calendar.getTime() + sign * exact;
  if (byDays !== byCalendar && !Number.isNaN(byCalendar)) return 'ambiguous';
  return byDays;
}

const STANDARD_FORMATS: Readonly<Record<string, string>> = {
  d: 'MM/dd/yyyy',
  D: 'dddd, dd MMMM yyyy',
  t: 'HH:mm',
  T: 'HH:mm:ss',
  f: 'dddd, dd MMMM yyyy HH:mm',
  F: 'dddd, dd MMMM yyyy HH:mm:ss',
  g: 'MM/dd/yyyy HH:mm',
  G: 'MM/dd/yyyy HH:mm:ss',
  m: 'MMMM dd',
  M: 'MMMM dd',
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  U: 'dddd, dd MMMM yyyy HH:mm:ss',
  y: 'yyyy MMMM',
  Y: 'yyyy MMMM',
};

/** A UTC date in a standard or custom format; null where the format is not known. */
function formatDate(time: number, format: string): string | null {
  const pattern = format.length === 1 ? STANDARD_FORMATS[format] : format.replace(/^%/, '');
  if (pattern === undefined || pattern === '') return null;
  const date = new Date(time);
  let text = '';
  const token = /'([^']*)'|"([^"]*)"|\\(.)|([yMdHhmsfFtzKg])\4*|([^'"\\%])/gy;
  while (token.lastIndex < pattern.length) {
    const match = token.exec(pattern);
    if (!match) return null;
    const [whole, single, double, escaped, letter, plain] = match;
    const written =
      letter === undefined ? (single ?? double ?? escaped ?? plain!) : writeToken(date, letter, whole.length);
    if (written === null) return null;
    text += written;
  }
  return text;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function writeToken(date: Date, letter: string, length: number): string | null {
  const hour = date.getUTCHours();
  switch (letter) {
    case 'y':
      return padded(length > 2 ? date.getUTCFullYear() : date.getUTCFullYear() % 100, length);
    case 'M':
      return length > 2 ? named(MONTHS[date.getUTCMonth()]!, length) : padded(date.getUTCMonth() + 1, length);
    case 'd':
      return length > 2 ? named(DAYS[date.getUTCDay()]!, length) : padded(date.getUTCDate(), length);
    case 'H':
      return padded(hour, Math.min(2, length));
    case 'h':
      return padded(hour % 12 || 12, Math.min(2, length));
    case 'm':
      return padded(date.getUTCMinutes(), Math.min(2, length));
    case 's':
      return padded(date.getUTCSeconds(), Math.min(2, length));
    case 'f':
      return length > 7
        ? null
        : String(date.getUTCMilliseconds()).padStart(3, '0').padEnd(7, '0').slice(0, length);
    case 't':
      return (hour < 12 ? 'AM' : 'PM').slice(0, length);
    case 'K':
      return 'Z'.repeat(length);
    default:
      return null;
  }
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

function named(name: string, length: number): string {
  return length === 3 ? name.slice(0, 3) : name;
}

export const DATE_FUNCTIONS: readonly TemplateFunction[] = [dateTimeAdd, dateTimeToEpoch, dateTimeFromEpoch];
