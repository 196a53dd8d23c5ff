// IP addresses as text and as bits. Refuses to know networks and languages.

/** The bits of an IPv4 address; null for anything else. Leading zeros mean nothing. */
export function parseV4(text: string): bigint | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every(octet => /^\d{1,3}$/.test(octet) && Number(octet) < 256))
    return null;
  return octets.reduce((bits, octet) => (bits << 8n) | BigInt(Number(octet)), 0n);
}

/** The bits of an IPv6 address; null for anything else. */
export function parseV6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [before, after] = halves.map(groupsOf);
  if (!before || (halves.length === 2 && !after)) return null;
  const missing = 8 - before.length - (after?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...before, ...new Array<bigint>(missing).fill(0n), ...(after ?? [])];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

/** The 16-bit groups of a part of an IPv6 address, which may end in an IPv4 address; null where it is malformed. */
function groupsOf(text: string): bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const words = text.split(':');
  for (const [index, word] of words.entries()) {
    const embedded = index === words.length - 1 && word.includes('.') ? parseV4(word) : null;
    if (embedded !== null) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(word)) groups.push(BigInt(`0x${word}`));
    else return null;
  }
  return groups;
}

/** The first bits set, so many as the prefix is long. */
export function maskOf(prefix: number, width: number): bigint {
  return ((1n << BigInt(prefix)) - 1n) << BigInt(width - prefix);
}

/** An address in its shortest form (RFC 5952). */
export function writeAddress(address: bigint, width: 32 | 128): string {
  const size = width === 32 ? 8 : 16;
  const count = width / size;
  const groups = Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(size, address >> BigInt(size * (count - 1 - index)))),
  );
  return width === 32 ? groups.join('.') : writeV6(groups);
}

// RFC 5952: the first longest run of at least two zero groups is left out.
function writeV6(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const words = groups.map(group => group.toString(16));
  if (best.start < 0) return words.join(':');
  return `${words.slice(0, best.start).join(':')}::${words.slice(best.start + best.length).join(':')}`;
}
