import type { Container } from '../../model/entity.ts'
import { isKnown, isString, type Value } from '../../model/value.ts'

/** Variables by which servers are told the port that they listen on. */
const names =
  /^(?:PORT|(?:HTTP|SERVER|LISTEN|NITRO|UVICORN|FLASK_RUN|RAILS|PUMA|QUARKUS_HTTP|MICRONAUT_SERVER)_PORT|ASPNETCORE_(?:URLS|HTTP_PORTS))$/

/** `--port 8080`, `--port=8080`, `--server.port=8080`, `--bind 0.0.0.0:8080`. */
const flag = /^--?(?:port|http-port|server\.port|listen|bind|addr|address)(?:=(.*))?$/

export interface ToldPort {
  /** `PORT`, `--port`. */
  readonly by: string
  readonly value: Value
  /** `undefined` where it is not known. */
  readonly port: number | undefined
}

/** The port at the end of a text: `8080`, `http://+:8080`, `0.0.0.0:8080`. */
const portIn = (text: string): number | undefined => {
  const [, digits] = /(?:^|:)(\d{2,5})\/?$/.exec(text.trim()) ?? []
  return digits === undefined ? undefined : Number(digits)
}

const told = (by: string, value: Value, text: string): readonly ToldPort[] => {
  const port = portIn(text)
  return port === undefined ? [] : [{ by, value, port }]
}

const ofCommand = ({ command }: Container): readonly ToldPort[] => {
  if (command === undefined || 'unknown' in command) return []
  return command.flatMap((part, index) => {
    const [, attached] = isString(part) ? (flag.exec(part.value) ?? []) : []
    if (!isString(part) || !flag.test(part.value)) return []
    if (attached !== undefined) return told(part.value.replace(/=.*/, ''), part, attached)
    const next = command[index + 1]
    return isString(next) ? told(part.value, next, next.value) : []
  })
}

/** The ports that a container's process is told to listen on. */
export const toldPorts = (container: Container): readonly ToldPort[] => [
  ...[...container.environment].flatMap(([name, value]) => {
    if (!names.test(name)) return []
    return isKnown(value) ? told(name, value, String(value.value)) : [{ by: name, value, port: undefined }]
  }),
  ...ofCommand(container),
]
