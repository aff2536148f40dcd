// Files that no format reads and that secrets are kept in all the same: fetched so that the scanners of raw text see them.

/** Keys and credentials by the names that tools give them, and settings of programs. Source code is left out: it would be most of a repository. */
const KEPT_IN: readonly RegExp[] = [
  /(?:^|\/)\.env[^/]*$|\.env$/i,
  /\.(?:pem|key|ppk|asc|pgp|jks|kubeconfig)$/i,
  /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$/i,
  /(?:^|\/)(?:\.?npmrc|\.?pypirc|\.?netrc|\.htpasswd|\.git-credentials|\.dockercfg|\.dockerconfigjson|\.boto|\.s3cfg|\.pgpass|\.my\.cnf|\.vault-token|credentials|kubeconfig)$/i,
  /\.(?:ini|cfg|conf|config|properties|toml|xml|plist|http|envrc)$/i,
];

export function mayHoldSecrets(path: string): boolean {
  return KEPT_IN.some((pattern) => pattern.test(path));
}
