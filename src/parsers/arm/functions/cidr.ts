// Networks in CIDR notation, IPv4 and IPv6. Semantics: learn.microsoft.com, "CIDR functions for Bicep".

import { object, scalar, type Value } from '../../../model/value.ts';
import { define, failure, integerOf, stringOf, wrongType } from './arguments.ts';
import type { Argument, Invocation, TemplateFunction } from './types.ts';

/** A network: the address with all host bits zero, and how many bits of `width` are fixed. */
interface Network {
  readonly address: bigint;
  readonly prefix: number;
  readonly width: 32 | 128;
}

const parseCidr = define('parseCidr', 1, 1, (args, invocation) => {
  const network = read(args, invocation);
  if ('kind' in network) return network;
  const { address, prefix, width } = network;
  const size = hosts(network);
  const last = address + size - 1n;
  const isV4 = width === 32;
  // IPv6 has neither network nor broadcast addresses; in IPv4 they leave nothing of the two smallest networks.
  const firstUsable = isV4 && size > 2n ? address + 1n : address;
  const lastUsable = isV4 ? (size > 2n ? last - 1n : address) : last;
  const members: [string, Value][] = [
    ['network', scalar(write(address, width))],
    ['netmask', scalar(write(mask(prefix, width), width))],
    ['broadcast', scalar(write(last, width))],
    ['firstUsable', scalar(write(firstUsable, width))],
    ['lastUsable', scalar(write(lastUsable, width))],
    ['cidr', scalar(prefix)],
  ];
  return object(new Map(members.filter(([name]) => isV4 || name !== 'broadcast')));
});

const cidrSubnet = define('cidrSubnet', 3, 3, (args, invocation) => {
  const network = read(args, invocation);
  if ('kind' in network) return network;
  const [prefix, index] = [integerOf(args[1]), integerOf(args[2])];
  if (prefix === null) return wrongType(args, invocation, 1, 'an integer');
  if (index === null) return wrongType(args, invocation, 2, 'an integer');
  if (prefix < network.prefix || prefix > network.width) {
    const bounds = `${network.prefix} to ${network.width}`;
    return failure(
      args,
      invocation,
      `\`cidrSubnet()\` takes a prefix of ${bounds} for this network, not ${prefix}`,
    );
  }
  const count = 1n << BigInt(prefix - network.prefix);
  if (index < 0 || BigInt(index) >= count) {
    return failure(
      args,
      invocation,
      `\`cidrSubnet()\` can make ${count} networks here, there is none at ${index}`,
    );
  }
  const start = network.address + (BigInt(index) << BigInt(network.width - prefix));
  return scalar(`${write(start, network.width)}/${prefix}`);
});

const cidrHost = define('cidrHost', 2, 2, (args, invocation) => {
  const network = read(args, invocation);
  if ('kind' in network) return network;
  const index = integerOf(args[1]);
  if (index === null) return wrongType(args, invocation, 1, 'an integer');
  const usable = hosts(network) - (network.width === 32 ? 2n : 1n);
  if (index < 0 || BigInt(index) >= usable) {
    return failure(
      args,
      invocation,
      `\`cidrHost()\` finds ${usable} hosts in this network, there is none at ${index}`,
    );
  }
  return scalar(write(network.address + 1n + BigInt(index), network.width));
});

function read(args: readonly Argument[], invocation: Invocation): Network | Value {
  const text = stringOf(args[0]);
  if (text === null) return wrongType(args, invocation, 0, 'a string');
  const network = parseNetwork(text);
  return (
    network ?? failure(args, invocation, `\`${invocation.name}()\` takes a network like \`10.0.0.0/16\``)
  );
}

function parseNetwork(text: string): Network | null {
  const [, address = '', digits] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  const width = address.includes(':') ? 128 : 32;
  const prefix = Number(digits);
  const bits = width === 128 ? parseV6(address) : parseV4(address);
  if (bits === null || digits === undefined || prefix > width) return null;
  return { address: bits & mask(prefix, width), prefix, width };
}

function parseV4(text: string): bigint | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every(octet => /^\d{1,3}$/.test(octet) && Number(octet) < 256))
    return null;
  return octets.reduce((bits, octet) => (bits << 8n) | BigInt(octet), 0n);
}

function parseV6(text: string): bigint | null {
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
    if (/^[0-9a-fA-F]{1,4}$/.test(word)) {
      groups.push(BigInt(`0x${word}`));
      continue;
    }
    const embedded = index === words.length - 1 ? parseV4(word) : null;
    if (embedded === null) return null;
    groups.push(embedded >> 16n, embedded & 0xffffn);
  }
  return groups;
}

function mask(prefix: number, width: number): bigint {
  return ((1n << BigInt(prefix)) - 1n) << BigInt(width - prefix);
}

function hosts({ prefix, width }: Network): bigint {
  return 1n << BigInt(width - prefix);
}

function write(address: bigint, width: 32 | 128): string {
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

export const CIDR_FUNCTIONS: readonly TemplateFunction[] = [parseCidr, cidrSubnet, cidrHost];
