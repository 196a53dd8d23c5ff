// The formats that continuous integration reads: each says where to edit, and survives whatever stands in messages and paths.

import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import type { Severity } from '../../src/model/finding.ts';
import { azureReport } from '../../src/report/azure.ts';
import { githubReport } from '../../src/report/github.ts';
import { gitlabReport } from '../../src/report/gitlab.ts';
import { junitReport } from '../../src/report/junit.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { finding, report } from './sample-report.ts';

const HOSTILE = 'a <b> & "c"\n::error::|x| ]; 100% \u0000 [y](z) \ud800';

const quiet: Report = { ...report, findings: [], diagnostics: [], verdicts: [] };

function withMessage(message: string): Report {
  return { ...report, findings: [{ ...finding, message }] };
}

/** As many findings of a severity as asked for, each of its own. */
function many(number: number, severity: Severity = 'high'): Report {
  const findings = Array.from({ length: number }, (_, index) => ({
    ...finding,
    severity,
    message: `finding ${index}`,
  }));
  return { ...report, diagnostics: [], findings };
}

describe('junit', () => {
  test('a suite for each file, a case for each rule, parse failures as errors', () => {
    expect(junitReport(report)).toMatchInlineSnapshot(`
      "<?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="aispm" tests="2" failures="1" errors="1">
        <testsuite name="infra/broken.bicep" tests="1" failures="0" errors="1" skipped="0">
          <testcase classname="infra/broken.bicep" name="parse-error"><error type="parse-error" message="Expected a value after \`=\`, found the end of the line">infra/broken.bicep:1:9: Expected a value after \`=\`, found the end of the line (write a default or remove \`=\`)</error></testcase>
        </testsuite>
        <testsuite name="infra/my app/main.bicep" tests="1" failures="1" errors="0" skipped="0">
          <testcase classname="infra/my app/main.bicep" name="azure-ai-local-auth-enabled"><failure type="high" message="\`openai\` accepts API keys">infra/my app/main.bicep:2:22: high: \`openai\` accepts API keys
        infra/my app/main.bicep:5:31: module argument
        infra/my app/openai.bicep:3:17: \`properties.disableLocalAuth\`
      Whoever holds a leaked key uses the model and stays anonymous in the logs.
      aispm explain azure-ai-local-auth-enabled</failure></testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  test('what passes and what is unknown is there too', () => {
    const [verdict] = report.verdicts;
    const passing = { ...quiet, verdicts: [{ ...verdict!, outcome: 'pass' as const, message: null }] };
    expect(junitReport(passing)).toContain(
      '<testcase classname="infra/my app/main.bicep" name="azure-ai-local-auth-enabled"/>',
    );
    const undecided = {
      ...quiet,
      verdicts: [{ ...verdict!, outcome: 'unknown' as const, message: 'parameter `x` has no default' }],
    };
    expect(junitReport(undecided)).toContain('<skipped message="parameter `x` has no default"/>');
  });

  test('a failing verdict that is not reported makes no case', () => {
    expect(junitReport({ ...report, findings: [], diagnostics: [] })).not.toContain('<testcase');
  });

  test('nothing breaks out of an attribute', () => {
    const xml = junitReport(withMessage(HOSTILE));
    expect(xml).toContain(
      'message="a &lt;b&gt; &amp; &quot;c&quot;&#10;::error::|x| ]; 100% \ufffd [y](z) \ufffd"',
    );
  });
});

describe('github', () => {
  test('annotations at the place to edit', () => {
    expect(githubReport(report)).toMatchInlineSnapshot(`
      "::error file=infra/broken.bicep,line=1,endLine=1,col=9,endColumn=10,title=expected-value::Expected a value after \`=\`, found the end of the line%0Awrite a default or remove \`=\`
      ::error file=infra/my app/main.bicep,line=2,endLine=2,col=22,endColumn=27,title=azure-ai-local-auth-enabled (high)::\`openai\` accepts API keys%0AFix: param keyless bool = true
      "
    `);
  });

  test('no text ends a command or starts another', () => {
    const lines = githubReport(withMessage(HOSTILE)).trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('%0A::error::|x| ]; 100%25');
  });

  test('what GitHub would drop is counted, the gravest are kept', () => {
    const text = githubReport({
      ...report,
      diagnostics: [],
      findings: [...many(12).findings, ...many(30, 'low').findings],
    });
    expect(text.match(/^::error /gm)).toHaveLength(10);
    expect(text.match(/^::notice file/gm)).toHaveLength(9);
    expect(text).toContain('::23 more findings than GitHub shows here');
  });
});

describe('azure', () => {
  test('issues at the place to edit', () => {
    expect(azureReport(report)).toMatchInlineSnapshot(`
      "##vso[task.logissue type=error;sourcepath=infra/broken.bicep;linenumber=1;columnnumber=9;code=expected-value;]Expected a value after \`=\`, found the end of the line
      ##vso[task.logissue type=error;sourcepath=infra/my app/main.bicep;linenumber=2;columnnumber=22;code=azure-ai-local-auth-enabled;]high: \`openai\` accepts API keys
      "
    `);
  });

  test('no text ends a command', () => {
    expect(azureReport(withMessage(HOSTILE)).trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('gitlab', () => {
  test('issues as GitLab reads them', () => {
    expect(JSON.parse(gitlabReport(report))).toMatchInlineSnapshot(`
      [
        {
          "check_name": "parse-error",
          "description": "Expected a value after \`=\`, found the end of the line",
          "fingerprint": "1jazc3lmrh-14pnw228gnn",
          "location": {
            "lines": {
              "begin": 1,
              "end": 1,
            },
            "path": "infra/broken.bicep",
          },
          "severity": "critical",
          "type": "issue",
        },
        {
          "check_name": "azure-ai-local-auth-enabled",
          "description": "\`openai\` accepts API keys",
          "fingerprint": "16vaksepg97-1bofcqzabns",
          "location": {
            "lines": {
              "begin": 2,
              "end": 2,
            },
            "path": "infra/my app/main.bicep",
          },
          "severity": "critical",
          "type": "issue",
        },
      ]
    `);
  });

  test('fingerprints are unique in a report and the same in every run', () => {
    const prints = (text: string): string[] =>
      JSON.parse(text).map((issue: { fingerprint: string }) => issue.fingerprint);
    expect(new Set(prints(gitlabReport(many(5)))).size).toBe(5);
    expect(prints(gitlabReport(many(5)))).toEqual(prints(gitlabReport(many(5))));
  });
});

describe('markdown', () => {
  test('tables of findings, of what was not read and of the inventory, then the details', () => {
    expect(markdownReport(report)).toMatchInlineSnapshot(`
      "## aispm: 1 finding

      3 files, 1 resource (1 AI): 1 high; 0 verdicts unknown, 1 file not analysed

      | Severity | Finding | Where | Rule |
      | --- | --- | --- | --- |
      | 🟧 high | \`openai\` accepts API keys | \`infra/my app/main.bicep:2\` | \`azure-ai-local-auth-enabled\` |

      ### Not analysed

      | Problem | Where | Next step |
      | --- | --- | --- |
      | Expected a value after \`=\`, found the end of the line | \`infra/broken.bicep:1\` | write a default or remove \`=\` |

      ### AI inventory: 1 resource

      | Service | Name | Type | Where | Findings |
      | --- | --- | --- | --- | --- |
      | Azure OpenAI | openai | \`Microsoft.CognitiveServices/accounts\` | \`infra/my app/openai.bicep:2\` | 1 high |

      ### Details

      <details><summary>🟧 <b>azure-ai-local-auth-enabled</b> \`openai\` accepts API keys</summary>

      At \`infra/my app/main.bicep:2\`: default of parameter \`keyless\`.

      Reaches \`infra/my app/main.bicep:5\` (module argument) → \`infra/my app/openai.bicep:3\` (\`properties.disableLocalAuth\`).

      Whoever holds a leaked key uses the model and stays anonymous in the logs.

      Fix: \`param keyless bool = true\` (clients must use Entra ID first).

      More: <https://learn.microsoft.com/azure/ai-services/authentication>, \`aispm explain azure-ai-local-auth-enabled\`.

      </details>
      "
    `);
  });

  test('places are links where a forge is known', () => {
    const link = ({ file, line }: { file: string; line: number }) =>
      `https://forge.example/${encodeURI(file)}#L${line}`;
    expect(markdownReport(report, { link })).toContain(
      '[`infra/my app/main.bicep:2`](https://forge.example/infra/my%20app/main.bicep#L2)',
    );
  });

  test('no text breaks the table or becomes a tag', () => {
    const row = markdownReport(withMessage(HOSTILE))
      .split('\n')
      .find(line => line.startsWith('| 🟧'));
    expect(row).toBe(
      '| 🟧 high | a &lt;b&gt; &amp; "c" ::error::\\|x\\| \\]; 100% \u0000 \\[y\\](z) \ud800 | `infra/my app/main.bicep:2` | `azure-ai-local-auth-enabled` |',
    );
  });

  test('thousands of findings stay below what GitHub shows', () => {
    expect(markdownReport(many(5000)).length).toBeLessThan(200_000);
  });

  test('nothing found is said', () => {
    expect(markdownReport(quiet)).toContain('## aispm: 1 file could not be read');
  });
});
