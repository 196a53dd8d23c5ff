// Paths of folders as Terraform writes them. Refuses to know the disk.

/** From one folder to another, with `.` for the same one. Both are relative to the same place, or absolute. */
export function relativePath(from: string, to: string): string {
  const source = segmentsOf(from);
  const target = segmentsOf(to);
  let shared = 0;
  while (shared < source.length && shared < target.length && source[shared] === target[shared]) shared++;
  const path = [...source.slice(shared).map(() => '..'), ...target.slice(shared)];
  return path.length === 0 ? '.' : path.join('/');
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter(segment => segment !== '' && segment !== '.');
}
