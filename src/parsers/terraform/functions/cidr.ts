// Networks in CIDR notation, IPv4 and IPv6. Semantics: developer.hashicorp.com/terraform/language/functions, "IP Network Functions";
// github.com/apparentlymart/go-cidr.

import { array, type Value } from '../../../model/value.ts';
import { define, integerOf, NUMBER, STRING, stringOf, text } from './define.ts';
import type { Call, TerraformFunction } from './types.ts';

/** A network: the address with all host bits zero, and how many bits of `width` are fixed. */
interface Network {
  readonly address: bigint;
  readonly prefix: number;
  readonly width: 32 | 128;
}

const cidrHost = define('cidrhost', [STRING, NUMBER], ([cidr, host], call) => {
  const network = parseNetwork(stringOf(cidr)!);
  const number = integerOf(host);
  if (number === null) return call.fail('`cidrhost()` takes a whole number');
  if (!network) return notNetwork(call);
  const size = 1n << BigInt(network.width - network.prefix);
  const index = number < 0 ? size + BigInt(number) : BigInt(number);
  if (index < 0n || index >= size)
    return call.fail(`\`cidrhost()\` finds no host ${number} in a network of ${size}`);
  return text(writeAddress(network.address | index, network.width));
});

const cidrNetmask = define('cidrnetmask', [STRING], ([cidr], call) => {
  const network = parseNetwork(stringOf(cidr)!);
  if (!network) return notNetwork(call);
  if (network.width === 128)
    return call.fail('`cidrnetmask()` takes an IPv4 network: IPv6 networks have no netmask');
  return text(writeAddress(maskOf(network.prefix, 32), 32));
});

const cidrSubnet = define('cidrsubnet', [STRING, NUMBER, NUMBER], ([cidr, bits, number], call) => {
  const [newBits, index] = [integerOf(bits), integerOf(number)];
  if (newBits === null || index === null) return call.fail('`cidrsubnet()` takes whole numbers');
  const network = parseNetwork(stringOf(cidr)!);
  if (!network) return notNetwork(call);
  const prefix = network.prefix + newBits;
  if (prefix > network.width)
    return call.fail(`\`cidrsubnet()\` cannot extend a prefix of ${network.prefix} by ${newBits} bits`);
  if (index < 0 || (newBits < 0 && index > 0) || prefix < 0)
    return call.symbolic('networks outside of the given one are not computed');
  if (newBits >= 0 && BigInt(index) >= 1n << BigInt(newBits))
    return call.fail(`\`cidrsubnet()\` finds no network ${index} in ${newBits} bits`);
  const address = network.address | (BigInt(index) << BigInt(network.width - prefix));
  return text(writeNetwork({ address, prefix, width: network.width }));
});

const cidrSubnets = define(
  'cidrsubnets',
  [STRING],
  ([cidr, ...lengths], call) => {
    const network = parseNetwork(stringOf(cidr)!);
    if (!network) return notNetwork(call);
    const end = network.address + (1n << BigInt(network.width - network.prefix));
    const subnets: Value[] = [];
    let next = network.address;
    for (const length of lengths) {
      const newBits = integerOf(length);
      if (newBits === null || newBits < 1 || newBits > 32)
        return call.fail('`cidrsubnets()` takes whole numbers from 1 to 32');
      const prefix = network.prefix + newBits;
      if (prefix > network.width)
        return call.fail(`\`cidrsubnets()\` cannot extend a prefix of ${network.prefix} by ${newBits} bits`);
      const size = 1n << BigInt(network.width - prefix);
      const address = ((next + size - 1n) / size) * size;
      if (address + size > end)
        return call.fail('`cidrsubnets()` has not enough addresses left for all networks');
      subnets.push(text(writeNetwork({ address, prefix, width: network.width })));
      next = address + size;
    }
    return array(subnets);
  },
  NUMBER,
);

function notNetwork(call: Call): Value {
  return call.fail(`\`${call.name}()\` takes a network like \`10.0.0.0/16\``);
}

function parseNetwork(text: string): Network | null {
  const [, address = '', digits] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text) ?? [];
  const width = address.includes(':') ? 128 : 32;
  const prefix = Number(digits);
  const bits = width === 128 ? parseV6(address) : parseV4(address);
  if (bits === null || digits === undefined || prefix > width) return null;
  return { address: bits & maskOf(prefix, width), prefix, width };
}

// Leading zeros are accepted, as in the Go versions before 1.17.
function parseV4(text: string): bigint | null {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every(octet => /^\d+$/.test(octet) && Number(octet) < 256)) return null;
  return octets.reduce((bits, octet) => (bits << 8n) | BigInt(Number(octet)), 0n);
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
    const embedded = index === words.length - 1 && word.includes('.') ? parseV4(word) : null;
    if (embedded !== null) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(word)) groups.push(BigInt(`0x${word}`));
    else return null;
  }
  return groups;
}

function maskOf(prefix: number, width: number): bigint {
  return ((1n << BigInt(prefix)) - 1n) << BigInt(width - prefix);
}

function writeNetwork({ address, prefix, width }: Network): string {
  return `${writeAddress(address, width)}/${prefix}`;
}

function writeAddress(address: bigint, width: 32 | 128): string {
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

export const CIDR_FUNCTIONS: readonly TerraformFunction[] = [cidrHost, cidrNetmask, cidrSubnet, cidrSubnets];
