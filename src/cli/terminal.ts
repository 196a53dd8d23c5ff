// What the terminal can show.

export interface Terminal {
  readonly colour: boolean;
  readonly width: number;
  /** Whether places may be links (OSC 8): only where a person can click on them. */
  readonly links: boolean;
}

const DEFAULT_WIDTH = 100;

/**
 * `--color`, then NO_COLOR (https://no-color.org), FORCE_COLOR, GitHub's runners (which render colour but are no terminal), then
 * whether the stream is a terminal.
 */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  environment: Readonly<Record<string, string | undefined>>,
  when: string | undefined,
): Terminal {
  const colour = wantsColour(stream, environment, when);
  return { colour, width: stream.columns ?? DEFAULT_WIDTH, links: colour && stream.isTTY === true };
}

function wantsColour(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
  when: string | undefined,
): boolean {
  if (when === 'always') return true;
  if (when === 'never') return false;
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== '0';
  if (environment.GITHUB_ACTIONS === 'true') return true;
  return stream.isTTY === true && environment.TERM !== 'dumb';
}
