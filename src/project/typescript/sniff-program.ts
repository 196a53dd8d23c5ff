// Whether a text may declare infrastructure: it imports a package that declares some. A text check, so that repositories of other
// programs pay nothing more.

import type { FileRole } from '../file-types.ts';

const PACKAGES =
  /['"](?:aws-cdk-lib|@aws-cdk\/|@pulumi\/|cdkt[fn]|@cdkt[fn]\/|@cdklabs\/|constructs['"/]|monocdk|@aws-solutions-constructs\/)/;

/** Imports stand at the beginning. Declarations of types deploy nothing. */
export function sniffProgram(start: string, _whole: boolean, name: string): FileRole {
  return !/\.d\.[cm]?ts$/i.test(name) && PACKAGES.test(start) ? 'template' : 'other';
}

/** Projects of Pulumi in YAML hold their program themselves. */
export function sniffPulumiYaml(start: string): FileRole {
  return /^runtime:\s*(?:\{\s*)?(?:name:\s*)?['"]?yaml\b/m.test(start) ? 'template' : 'other';
}
