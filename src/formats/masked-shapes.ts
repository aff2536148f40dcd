// Secrets that show by their shape, whatever the attribute is called: a data table, asked by `maskShapes`.

/**
 * Keys and tokens of known makers, PEM keys, JWTs, passwords in addresses, headers, options of commands and assignments in
 * scripts. Each pattern is linear: no two parts can match one text.
 */
export const MASKED_SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]{0,20000}(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,64}|xox[abeprs]-[\w-]{10,255}|sk_live_\w{10,255})/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /(?<=hooks\.slack\.com\/(?:services|workflows)\/)[\w/]{8,255}/g,
  /\beyJ[\w-]{10,4096}\.[\w-]{10,4096}\.[\w-]{0,4096}/g,
  /(?<=:\/\/[^\s:/@]{0,64}:)[^\s/@]{1,256}(?=@)/g,
  /(?<=\b[Aa]uthorization["']?[:=] {0,4}["']?(?:[Bb]earer|[Bb]asic|[Tt]oken) )[\w+/=.~-]{4,4096}/g,
  /(?<=\b[A-Z0-9_]{0,40}(?:TOKEN|SECRET|PASSWORD|PASSWD|API_KEY|PRIVATE_KEY)[A-Z0-9_]{0,20}=["']?)[^\s"'$(]{4,4096}/g,
  /(?<=(?:password|passwd|passphrase|secret|token|api_?key|private_?key)=["']?)[^\s"'$(&;,]{4,4096}/g,
  // Options: `--password x`, `-u user:x`, the `-px` of MySQL's clients, and what is piped into `--password-stdin`.
  /(?<=--(?:[a-z]{1,20}-){0,2}(?:password|passphrase|secret|token|api-?key)[ =]["']?)[^\s"'$(-][^\s"'$(]{2,4096}/g,
  /(?<=(?:\s-u|--user)[ =]["']?[\w.@-]{1,64}:)[^\s"'$(]{3,256}/g,
  /(?<=\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;&]{0,120} -p)[^\s"'$(]{3,256}/g,
  /(?<=\becho (?:-n )?["']?)[^\s"'$(|]{4,256}(?=["']? {0,4}\|[^\n|]{0,80}--password-stdin)/g,
];
