import type { Step } from '../hcl/scope.ts'
import { dynamicType } from '../hcl/type.ts'
import type { HclValue } from '../hcl/value.ts'
import { findUnknown, reasonOf } from '../hcl/value-access.ts'
import { tupleOf, unknownBecause } from '../hcl/value-constructors.ts'
import { lazyObject } from './lazy-object.ts'
import type { Repetition } from './repetition.ts'

type Key = string | number | undefined

/** What the name of a resource or a module call stands for in expressions. */
export class Repeated {
  private readonly mode: Repetition['mode']
  private readonly objects: ReadonlyMap<string, HclValue>
  /** How many instances there are is not known: the one object stands for each of them. */
  private readonly undetermined: HclValue | undefined
  private known: HclValue | undefined

  constructor(
    mode: Repetition['mode'],
    members: readonly { readonly key: Key; readonly object: HclValue }[],
    undetermined?: HclValue,
  ) {
    this.mode = mode
    this.objects = new Map(members.map(({ key, object }) => [String(key ?? '*'), object]))
    this.undetermined = undetermined
  }

  /** All instances: a tuple for `count`, an object by key for `for_each`, the only object without either. */
  get whole(): HclValue {
    this.known ??= this.undetermined ?? this.all()
    return this.known
  }

  /**
   * What `name`, `name[0]` or `name["blue"]` stands for. An instance is picked without the others where its key is written out, also when
   * it is not known whether it exists: then it is the reference that it will be if it does.
   */
  select(next: Step | undefined): { readonly value: HclValue; readonly used: number } {
    if (this.mode === 'single' || next?.kind !== 'index') return { value: this.whole, used: 0 }
    const [first] = this.objects.values()
    const picked = this.undetermined === undefined ? this.objects.get(String(next.key)) : first
    return picked === undefined ? { value: this.whole, used: 0 } : { value: picked, used: 1 }
  }

  private all(): HclValue {
    const { mode, objects } = this
    if (mode === 'for_each') return lazyObject(objects.keys(), key => objects.get(key))
    const members = [...objects.values()]
    return (mode === 'single' ? members[0] : undefined) ?? tupleOf(members)
  }
}

/** What decides a repetition that is not known, in place of its instances as a whole. */
export const undeterminedValue = ({ because }: Repetition): HclValue | undefined => {
  if (because === undefined) return undefined
  const unknown = findUnknown(because.value)
  const why = unknown === undefined ? { kind: 'invalid' as const, names: 'count or for_each' } : reasonOf(unknown.cause)
  return unknownBecause(dynamicType, why, {}, because.value.marks)
}
