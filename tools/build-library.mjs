// What the library has beside its bundle: the door for `import`, and its declarations, made of `src/index.ts` and the types of the JSON
// contract without a look at anything else.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The same declarations for `import` and for `require`: TypeScript asks for each by its own name. */
export function buildLibraryDoors(root, outdir) {
  writeFileSync(
    join(outdir, 'index.mjs'),
    `import library from './index.cjs';\n\nexport const { lint } = library;\n`,
  );
  const contract = declarations(root, 'src/report/contract.ts');
  const door = declarations(root, 'src/index.ts').replace(
    /^(?:import|export) type (?:\*|\{[^}]*\}) from '\.\/report\/contract\.ts';\n/gm,
    '',
  );
  if (/from '/.test(contract + door))
    throw new Error('the declarations of src/index.ts and src/report/contract.ts name other files');
  for (const name of ['index.d.mts', 'index.d.cts'])
    writeFileSync(join(outdir, name), `${door}\n${contract}`);
}

function declarations(root, path) {
  const { outputText, diagnostics } = ts.transpileDeclaration(readFileSync(join(root, path), 'utf8'), {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, strict: true },
  });
  if (diagnostics?.length)
    throw new Error(
      diagnostics.map(each => ts.flattenDiagnosticMessageText(each.messageText, '\n')).join('\n'),
    );
  return outputText;
}
