// Bicep files as templates and parameter files as values: the door of this room. Every file is parsed and lowered once for each reader.
// Refuses to touch the disk: other files come through `Files`.

import type { Files } from '../../model/files.ts';
import type { Source } from '../../model/source.ts';
import { readTemplate as readArmTemplate } from '../arm/read-template.ts';
import type { Template } from '../arm/template.ts';
import type { Library } from './lower/file-context.ts';
import { type BicepParameters, readParameters } from './lower/lower-parameters.ts';
import { lowerTemplate } from './lower/lower-template.ts';
import { type FileSymbols, symbolsOf } from './lower/symbols.ts';
import { parseBicep } from './parse.ts';
import type { BicepFile } from './syntax.ts';

export interface BicepReader {
  /** The template of a `.bicep` file; of any other file what it is as ARM JSON. */
  readTemplate(source: Source): Template;
  /** The values that a `.bicepparam` file assigns, with those of the files that it extends. */
  readBicepParameters(source: Source): BicepParameters;
  syntax(source: Source): BicepFile;
}

export function createBicepReader(files: Files): BicepReader {
  const syntax = remembered<BicepFile>(parseBicep);
  const symbols = remembered<FileSymbols>(source => symbolsOf(syntax(source)));
  const readTemplate = remembered<Template>(source =>
    /\.bicep$/i.test(source.path) ? lowerTemplate(source, library) : readArmTemplate(source, files),
  );
  const library: Library = { files, syntax, symbols, readTemplate };
  return { readTemplate, readBicepParameters: source => readParameters(source, library), syntax };
}

function remembered<T>(compute: (source: Source) => T): (source: Source) => T {
  const results = new Map<string, T>();
  return source => {
    const known = results.get(source.path);
    if (known !== undefined) return known;
    const result = compute(source);
    results.set(source.path, result);
    return result;
  };
}
