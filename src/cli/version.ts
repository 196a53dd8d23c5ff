import manifest from '../../package.json' with { type: 'json' };

export const VERSION: string = manifest.version;

const { homepage } = manifest as { homepage?: string };

/** The product as reports name it, with its address where it has one. */
export const PRODUCT = { version: VERSION, ...(homepage ? { informationUri: homepage } : {}) };
