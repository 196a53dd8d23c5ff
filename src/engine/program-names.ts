// What libraries of TypeScript call the properties of other languages. Refuses to know libraries: it is the rule that all of them follow.

/** A native name as programs write it: `PublicAccess` and `public_access` are `publicAccess`, `KMSKeyId` is `kmsKeyId`. */
export function programName(name: string): string {
  const words = /^[A-Z]/.test(name)
    ? name.replace(/[A-Z]+(?=[A-Z][a-z]|$)/g, run => run.charAt(0) + run.slice(1).toLowerCase())
    : name.replace(/_([a-z0-9])/g, (_, next: string) => next.toUpperCase());
  return words.charAt(0).toLowerCase() + words.slice(1);
}
