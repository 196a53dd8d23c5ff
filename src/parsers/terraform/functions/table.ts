// All functions by name. Refuses to know any of them.

import { CHOOSING_FUNCTIONS } from './choosing.ts';
import { CIDR_FUNCTIONS } from './cidr.ts';
import { DATE_FUNCTIONS } from './dates.ts';
import { ENCODING_FUNCTIONS } from './encoding.ts';
import { FILE_FUNCTIONS } from './files.ts';
import { FORMAT_FUNCTIONS } from './format.ts';
import { HASHING_FUNCTIONS } from './hashing.ts';
import { JOINING_FUNCTIONS } from './joining.ts';
import { JSON_FUNCTIONS } from './json.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { MAP_FUNCTIONS } from './maps.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { REGEX_FUNCTIONS } from './regex.ts';
import { SET_FUNCTIONS } from './sets.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import type { TerraformFunction } from './types.ts';
import { UNPREDICTABLE_FUNCTIONS } from './unpredictable.ts';
import { yamlDecode } from './yaml-decode.ts';
import { yamlEncode } from './yaml-encode.ts';

/** Keyed by name without `core::`. */
export const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    STRING_FUNCTIONS,
    JOINING_FUNCTIONS,
    FORMAT_FUNCTIONS,
    REGEX_FUNCTIONS,
    NUMBER_FUNCTIONS,
    LIST_FUNCTIONS,
    SET_FUNCTIONS,
    MAP_FUNCTIONS,
    CHOOSING_FUNCTIONS,
    HASHING_FUNCTIONS,
    ENCODING_FUNCTIONS,
    JSON_FUNCTIONS,
    [yamlDecode, yamlEncode],
    CIDR_FUNCTIONS,
    DATE_FUNCTIONS,
    FILE_FUNCTIONS,
    UNPREDICTABLE_FUNCTIONS,
  ]
    .flat()
    .map(each => [each.name, each]),
);
