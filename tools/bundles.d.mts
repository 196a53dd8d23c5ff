/** The types of bundles.mjs, for its test. */
export function buildBundles(root: string, entries: readonly string[], outdir: string): Promise<string[]>;
