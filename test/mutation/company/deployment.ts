/** What one environment of a small company consists of, before it is written down in any language. */
export interface Deployment {
  readonly environment: string
  readonly company: string
  readonly account: string
  /** The public zone. */
  readonly domain: string
  readonly privateZone: string
  /** A public zone below that of the domain, which nothing delegates to. */
  readonly childZone?: string
  readonly records: readonly DnsRecord[]
  readonly certificates: readonly Certificate[]
  readonly isInternal: boolean
  readonly addressType: 'dualstack' | 'ipv4'
  /** Ports at which the load balancer's security group lets clients in; `egressPort` is the one it lets out, all of them where there is none. */
  readonly openPorts: readonly number[]
  readonly egressPort?: number
  readonly listeners: readonly Listener[]
  readonly distribution: Distribution
  readonly services: readonly Service[]
  readonly inputs: readonly Input[]
}

export interface DnsRecord {
  readonly key: string
  readonly name: string
  readonly zone: 'public' | 'private' | 'child'
  readonly type: 'A' | 'AAAA' | 'TXT'
  /** The environment's own load balancer or distribution; a DNS name written as text; or the text of a TXT record. */
  readonly target: 'load-balancer' | 'distribution' | { readonly text: string }
  readonly weight?: number
  readonly followsHealth?: true
  readonly failover?: 'PRIMARY' | 'SECONDARY'
  /** In place of the target's zone: the record's own, or an id that is written out. */
  readonly aliasZone?: 'own' | { readonly text: string }
}

export interface Certificate {
  readonly key: string
  readonly names: readonly [string, ...string[]]
  readonly isAwaited: boolean
  /** Where it is presented; CloudFront's certificates are made in us-east-1. */
  readonly use: 'listener' | 'distribution'
}

export interface Listener {
  readonly key: string
  readonly port: number
  readonly protocol: 'HTTP' | 'HTTPS'
  readonly policy?: string
  /** Keys of certificates; the first is the default one. */
  readonly certificates: readonly string[]
  readonly defaultAction: Action
}

export type Action =
  | { readonly kind: 'forward'; readonly service: string }
  | { readonly kind: 'answer'; readonly status: string }
  | {
      readonly kind: 'redirect'
      readonly protocol?: string
      readonly port?: string
      readonly host?: string
      readonly path?: string
    }

export type Condition =
  | { readonly field: 'host' | 'path' | 'method'; readonly values: readonly string[] }
  | { readonly field: 'header'; readonly name: string; readonly values: readonly string[] }
  | { readonly field: 'query'; readonly key: string; readonly value: string }

export interface Rule {
  readonly key: string
  readonly listener: string
  readonly priority?: number
  readonly conditions: readonly Condition[]
  readonly action: Action
}

export interface Service {
  readonly name: string
  readonly writtenIn: 'terraform' | 'cloudformation'
  /** The port that it registers, and the one that its container opens. */
  readonly port: number
  readonly containerPort: number
  /** The port at which its security group lets the load balancer in. */
  readonly ingressPort: number
  readonly count: number
  readonly healthPath: string
  readonly isAttached: boolean
  readonly rules: readonly Rule[]
  readonly environment: Readonly<Record<string, string>>
  readonly app?: App
}

/** How an app is configured: settings by name in a dotenv file, by path in TOML and YAML. */
export interface App {
  readonly format: 'dotenv' | 'toml' | 'yaml'
  readonly settings: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

export interface Distribution {
  readonly aliases: readonly string[]
  readonly originHost: string
  readonly originProtocol: 'https-only' | 'http-only'
  readonly forwardsHost: boolean
  readonly methods: readonly string[]
  readonly keepsAnswers: boolean
  /** Behaviours for paths of their own before the default one, each with the id of its origin. */
  readonly behaviors: readonly { readonly path: string; readonly origin: string }[]
}

/** An input of the root module that nothing of the request's way uses; without a value where only its declaration is left. */
export interface Input {
  readonly name: string
  readonly type: string
  readonly value?: string | boolean
}

export interface Company {
  readonly staging: Deployment
  readonly production: Deployment
}
