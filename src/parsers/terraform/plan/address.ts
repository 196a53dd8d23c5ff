// Addresses as plans write them, taken apart: `module.ai["a.b"].module.net` and `azurerm_x.y[0]`.

/** One step of a module's address, with its key in brackets as written (empty where it has none). */
export interface AddressStep {
  readonly name: string;
  readonly suffix: string;
}

/** The modules on the way to a module; none for the root's empty address. */
export function moduleSteps(address: string): readonly AddressStep[] {
  const parts = addressParts(address);
  return parts.flatMap((part, index) => {
    if (index % 2 === 0) return [];
    const name = withoutKey(part);
    return [{ name, suffix: part.slice(name.length) }];
  });
}

/** An address without any keys: what is declared once. */
export function declaredAddress(address: string): string {
  return addressParts(address).map(withoutKey).join('.');
}

function withoutKey(part: string): string {
  const at = part.indexOf('[');
  return at < 0 ? part : part.slice(0, at);
}

/** The parts between dots; those in brackets and quotes are no dots. */
export function addressParts(address: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let isQuoted = false;
  let depth = 0;
  for (let index = 0; index < address.length; index++) {
    const character = address[index];
    if (isQuoted) {
      if (character === '\\') index++;
      else if (character === '"') isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === '.' && depth === 0) {
      parts.push(address.slice(start, index));
      start = index + 1;
    }
  }
  if (address !== '') parts.push(address.slice(start));
  return parts;
}
