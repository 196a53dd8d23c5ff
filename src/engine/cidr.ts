// Address ranges: how much of the address space a list of them covers, taken together.
// Refuses to know what they are allowed to do.

/** Whole ranges of addresses, both ends included. */
export interface AddressRange {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Reads a CIDR block, a bare address or a range `first-last`, IPv4 or IPv6. Null for anything else (service tags, names). Host bits in
 * a block are ignored, as Azure does.
 */
export function parseRange(text: string): AddressRange | null {
  const trimmed = text.trim();
  const dash = trimmed.indexOf('-');
  if (dash > 0) {
    const [first, last] = [
      parseAddress(trimmed.slice(0, dash).trim()),
      parseAddress(trimmed.slice(dash + 1).trim()),
    ];
    if (!first || !last || first.bits !== last.bits || first.value > last.value) return null;
    return { bits: first.bits, first: first.value, last: last.value };
  }
  const slash = trimmed.indexOf('/');
  const address = parseAddress(slash < 0 ? trimmed : trimmed.slice(0, slash));
  if (!address) return null;
  const length = slash < 0 ? String(address.bits) : trimmed.slice(slash + 1);
  if (!/^\d{1,3}$/.test(length) || Number(length) > address.bits) return null;
  const size = 1n << BigInt(address.bits - Number(length));
  const first = (address.value / size) * size;
  return { bits: address.bits, first, last: first + size - 1n };
}

/** Whether ranges together cover more addresses than one block with this many network bits, in either family. */
export function coverMoreThan(ranges: readonly AddressRange[], networkBits: number): boolean {
  return ([32, 128] as const).some(bits => {
    if (networkBits > bits) return ranges.some(range => range.bits === bits);
    return sizeOf(ranges.filter(range => range.bits === bits)) > 1n << BigInt(bits - networkBits);
  });
}

/** How many addresses are in at least one of the ranges of one family. */
function sizeOf(ranges: readonly AddressRange[]): bigint {
  const sorted = [...ranges].sort((one, other) =>
    one.first < other.first ? -1 : one.first > other.first ? 1 : 0,
  );
  let size = 0n;
  let next = 0n;
  for (const { first, last } of sorted) {
    const from = first > next ? first : next;
    if (last < from) continue;
    size += last - from + 1n;
    next = last + 1n;
  }
  return size;
}

function parseAddress(text: string): { bits: 32 | 128; value: bigint } | null {
  if (text.includes(':')) {
    const value = parseIpv6(text);
    return value === null ? null : { bits: 128, value };
  }
  const value = parseIpv4(text);
  return value === null ? null : { bits: 32, value };
}

function parseIpv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map(half => (half === '' ? [] : half.split(':')));
  const written = groups.map(groupsOf);
  if (written.some(each => each === null)) return null;
  const [head, tail] = [written[0]!, written[1] ?? []];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  let value = 0n;
  for (const group of [...head, ...Array<number>(missing).fill(0), ...tail])
    value = value * 65536n + BigInt(group);
  return value;
}

/** The 16-bit groups of one side, the last of which may be written as an IPv4 address. */
function groupsOf(parts: readonly string[]): number[] | null {
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    const embedded = index === parts.length - 1 && part.includes('.') ? parseIpv4(part) : null;
    if (embedded !== null) groups.push(Number(embedded >> 16n), Number(embedded & 0xffffn));
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else return null;
  }
  return groups;
}
