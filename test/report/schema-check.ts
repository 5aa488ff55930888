import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { default as formats } from 'ajv-formats'
import { validateXML } from 'xmllint-wasm'

const schemas = join(import.meta.dirname, '../fixtures/report/schemas')
const read = (name: string): string => readFileSync(join(schemas, name), 'utf8')

/** What a public schema has against a document; nothing when it fits. The schemas are of draft 4, in which only the name of `$id` differs here. */
export const schemaErrors = (name: string, document: unknown): readonly string[] => {
  const { id, ...schema } = JSON.parse(read(name)) as Record<string, unknown>
  const ajv = new Ajv({ strict: false, allErrors: true })
  formats.default(ajv)
  const validate = ajv.compile({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' })
  validate(document)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`)
}

export const xmlErrors = async (name: string, xml: string): Promise<readonly string[]> => {
  const { errors } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [{ fileName: name, contents: read(name) }],
  })
  return errors.map(({ message }) => message)
}
