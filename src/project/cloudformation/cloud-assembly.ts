// What the AWS CDK writes beside the templates that it synthesizes: which line of its program made a resource. It is there where the program
// ran with stack traces. https://github.com/aws/aws-cdk, "Cloud assembly schema".

import { posix } from 'node:path';
import type { CallSite, Deployment, Resource } from '../../model/resource.ts';
import { lineStarts, type Span, span } from '../../model/source.ts';
import { isSource, type Sources } from '../sources.ts';
import { absolutePath, type Workspace } from '../workspace.ts';

/** Adds to the resources of a synthesized template the lines of the program that made them. */
export type Trace = (deployment: Deployment) => Deployment;

/** Traces by construct path. */
type Traces = ReadonlyMap<string, readonly string[]>;

export function createTrace(workspace: Workspace, sources: Sources): Trace {
  const byFolder = new Map<string, Traces>();

  function tracesIn(folder: string): Traces {
    let traces = byFolder.get(folder);
    if (!traces) {
      traces = readTraces(folder);
      byFolder.set(folder, traces);
    }
    return traces;
  }

  function readTraces(folder: string): Traces {
    const traces = new Map<string, readonly string[]>();
    const manifest = json(posix.join(folder, 'manifest.json'));
    for (const artifact of Object.values(recordOf(recordOf(manifest).artifacts))) {
      const { metadata, additionalMetadataFile } = recordOf(artifact);
      addTraces(metadata, traces);
      if (
        typeof additionalMetadataFile === 'string' &&
        posix.basename(additionalMetadataFile) === additionalMetadataFile
      )
        addTraces(json(posix.join(folder, additionalMetadataFile)), traces);
    }
    return traces;
  }

  function json(path: string): unknown {
    if (workspace.disk.kindOf(path) !== 'file') return null;
    const source = sources.read(path);
    sources.forget(path);
    if (!isSource(source)) return null;
    try {
      return JSON.parse(source.text);
    } catch {
      return null;
    }
  }

  /** The first line of a trace that lies in a file of the workspace, wherever the program ran. */
  function placeOf(trace: readonly string[]): Span | null {
    for (const frame of trace.slice(0, DEEPEST_TRACE)) {
      const [, path, line] = /\(?((?:[A-Za-z]:)?[^():]+):(\d+):\d+\)?$/.exec(frame) ?? [];
      if (path === undefined || path.includes('node_modules')) continue;
      const place = lineIn(path.replaceAll('\\', '/').split('/'), Number(line));
      if (place) return place;
    }
    return null;
  }

  function lineIn(segments: readonly string[], line: number): Span | null {
    for (let first = 0; first < segments.length; first++) {
      const path = posix.join(workspace.root, ...segments.slice(first));
      if (workspace.disk.kindOf(path) !== 'file') continue;
      const source = sources.read(path);
      if (!isSource(source)) return null;
      const starts = lineStarts(source);
      const start = starts[line - 1];
      return start === undefined ? null : trimmed(span(source, start, starts[line] ?? source.text.length));
    }
    return null;
  }

  function traced(resource: Resource, traces: Traces): Resource {
    const { address, callPath } = resource;
    const trace = traces.get(`/${address}/Resource`) ?? traces.get(`/${address}`);
    const place = trace && placeOf(trace);
    if (!place) return resource;
    const call: CallSite = { name: address, span: place };
    return { ...resource, callPath: [call, ...callPath] };
  }

  return deployment => {
    const traces = tracesIn(posix.dirname(absolutePath(workspace, deployment.root)));
    if (traces.size === 0) return deployment;
    return { ...deployment, resources: deployment.resources.map(each => traced(each, traces)) };
  };
}

/** More frames are the CDK's own. */
const DEEPEST_TRACE = 100;

function addTraces(metadata: unknown, traces: Map<string, readonly string[]>): void {
  for (const [path, entries] of Object.entries(recordOf(metadata))) {
    for (const entry of Array.isArray(entries) ? entries : []) {
      const { type, data, trace } = recordOf(entry);
      // Older versions keep the trace beside the logical id.
      const frames = type === 'aws:cdk:creationStack' ? data : type === 'aws:cdk:logicalId' ? trace : null;
      if (!Array.isArray(frames)) continue;
      traces.set(
        path,
        frames.filter(each => typeof each === 'string'),
      );
    }
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function trimmed({ source, start, end }: Span): Span {
  const text = source.text.slice(start, end);
  const before = text.length - text.trimStart().length;
  return span(source, start + before, start + Math.max(before, text.trimEnd().length));
}
