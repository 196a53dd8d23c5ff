// The libraries of the packages that programs declare infrastructure with: a new one adds itself here.

import { cdk } from '../../parsers/typescript/cdk/library.ts';
import { cdktf } from '../../parsers/typescript/cdktf/library.ts';
import type { Library } from '../../parsers/typescript/library.ts';
import { pulumi } from '../../parsers/typescript/pulumi/library.ts';

export const LIBRARIES: readonly Library[] = [cdk, pulumi, cdktf];
