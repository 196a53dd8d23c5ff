/** The types of bundles.mjs, for its test. */
export function buildBundles(root: string, entry: string, outdir: string): Promise<string[]>;
