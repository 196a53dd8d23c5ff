// How Pulumi names the files that configure stacks: `Pulumi.dev.yaml`.

/** The stack that a file of such a name configures; null for other files. */
export function stackOf(path: string): string | null {
  return /(?:^|\/)Pulumi\.([^/]+)\.ya?ml$/.exec(path)?.[1] ?? null;
}

export function isStackFile(path: string): boolean {
  return stackOf(path) !== null;
}
