// Networks in CIDR notation, IPv4 and IPv6. Semantics: developer.hashicorp.com/terraform/language/functions, "IP Network Functions";
// github.com/apparentlymart/go-cidr.

import { array, type Value } from '../../../model/value.ts';
import { maskOf, parseV4, parseV6, writeAddress } from '../../text/ip-address.ts';
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
  if (!network || isMapped(network)) return notNetwork(network, call);
  const size = 1n << BigInt(network.width - network.prefix);
  const index = number < 0 ? size + BigInt(number) : BigInt(number);
  if (index < 0n || index >= size)
    return call.fail(`\`cidrhost()\` finds no host ${number} in a network of ${size}`);
  return text(writeAddress(network.address | index, network.width));
});

const cidrNetmask = define('cidrnetmask', [STRING], ([cidr], call) => {
  const network = parseNetwork(stringOf(cidr)!);
  if (!network || isMapped(network)) return notNetwork(network, call);
  if (network.width === 128)
    return call.fail('`cidrnetmask()` takes an IPv4 network: IPv6 networks have no netmask');
  return text(writeAddress(maskOf(network.prefix, 32), 32));
});

const cidrSubnet = define('cidrsubnet', [STRING, NUMBER, NUMBER], ([cidr, bits, number], call) => {
  const [newBits, index] = [integerOf(bits), integerOf(number)];
  if (newBits === null || index === null) return call.fail('`cidrsubnet()` takes whole numbers');
  const network = parseNetwork(stringOf(cidr)!);
  if (!network || isMapped(network)) return notNetwork(network, call);
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
    if (!network || isMapped(network)) return notNetwork(network, call);
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

// Terraform's own results for IPv4 addresses in the form of IPv6 are arbitrary.
function isMapped({ address, width }: Network): boolean {
  return width === 128 && address >> 32n === 0xffffn;
}

function notNetwork(network: Network | null, call: Call): Value {
  if (network) return call.symbolic('IPv4 networks in the form of IPv6 are not computed');
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

function writeNetwork({ address, prefix, width }: Network): string {
  return `${writeAddress(address, width)}/${prefix}`;
}

export const CIDR_FUNCTIONS: readonly TerraformFunction[] = [cidrHost, cidrNetmask, cidrSubnet, cidrSubnets];
