// Which files are Terraform's, by their names alone.

const EXTENSIONS = ['.tf', '.tofu', '.tf.json', '.tofu.json'] as const;

/** Whether a file belongs to a module: by its name, backups of editors and hidden files aside. */
export function isConfigurationFile(path: string): boolean {
  const name = nameOfFile(path);
  if (name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#')))
    return false;
  return EXTENSIONS.some(extension => name.endsWith(extension));
}

export function nameOfFile(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
