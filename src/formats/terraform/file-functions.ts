// Functions that read a file or list a folder (https://developer.hashicorp.com/terraform/language/functions/file). Used by `pulledFiles`.
export const functionNames: readonly string[] = [
  'file',
  'filebase64',
  'filebase64sha256',
  'filebase64sha512',
  'filemd5',
  'fileset',
  'filesha1',
  'filesha256',
  'filesha512',
  'templatefile',
];
