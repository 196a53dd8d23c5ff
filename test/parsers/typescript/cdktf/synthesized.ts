// Programs of CDK for Terraform with one stack.

import { cdk } from '../../../../src/parsers/typescript/cdk/library.ts';
import { cdktf } from '../../../../src/parsers/typescript/cdktf/library.ts';
import { evaluate } from '../tiny-library.ts';

/** The stack `ai` with a body, and what it imports beside the core. */
export function synthesized(imports: string, body: string, options: Parameters<typeof evaluate>[1] = {}) {
  const text = `import { App, Aspects, conditional, DataTerraformRemoteState, Fn, Lazy, Op, propertyAccess, TerraformCount, TerraformElement,
  TerraformHclModule, TerraformIterator, TerraformLocal, TerraformResource, TerraformStack, TerraformVariable, Token } from 'cdktf';
${imports}
class Ai extends TerraformStack {
  constructor(scope: App, id: string) {
    super(scope, id);
    ${body}
  }
}
const app = new App();
new Ai(app, 'ai');
app.synth();`;
  return evaluate({ 'main.ts': text }, { libraries: [cdk, cdktf], ...options });
}
