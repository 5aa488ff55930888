/** An output of a root module that a script asks Terraform for; the directory as the script writes it. */
export interface OutputAsked {
  readonly name: string
  readonly directory?: string
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])([\s\S]*)\1$/, '$2')

/** `terraform -chdir=DIR output -raw NAME`, also of OpenTofu and Terragrunt, also with `cd DIR &&` before it; pipes behind it pass the value on. */
export const outputAsked = (command: string): OutputAsked | undefined => {
  const [, options = '', name] =
    /\b(?:terraform|tofu|terragrunt)\b((?:\s+-\S+)*)\s+output\s+(?:-\S+\s+)*"?([A-Za-z_][\w-]*)"?/.exec(command) ?? []
  if (name === undefined) return undefined
  const option = /-(?:chdir|-terragrunt-working-dir)[= ](\S+)/.exec(options)?.[1]
  const before = /\bcd\s+("[^"]*"|'[^']*'|[^\s;&|]+)\s*(?:&&|;)/.exec(command)?.[1]
  const directory = option ?? before
  return directory === undefined ? { name } : { name, directory: unquoted(directory) }
}
