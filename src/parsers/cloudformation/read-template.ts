import type { Diagnostic } from '../../model/diagnostic.ts'
import { startOf } from '../../model/source-location.ts'
import { locator } from './locate.ts'
import { readJsonTemplate } from './read-json-template.ts'
import { readYamlTemplate } from './read-yaml-template.ts'
import type { TemplateNode } from './template-node.ts'

export interface ReadTemplate {
  /** Absent when the text is not well-formed. */
  readonly root?: TemplateNode
  readonly diagnostics: readonly Diagnostic[]
}

export type TemplateFormat = 'yaml' | 'json'

/** CloudFormation itself refuses templates over 1 MB; sources may be larger before they are packaged, but not by orders of magnitude. */
const maximumLength = 2 * 1024 * 1024

/** A template as a tree in long form with a location for every node. JSON is read strictly when the name or `format` says so. */
export const readTemplate = (file: string, source: string, format?: TemplateFormat): ReadTemplate => {
  const refused = (summary: string, detail: string): ReadTemplate => ({
    diagnostics: [{ severity: 'error', summary, detail, at: startOf(file) }],
  })
  if (source.length > maximumLength)
    return refused(
      'Template too large',
      `The template has ${source.length} characters; CloudFormation takes 1 MB at most, and sotsu reads 2 MB. Split it into nested stacks.`,
    )
  const locate = locator(file, source)
  const text = source.replace(/^\uFEFF/, ' ')
  const isJson = format === 'json' || (format === undefined && (/\.json$/i.test(file) || /^\s*\{/.test(text)))
  try {
    if (!isJson) return readYamlTemplate(source, locate)
    const read = readJsonTemplate(text, locate)
    return read.root !== undefined || format === 'json' || /\.json$/i.test(file)
      ? read
      : readYamlTemplate(source, locate)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refused('Template nested too deeply', 'The template is nested deeper than sotsu can follow. Flatten it.')
  }
}
