// `Fn::Cidr`: the first blocks of a size inside a block of addresses.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html

import { maskOf, parseV4, parseV6, writeAddress } from '../../text/ip-address.ts';

/** The service makes no more. */
const MOST_BLOCKS = 256;

/** So many blocks with `bits` bits for hosts; null where the block has not so many. */
export function subnetsOf(block: string, count: number, bits: number): readonly string[] | null {
  const [, address = '', digits] = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(block.trim()) ?? [];
  const width = address.includes(':') ? 128 : 32;
  const start = width === 128 ? parseV6(address) : parseV4(address);
  const prefix = Number(digits);
  const inner = width - bits;
  if (start === null || digits === undefined || prefix > width || inner < prefix || inner > width)
    return null;
  const isCount = Number.isInteger(count) && count >= 1 && count <= MOST_BLOCKS;
  if (!isCount || BigInt(count) > 1n << BigInt(inner - prefix)) return null;
  const first = start & maskOf(prefix, width);
  return Array.from({ length: count }, (_, index) => {
    return `${writeAddress(first + (BigInt(index) << BigInt(bits)), width)}/${inner}`;
  });
}
