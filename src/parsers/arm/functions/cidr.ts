// Networks in CIDR notation, IPv4 and IPv6. Semantics: learn.microsoft.com, "CIDR functions for Bicep".

import { object, scalar, type Value } from '../../../model/value.ts';
import { maskOf, parseV4, parseV6, writeAddress } from '../../text/ip-address.ts';
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
    ['network', scalar(writeAddress(address, width))],
    ['netmask', scalar(writeAddress(maskOf(prefix, width), width))],
    ['broadcast', scalar(writeAddress(last, width))],
    ['firstUsable', scalar(writeAddress(firstUsable, width))],
    ['lastUsable', scalar(writeAddress(lastUsable, width))],
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
  return scalar(`${writeAddress(start, network.width)}/${prefix}`);
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
  return scalar(writeAddress(network.address + 1n + BigInt(index), network.width));
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
  return { address: bits & maskOf(prefix, width), prefix, width };
}

function hosts({ prefix, width }: Network): bigint {
  return 1n << BigInt(width - prefix);
}

export const CIDR_FUNCTIONS: readonly TemplateFunction[] = [parseCidr, cidrSubnet, cidrHost];
