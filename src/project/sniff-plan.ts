// Tells the JSON form of Terraform's plans from all other JSON, whatever its file is called.

/** Whether a text is a plan as `terraform show -json` writes it: it need not be valid. */
export function isPlanText(text: string): boolean {
  return (
    text.includes('"format_version"') &&
    (text.includes('"planned_values"') || text.includes('"resource_changes"'))
  );
}
