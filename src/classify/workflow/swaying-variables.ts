// Variables that make programs do what no step of a job shows: a data table, read by workflow-hidden-program.
// Each as the manual of its program documents it: ld.so(8), bash(1), git(1), node(1), perlrun(1), ruby(1), java(1), curl(1), the AWS SDKs.
import type { Severity } from '../../model/words.ts';

type Sway = {
  readonly names: RegExp;
  /** Goes into "sets `NAME`, which …". */
  readonly effect: string;
  readonly severity: Severity;
  /** Only values that hold this; left out: any value that is not empty. */
  readonly values?: RegExp;
};

/** First match wins. */
const SWAYS: readonly Sway[] = [
  {
    names: /^ACTIONS_ALLOW_UNSECURE_COMMANDS$/i,
    effect: 'lets every line that a program prints set variables and paths',
    severity: 'high',
    values: /^(?!false$)/i,
  },
  {
    names: /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|BASH_ENV|PROMPT_COMMAND|PYTHONSTARTUP)$/,
    effect: 'makes programs of this job run other code first',
    severity: 'high',
  },
  {
    names: /^(?:NODE_OPTIONS|PERL5OPT|RUBYOPT|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/,
    effect: 'makes programs of this job run other code first',
    severity: 'high',
    values:
      /(?:^|\s)(?:--?(?:require|import|loader|experimental-loader|inspect\S{0,20})\b|-r\b|-M|-agent|-javaagent|\$\{\{)/,
  },
  {
    names:
      /^GIT_(?:SSH|SSH_COMMAND|EXEC_PATH|PROXY_COMMAND|EXTERNAL_DIFF|PAGER|EDITOR|ASKPASS|TEMPLATE_DIR|CONFIG(?:_(?:GLOBAL|SYSTEM|COUNT|PARAMETERS|KEY_\d{1,3}|VALUE_\d{1,3}))?)$/,
    effect: 'decides which programs git runs and where it looks',
    severity: 'medium',
  },
  {
    names: /^(?:PATH|Path)$/,
    effect: 'decides which programs are found under their names',
    severity: 'medium',
  },
  {
    names: /^(?:LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|PYTHONPATH|NODE_PATH|PERL5LIB|RUBYLIB|CLASSPATH)$/,
    effect: 'decides where programs find their libraries',
    severity: 'low',
  },
  {
    names: /^(?:https?_proxy|all_proxy|AWS_ENDPOINT_URL(?:_\w{1,40})?)$/i,
    effect: 'sends what this job says to another host',
    severity: 'medium',
  },
  {
    names:
      /^(?:NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|AWS_CA_BUNDLE|GIT_SSL_CAINFO)$/,
    effect: 'decides which hosts are believed to be who they say',
    severity: 'low',
  },
  {
    names: /^(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)$/,
    effect: 'lets any host pass for any other',
    severity: 'medium',
    values: /^0$/,
  },
  {
    names: /^GIT_SSL_NO_VERIFY$/,
    effect: 'lets any host pass for any other',
    severity: 'medium',
    values: /^(?!(?:0|false)$)/i,
  },
];

export type Swayed = { readonly effect: string; readonly severity: Severity };

/** Null for a variable that sways nothing, or not with this value. */
export function swayOf(name: string, value: string): Swayed | null {
  const found = SWAYS.find(({ names }) => names.test(name));
  if (found === undefined || value === '' || found.values?.test(value) === false) return null;
  return { effect: found.effect, severity: found.severity };
}
