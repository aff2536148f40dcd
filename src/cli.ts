export async function main(args: readonly string[]): Promise<number> { console.log(process.version, args); return 0; }
