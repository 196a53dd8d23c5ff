/** The types of showcase.mjs, for the test of what documentation shows. */
export interface Showcase {
  run(line: string): { status: number | null; text: string };
  transcript(line: string): string;
  close(): void;
}
export function openShowcase(root: string): Showcase;
