// Points in time as Terraform reads and writes them: RFC 3339, and durations as Go writes them. Refuses to know functions.

/** Nanoseconds since 1970 in UTC, and how many minutes local time is ahead. */
export interface Timestamp {
  readonly instant: bigint;
  readonly offset: number;
}

const SECOND = 1_000_000_000n;

/** The timestamp that a text is; null for anything else. `formatdate` is strict; the others take a comma before the fraction too. */
export function parseTimestamp(text: string, strict: boolean): Timestamp | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return null;
  if (strict && text.includes(',')) return null;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const offset = parseOffset(match[8]!);
  if (offset === null) return null;
  const seconds =
    BigInt(daysSince1970(year, month, day)) * 86_400n +
    BigInt(hour * 3600 + minute * 60 + second - offset * 60);
  const nanoseconds = BigInt((match[7] ?? '').slice(0, 9).padEnd(9, '0'));
  return { instant: seconds * SECOND + nanoseconds, offset };
}

function parseOffset(text: string): number | null {
  if (text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (hours > 23 || minutes > 59) return null;
  return (text[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// Two-digit years are years of the first century, which `Date.UTC` takes for others.
function daysSince1970(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / 86_400_000;
}

/** Local calendar fields. */
export interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** From Sunday, 0. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Null beyond the years that calendars here go to. */
export function calendarOf({ instant, offset }: Timestamp): Calendar | null {
  const floor = instant / SECOND - (instant % SECOND < 0n ? 1n : 0n);
  const date = new Date((Number(floor) + offset * 60) * 1000);
  if (Number.isNaN(date.getTime())) return null;
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** `+07:00`, or `+0700` without a colon. */
export function writeOffset(offset: number, colon: string): string {
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}${colon}${twoDigits(size % 60)}`;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** RFC 3339 without a fraction. */
export function writeTimestamp(timestamp: Timestamp): string | null {
  const at = calendarOf(timestamp);
  if (!at || at.year < 0) return null;
  const date = `${String(at.year).padStart(4, '0')}-${twoDigits(at.month)}-${twoDigits(at.day)}`;
  const time = `${twoDigits(at.hour)}:${twoDigits(at.minute)}:${twoDigits(at.second)}`;
  return `${date}T${time}${timestamp.offset === 0 ? 'Z' : writeOffset(timestamp.offset, ':')}`;
}

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: SECOND,
  m: 60n * SECOND,
  h: 3600n * SECOND,
};
const LONGEST = 2n ** 63n - 1n;

/** Nanoseconds of a duration like `-1h30m`; null for anything else, and beyond 292 years. */
export function parseDuration(text: string): bigint | null {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text)!;
  if (rest === '0') return 0n;
  if (!/^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(rest)) return null;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit] of rest.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const size = UNITS[unit!]!;
    total += BigInt(whole || '0') * size;
    total += (BigInt(fraction || '0') * size) / 10n ** BigInt(fraction.length);
  }
  if (total > LONGEST) return null;
  return sign === '-' ? -total : total;
}
