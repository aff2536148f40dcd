// Problems of policy files as SARIF 2.1.0, for code scanning and editors. Called by `aigov policy validate --format sarif`.
import { digestOf } from '../model/canonical.ts';
import { stopped } from './describe-change.ts';
import { visible } from './escape.ts';
import type { ShownProblem } from './policy-problem.ts';
import { sarifLog, uriOf, type Sarif } from './sarif-log.ts';

export function renderProblemsSarif(problems: readonly ShownProblem[]): Sarif {
  return sarifLog(
    problems.map(({ source, line, column, severity, code, message, fix }) => ({
      ruleId: code,
      level: severity,
      message: { text: visible(`${stopped(message)} ${fix}`) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: artifactAt(source),
            region: { startLine: line, startColumn: column },
          },
        },
      ],
      // Lines are left out: the same problem keeps its fingerprint when text above it moves.
      partialFingerprints: { 'aigov/v1': digestOf({ code, source, message: message.toWellFormed() }) },
    })),
  );
}

/** Only a relative reference has a base. */
function artifactAt(path: string): object {
  return path.startsWith('/')
    ? { uri: `file://${uriOf(path)}` }
    : { uri: uriOf(path), uriBaseId: '%SRCROOT%' };
}
