// The members of one mapping of YAML while it is read: what is written out takes the place of what `<<` merges, wherever either stands.
// Refuses to know how the text is read. https://yaml.org/type/merge.html

import type { TemplateMember, TemplateNode } from './syntax.ts';

export class Members {
  private readonly byKey = new Map<string, TemplateMember>();
  private readonly merged = new Set<string>();

  /** False where the key was written before; then the last one counts. */
  add(member: TemplateMember): boolean {
    const isFirst = !this.byKey.has(member.key) || this.merged.delete(member.key);
    this.byKey.set(member.key, member);
    return isFirst;
  }

  /** Adds what `<<` merges: a mapping or a list of mappings; says why something may be missing. */
  merge(node: TemplateNode): string | undefined {
    if (node.kind === 'list') {
      const reasons = node.items.map(item => this.merge(item));
      return reasons.find(reason => reason !== undefined);
    }
    if (node.kind !== 'map') return node.kind === 'unread' ? node.reason : BROKEN;
    for (const member of node.members) {
      if (this.byKey.has(member.key)) continue;
      this.byKey.set(member.key, member);
      this.merged.add(member.key);
    }
    return node.broken;
  }

  all(): readonly TemplateMember[] {
    return [...this.byKey.values()];
  }
}

/** Why something that should be there is not. */
export const BROKEN = 'something in it could not be read';
