// What is known of a model by how platforms write its name. Refuses to know where the name stands.

import type { Value } from '../model/value.ts';

export interface ModelName {
  readonly name: string;
  readonly version: string | null;
  readonly publisher: string | null;
}

const HOLE = '\u0000';

/** The names that a value says, each alternative by itself; none where no name is written. Of a text with holes the known end counts. */
export function modelNames(value: Value): readonly ModelName[] {
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' && value.value !== '' ? [readModelName(value.value)] : [];
    case 'array':
      return value.items.flatMap(modelNames);
    case 'oneOf':
      return value.options.flatMap(modelNames);
    case 'unknown': {
      if (value.expression.kind !== 'text') return [];
      const text = value.expression.parts.map(part => (typeof part === 'string' ? part : HOLE)).join('');
      const read = readModelName(text);
      return [read.name, read.version, read.publisher].some(part => part?.includes(HOLE)) ? [] : [read];
    }
    default:
      return [];
  }
}

/** Reads the ids of Bedrock, Vertex AI, Azure Machine Learning and Hugging Face; any other text is the name itself. */
export function readModelName(text: string): ModelName {
  const resource = /^arn:.*:(?:[a-z-]+\/)(.+)$/s.exec(text)?.[1] ?? text;
  const vertex = /(?:^|\/)publishers\/([^/]+)\/models\/([^/@]+)(?:@([^/]+))?$/.exec(resource);
  if (vertex) return named(vertex[2]!, vertex[3], vertex[1]);
  const azureMl = /^azureml:\/\/registries\/([^/]+)\/models\/([^/]+)(?:\/versions\/([^/]+))?/.exec(resource);
  if (azureMl) return named(azureMl[2]!, azureMl[3], azureMl[1]);
  // Bedrock: the region group of an inference profile, the publisher, the model, its version and context.
  const bedrock =
    /^(?:(?:[a-z]{2,6}|us-gov)\.)?([a-z][a-z0-9]+)\.([a-z][a-z0-9.-]*?)(?:-(v\d+(?::[a-z0-9:]+)?))?$/.exec(
      resource,
    );
  if (bedrock) return named(bedrock[2]!, bedrock[3], bedrock[1]);
  const huggingFace = /^([\w-]+)\/([\w.-]+)$/.exec(text);
  if (huggingFace) return named(huggingFace[2]!, undefined, huggingFace[1]);
  return named(resource, undefined, undefined);
}

function named(name: string, version: string | undefined, publisher: string | undefined): ModelName {
  return { name, version: version ?? null, publisher: publisher ?? null };
}
