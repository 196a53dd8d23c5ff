// The `model` command's JSON: what would be deployed, in the words of the resource maps (DESIGN: Contracts).

import type { MappedModel, ModelResource } from '../engine/mapped-model.ts';
import type { Deployment } from '../model/resource.ts';
import { diagnosticJson } from './json.ts';
import { locationJson, type ValueJson, valueJson } from './location.ts';

/** All deployments as JSON text, ending in a newline. */
export function modelReport(models: readonly { deployment: Deployment; model: MappedModel }[]): string {
  const deployments = models.map(({ deployment, model }) => ({
    root: deployment.root,
    language: deployment.language,
    inputs: deployment.inputs,
    world: model.world,
    resources: model.resources.map(resourceModelJson),
    diagnostics: deployment.diagnostics.map(diagnosticJson),
  }));
  return `${JSON.stringify({ version: 1, deployments }, null, 2)}\n`;
}

function resourceModelJson({ resource, properties, kind, attributes, edges }: ModelResource) {
  const attributesJson: Record<string, ValueJson> = {};
  for (const [name, value] of attributes) {
    const json = valueJson(value);
    if (json !== undefined) attributesJson[name] = json;
  }
  return {
    address: resource.address,
    type: resource.type,
    apiVersion: resource.apiVersion,
    name: valueJson(resource.name),
    kind,
    ...(resource.existing ? { existing: true } : {}),
    condition: resource.deployed,
    properties: valueJson(properties),
    attributes: attributesJson,
    edges: edges.map(edge => ({ edge: edge.edge, to: edge.to, ...(edge.certain ? {} : { certain: false }) })),
    location: locationJson(resource.header),
    callPath: resource.callPath.map(call => ({ name: call.name, ...locationJson(call.span) })),
  };
}
