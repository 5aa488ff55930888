const segment = String.raw`(?:\["[^"]*"\]|\[\d+\])?`
const pattern = new RegExp(
  String.raw`((?:\bmodule\.[\w-]+${segment}\.)*)(?:\bdata\.)?\b(aws_\w+)\.([\w-]+)(\["[^"]*"\]|\[\d+\])?`,
  'g',
)

const kinds: Readonly<Record<string, string>> = {
  aws_acm_certificate: 'certificate',
  aws_lb: 'load balancer',
  aws_alb: 'load balancer',
  aws_lb_listener: 'listener',
  aws_alb_listener: 'listener',
  aws_lb_listener_rule: 'rule',
  aws_alb_listener_rule: 'rule',
  aws_lb_target_group: 'target group',
  aws_alb_target_group: 'target group',
  aws_ecs_service: 'service',
  aws_route53_record: 'record',
  aws_route53_zone: 'zone',
  aws_cloudfront_distribution: 'distribution',
}

const generic = /^(?:this|main|default|it|self)$/

const keyOf = (index: string | undefined): string => (index ?? '').replace(/^\["?|"?\]$/g, '')

const modulesOf = (path: string): readonly { readonly name: string; readonly key: string }[] =>
  [...path.matchAll(/module\.([\w-]+)(\["[^"]*"\]|\[\d+\])?/g)].map(([, name = '', index]) => ({
    name,
    key: keyOf(index),
  }))

const spaced = (name: string): string => name.replaceAll('_', ' ')

/**
 * A text with its Terraform addresses as a person would say them, kind first: `module.service["web"].aws_ecs_service.this` is
 * `service web`. Within brackets, where the kind has been said, only the name: `rule 20 (web/api)`.
 */
export const shortNames = (text: string): string =>
  text.replace(pattern, (...match: readonly unknown[]) => {
    const [, path, type, name, index] = match as readonly string[]
    const at = match.find(part => typeof part === 'number') as number
    const modules = modulesOf(path ?? '')
    const keys = [...modules.map(({ key }) => key), generic.test(name ?? '') ? '' : (name ?? ''), keyOf(index)]
    // `[0]` is what a module that is switched on with `count` is called.
    const own = keys.filter(key => key !== '' && key !== '0')
    const said = own.length > 0 ? own.join('/') : (modules.at(-1)?.name ?? name ?? '')
    const kind = kinds[type ?? ''] ?? spaced((type ?? '').replace(/^aws_/, ''))
    if (text[at - 1] === '(') return said
    return spaced(said) === kind ? kind : `${kind} ${said}`
  })
