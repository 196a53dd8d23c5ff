// Errors that end a run with status 2 and one line instead of a stack.

/** The command line, the configuration or a rule is wrong; the message names the nearest right thing. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
