// A root and a parameter file to a deployment. Refuses to know how these were found.

import type { Diagnostic } from '../model/diagnostic.ts';
import type { Files } from '../model/files.ts';
import type { Deployment } from '../model/resource.ts';
import type { Source } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import { evaluateTemplate } from '../parsers/arm/evaluate/evaluate-template.ts';
import { readParameterFile } from '../parsers/arm/parameter-file.ts';
import { type BicepReader, createBicepReader } from '../parsers/bicep/read-bicep.ts';
import { isBicepParameters } from './file-types.ts';

interface Inputs {
  /** By name in lower case. */
  readonly values: ReadonlyMap<string, Value>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Evaluates one root after the other; templates that they share are read once. */
export function createEvaluation(files: Files): (root: Source, inputs: Source | null) => Deployment {
  const reader = createBicepReader(files);
  return (root, inputs) => {
    const { values, diagnostics } = inputs === null ? NO_INPUTS : readInputs(inputs, reader);
    const template = reader.readTemplate(root);
    const deployment = evaluateTemplate(template, {
      inputs: values,
      inputPaths: inputs === null ? [] : [inputs.path],
    });
    const isGuess = inputs === null && template.parameters.size > 0;
    const found = isGuess ? deployment.diagnostics.filter(isMistake) : deployment.diagnostics;
    return { ...deployment, diagnostics: [...diagnostics, ...found] };
  };
}

/** What fails with default values alone (the first of no regions) asks for inputs, and says nothing against the template. */
function isMistake({ code }: Diagnostic): boolean {
  return code !== 'evaluation-failed';
}

const NO_INPUTS: Inputs = { values: new Map(), diagnostics: [] };

function readInputs(source: Source, reader: BicepReader): Inputs {
  return isBicepParameters(source.path) ? reader.readBicepParameters(source) : readParameterFile(source);
}
