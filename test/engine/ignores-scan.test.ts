import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { directivesIn } from '../../src/engine/ignores-directives.ts';
import { scanText } from '../../src/engine/ignores-scan.ts';
import { createSource } from '../../src/model/source.ts';

const commentsIn = (path: string, text: string): string[] =>
  scanText(createSource(path, text)).comments.map(({ start, end }) => text.slice(start, end));

describe('comments, and not what looks like them', () => {
  test.each([
    ['a.bicep', "var a = 'x // no' // yes", ['// yes']],
    ['a.bicep', "var a = 'it\\'s // no' /* yes */", ['/* yes */']],
    ['a.bicep', "var a = '${b('// no')} // no' // yes", ['// yes']],
    ['a.bicep', "var a = '${ { x: '}' } } // no' // yes", ['// yes']],
    ['a.bicep', "var a = '''\n// no\n''' // yes", ['// yes']],
    ['a.bicep', "var a = 'never closed // no\nvar b = 1 // yes", ['// yes']],
    ['a.bicep', '  #disable-next-line x\nvar a = 1 #no', ['#disable-next-line x']],
    ['a.bicepparam', '/* yes\nyes */ param a = 1', ['/* yes\nyes */']],
    ['a.json', '{ "a": "// no \\" // no" } // yes', ['// yes']],
    ['a.tf', 'a = "# no ${f("# no")} # no" # yes', ['# yes']],
    ['a.tf', 'a = "$${ # no" # yes', ['# yes']],
    ['a.tf', 'a = <<EOT\n# no\n  EOT\n// yes', ['// yes']],
    ['a.tf', 'a = <<-EOT\n# no\n  EOT\nb = 1 /* yes */', ['/* yes */']],
    ['a.tfvars', 'a = 1 # yes', ['# yes']],
    ['a.yaml', 'a: "# no" # yes', ['# yes']],
    ['a.yaml', "a: 'it''s # no' # yes", ['# yes']],
    ['a.yaml', "a: don't # yes\nb: 'no # no'", ['# yes']],
    ['a.yaml', 'a: no#no', []],
    ['a.yaml', 'a: |\n  # no\n\n  # no\nb: 1 # yes', ['# yes']],
    ['a.yml', '- >-\n  # no\n- 1 # yes', ['# yes']],
    ['a.yaml', 'a: | # yes\n  # no', ['# yes']],
    ['a.ts', 'const a = `// no ${"`"} // no`; // yes', ['// yes']],
    ['a.ts', 'const a = /[\'"]/.test(b) // yes', ['// yes']],
    ['a.ts', 'const a = b / c // yes', ['// yes']],
    ['a.txt', '// whatever', []],
  ])('%s: %s', (path, text, expected) => {
    expect(commentsIn(path, text)).toEqual(expected);
  });

  test('braces find their partners through strings and comments', () => {
    const { braces } = scanText(createSource('a.tf', 'm { a = "${b}" # {\n }'));
    expect([...braces]).toContainEqual([2, 20]);
  });

  test('any text is scanned to its end', () => {
    const pieces = fc.constantFrom(
      ...'{}\'"`#/*$\\\n<>|: ab'.split(''),
      "'''",
      '${',
      '<<E\n',
      '//',
      '/*',
      '*/',
    );
    const path = fc.constantFrom('a.bicep', 'a.tf', 'a.json', 'a.yaml', 'a.ts');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), path, (parts, name) => {
        const text = parts.join('');
        const { comments } = scanText(createSource(name, text));
        let end = 0;
        for (const comment of comments) {
          expect(comment.start).toBeGreaterThanOrEqual(end);
          expect(comment.end).toBeGreaterThan(comment.start);
          end = comment.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('what directives say', () => {
  const read = (text: string) =>
    directivesIn(createSource('a.bicep', text))?.directives.map(
      ({ names, until, reason, own, wholeFile, mistake }) => ({
        names,
        until,
        reason,
        own,
        wholeFile,
        isMistaken: mistake !== null,
      }),
    ) ?? null;
  const plain = { until: null, reason: null, own: true, wholeFile: false, isMistaken: false };

  test.each([
    ['// aispm:ignore[a]', { ...plain, names: ['a'] }],
    [
      '// aispm:ignore[a, b] -- because -- of it',
      { ...plain, names: ['a', 'b'], reason: 'because -- of it' },
    ],
    [
      '/* aispm:ignore[a] until=2027-01-31 -- x */',
      { ...plain, names: ['a'], until: '2027-01-31', reason: 'x' },
    ],
    ['/*\n * aispm:ignore[a]\n */', { ...plain, names: ['a'] }],
    ['// aispm:ignore-file[a]', { ...plain, names: ['a'], wholeFile: true }],
    ['// aispm:ignore [a]', { ...plain, names: ['a'] }],
    ['// aispm:ignore[]', { ...plain, names: [], isMistaken: true }],
    ['// aispm:ignore[a] because', { ...plain, names: ['a'], isMistaken: true }],
    [
      '// aispm:ignore[a] until=2027-13-01',
      { ...plain, names: ['a'], until: '2027-13-01', isMistaken: true },
    ],
    ['// checkov:skip=CKV_A_1:why', { ...plain, names: ['CKV_A_1'], reason: 'why', own: false }],
    ['//checkov:skip=CKV_A_1', { ...plain, names: ['CKV_A_1'], own: false }],
    ['// trivy:ignore:AVD-1:exp:2027-01-31', { ...plain, names: ['AVD-1'], until: '2027-01-31', own: false }],
    ['#disable-next-line a b', { ...plain, names: ['a', 'b'], own: false }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  test('prose about ignoring is none, nor is a text without markers looked at', () => {
    expect(read('// write aispm:ignore[a] to ignore it')).toBeNull();
    expect(read("var a = 'aispm:ignore[a]'")).toBeNull();
    expect(read('// nothing')).toBeNull();
  });
});
