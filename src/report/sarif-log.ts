// The frame of a SARIF log: one run, its rules the ids that occur. Called by the renderers of SARIF.

export type Sarif = {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly object[];
};

/** `properties` say what concerns the whole run. */
export function sarifLog(
  results: readonly { readonly ruleId: string }[],
  properties?: { readonly [name: string]: string },
): Sarif {
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].toSorted();
  const rules = ids.map((id) => ({ id, shortDescription: { text: id.toLowerCase().replace(/[-_]/g, ' ') } }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'aigov', rules } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => ({ ...result, ruleIndex: ids.indexOf(result.ruleId) })),
        ...(properties === undefined ? {} : { properties }),
      },
    ],
  };
}

/** A relative URI reference: git paths may hold any byte but NUL. */
export function uriOf(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/');
}
