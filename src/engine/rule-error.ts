// What is wrong with a rule, a resource map or a configuration, at its place in the file. The doors print it and exit with 2.

/** One mistake in such a file; `line` and `column` count from 1. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Files that cannot be used, with every mistake found. Its message has one line `file:line:column: text` per mistake. */
export class RuleError extends Error {
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(problems.map(problem => `${placeText(problem)}: ${problem.message}`).join('\n'));
    this.name = 'RuleError';
    this.problems = problems;
  }
}

/** `file:line:column`, as editors and terminals link it. */
function placeText(place: Omit<RuleProblem, 'message'>): string {
  return `${place.file}:${place.line}:${place.column}`;
}
