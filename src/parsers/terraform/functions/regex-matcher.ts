// Matches regular expressions in time linear to the text, whatever the pattern: all alternatives are followed at once (Pike's machine), leftmost
// first as in Perl and Go. Refuses to know how patterns are written.

import { type CharacterSet, hasCharacter } from './regex-classes.ts';
import type { Assertion, Regex, RegexNode } from './regex-syntax.ts';

type Instruction =
  | { readonly op: 'characters'; readonly set: CharacterSet; next: number }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'assert'; readonly where: Assertion; next: number }
  | { readonly op: 'save'; readonly slot: number; next: number }
  | { readonly op: 'match' };

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
  readonly groups: readonly (string | null)[];
}

const MOST_INSTRUCTIONS = 20_000;

/** The machine's program; null where the pattern is too large. */
export function compileRegex({ root, groups }: Regex): Program | null {
  const instructions: Instruction[] = [{ op: 'match' }];
  const start = emit({ kind: 'capture', of: root, index: 0 }, 0, instructions);
  return start === null ? null : { instructions, start, groups };
}

/** Adds what matches the node and goes on at `next`; where to begin. Written back to front, so that nothing has to be patched but loops. */
function emit(node: RegexNode, next: number, program: Instruction[]): number | null {
  if (program.length > MOST_INSTRUCTIONS) return null;
  switch (node.kind) {
    case 'empty':
      return next;
    case 'characters':
      return program.push({ op: 'characters', set: node.set, next }) - 1;
    case 'assertion':
      return program.push({ op: 'assert', where: node.where, next }) - 1;
    case 'capture': {
      const end = program.push({ op: 'save', slot: 2 * node.index + 1, next }) - 1;
      const of = emit(node.of, end, program);
      return of === null ? null : program.push({ op: 'save', slot: 2 * node.index, next: of }) - 1;
    }
    case 'sequence':
      return node.items.reduceRight<number | null>(
        (after, item) => (after === null ? null : emit(item, after, program)),
        next,
      );
    case 'choice':
      return node.options.reduceRight<number | null>((after, option, index) => {
        const first = after === null ? null : emit(option, next, program);
        if (first === null || index === node.options.length - 1) return first;
        return program.push({ op: 'split', first, second: after! }) - 1;
      }, next);
    case 'repeat':
      return emitRepeat(node, next, program);
  }
}

function emitRepeat(
  node: Extract<RegexNode, { kind: 'repeat' }>,
  next: number,
  program: Instruction[],
): number | null {
  const { of, least, most, greedy } = node;
  let at: number | null = next;
  if (most === Number.POSITIVE_INFINITY) {
    const loop = emitLoop(of, next, greedy, program);
    if (loop === null) return null;
    // Of what may be empty, one round is made before the question whether to go on: `(x+)?`.
    const atLeastNone = isNullable(of) ? split(loop.body, next, greedy, program) : loop.question;
    at = least === 0 ? atLeastNone : loop.body;
  }
  for (let count = least; Number.isFinite(most) && count < most && at !== null; count++) {
    at = split(emit(of, at, program), next, greedy, program);
  }
  const rounds = Number.isFinite(most) ? least : least - 1;
  for (let count = 0; count < rounds && at !== null; count++) at = emit(of, at, program);
  return at;
}

// The body, then the question whether to go on, which leads back to the body.
function emitLoop(of: RegexNode, next: number, greedy: boolean, program: Instruction[]) {
  const again: Extract<Instruction, { op: 'split' }> = { op: 'split', first: next, second: next };
  const question = program.push(again) - 1;
  const body = emit(of, question, program);
  if (body === null) return null;
  if (greedy) again.first = body;
  else again.second = body;
  return { body, question };
}

function split(body: number | null, other: number, greedy: boolean, program: Instruction[]): number | null {
  if (body === null) return null;
  const [first, second] = greedy ? [body, other] : [other, body];
  return program.push({ op: 'split', first, second }) - 1;
}

function isNullable(node: RegexNode): boolean {
  switch (node.kind) {
    case 'characters':
      return false;
    case 'sequence':
      return node.items.every(isNullable);
    case 'choice':
      return node.options.some(isNullable);
    case 'capture':
      return isNullable(node.of);
    case 'repeat':
      return node.least === 0 || isNullable(node.of);
    default:
      return true;
  }
}

/** Positions in the text, in code points: start and end of the match and of each group, -1 where a group took no part. */
export type Match = readonly number[];

/** How much may still be done; matching stops at zero. */
export interface Budget {
  left: number;
}

interface Thread {
  readonly at: number;
  readonly slots: Match;
}

/** The first match at or after `from`; null where there is none, or where the budget is spent. */
export function findMatch(
  program: Program,
  input: readonly number[],
  from: number,
  budget: Budget,
): Match | null {
  const slots = new Array<number>(2 * (program.groups.length + 1)).fill(-1);
  const marks = new Int32Array(program.instructions.length).fill(-1);
  let threads: Thread[] = [];
  let found: Match | null = null;
  for (let position = from; position <= input.length; position++) {
    if (found && threads.length === 0) break;
    if (!found) follow(program, { at: program.start, slots }, input, position, marks, threads);
    budget.left -= threads.length + 1;
    if (budget.left < 0) return null;
    const next: Thread[] = [];
    for (const thread of threads) {
      const instruction = program.instructions[thread.at]!;
      if (instruction.op === 'match') {
        found = thread.slots;
        break;
      }
      if (instruction.op !== 'characters' || position === input.length) continue;
      if (!hasCharacter(instruction.set, input[position]!)) continue;
      follow(program, { at: instruction.next, slots: thread.slots }, input, position + 1, marks, next);
    }
    threads = next;
  }
  return found;
}

// Adds the thread and all that it comes to without reading, in the order of preference; no instruction twice at one position.
function follow(
  program: Program,
  start: Thread,
  input: readonly number[],
  position: number,
  marks: Int32Array,
  threads: Thread[],
): void {
  const stack = [start];
  for (let thread = stack.pop(); thread; thread = stack.pop()) {
    const { at, slots } = thread;
    if (marks[at] === position) continue;
    marks[at] = position;
    const instruction = program.instructions[at]!;
    switch (instruction.op) {
      case 'split':
        stack.push({ at: instruction.second, slots }, { at: instruction.first, slots });
        break;
      case 'assert':
        if (holds(instruction.where, input, position)) stack.push({ at: instruction.next, slots });
        break;
      case 'save':
        stack.push({ at: instruction.next, slots: slots.with(instruction.slot, position) });
        break;
      default:
        threads.push(thread);
    }
  }
}

function holds(where: Assertion, input: readonly number[], position: number): boolean {
  switch (where) {
    case 'text-start':
      return position === 0;
    case 'text-end':
      return position === input.length;
    case 'line-start':
      return position === 0 || input[position - 1] === 10;
    case 'line-end':
      return position === input.length || input[position] === 10;
    default:
      return (isWord(input[position - 1]) !== isWord(input[position])) === (where === 'word-edge');
  }
}

function isWord(code: number | undefined): boolean {
  if (code === undefined) return false;
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
  );
}
