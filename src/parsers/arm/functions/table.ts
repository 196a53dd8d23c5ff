// All pure functions by name. Refuses to know any of them.

import { ARRAY_FUNCTIONS } from './arrays.ts';
import { CIDR_FUNCTIONS } from './cidr.ts';
import { COLLECTION_FUNCTIONS } from './collections.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import { ENCODING_FUNCTIONS } from './encoding.ts';
import { FORMAT_FUNCTIONS } from './format.ts';
import { HASHING_FUNCTIONS } from './hashing.ts';
import { JSON_FUNCTIONS } from './json.ts';
import { LAMBDA_FUNCTIONS } from './lambdas.ts';
import { LOGIC_FUNCTIONS } from './logic.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { OBJECT_FUNCTIONS } from './objects.ts';
import { SEARCHING_FUNCTIONS } from './searching.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import type { TemplateFunction } from './types.ts';
import { URI_FUNCTIONS } from './uris.ts';

/** Keyed by name in lower case. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    STRING_FUNCTIONS,
    FORMAT_FUNCTIONS,
    COLLECTION_FUNCTIONS,
    SEARCHING_FUNCTIONS,
    ARRAY_FUNCTIONS,
    OBJECT_FUNCTIONS,
    LAMBDA_FUNCTIONS,
    LOGIC_FUNCTIONS,
    NUMBER_FUNCTIONS,
    HASHING_FUNCTIONS,
    ENCODING_FUNCTIONS,
    JSON_FUNCTIONS,
    URI_FUNCTIONS,
    CIDR_FUNCTIONS,
    DATE_FUNCTIONS,
  ]
    .flat()
    .map(each => [each.name.toLowerCase(), each]),
);
