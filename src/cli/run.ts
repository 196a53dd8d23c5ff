// One run of the command line, from arguments to exit status.

import { RuleError } from '../engine/rule-error.ts';
import { type Arguments, readArguments } from './arguments.ts';
import { explain } from './commands/explain.ts';
import { lint } from './commands/lint.ts';
import { model } from './commands/model.ts';
import { rules } from './commands/rules.ts';
import { UsageError } from './errors.ts';
import { helpText } from './help.ts';
import { COMMANDS } from './options.ts';
import type { Streams } from './streams.ts';
import { VERSION } from './version.ts';

/** 0 fine, 1 findings or broken files, 2 wrong usage or rule or an internal error. Never throws. */
export async function run(argv: readonly string[], streams: Streams): Promise<number> {
  try {
    const given = readArguments(argv);
    if (given.has('version')) {
      streams.stdout.write(`aispm ${VERSION}\n`);
      return 0;
    }
    if (given.has('help')) {
      streams.stdout.write(
        helpText(argv[0] !== undefined && Object.hasOwn(COMMANDS, argv[0]) ? given.command : null),
      );
      return 0;
    }
    return await dispatch(given, streams);
  } catch (error) {
    streams.stderr.write(`${describe(error, argv.includes('--debug'))}\n`);
    return 2;
  }
}

async function dispatch(given: Arguments, streams: Streams): Promise<number> {
  switch (given.command) {
    case 'lint':
      return lint(given, streams);
    case 'model':
      return model(given, streams);
    case 'bom':
      return (await import('./commands/bom.ts')).bom(given, streams);
    case 'paths':
      return (await import('./commands/paths.ts')).paths(given, streams);
    case 'explain':
      return explain(given, streams);
    case 'rules':
      return rules(given, streams);
    case 'init':
      return (await import('./commands/init.ts')).init(given, streams);
    case 'completion':
      return (await import('./commands/completion.ts')).completion(given, streams);
  }
}

function describe(error: unknown, debug: boolean): string {
  if (error instanceof UsageError) return `aispm: ${error.message}`;
  if (error instanceof Error && error.name === 'GitError') return `aispm: ${error.message}`;
  if (error instanceof RuleError) return error.message;
  const failure = error instanceof Error ? error : new Error(String(error));
  if (debug) return failure.stack ?? failure.message;
  return `aispm: internal error: ${failure.message} (run again with --debug and report what it shows)`;
}
