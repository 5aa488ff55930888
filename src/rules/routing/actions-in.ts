import type { Action } from '../../model/entity.ts'
import type { EnvironmentModel } from '../../model/environment-model.ts'

/** The actions of every rule and the default actions of every listener, but for those that are surely not there. */
export const actionsIn = ({ entities }: EnvironmentModel): readonly Action[] => [
  ...entities['listener-rule'].filter(({ exists }) => exists !== 'no').flatMap(({ actions }) => actions),
  ...entities.listener.filter(({ exists }) => exists !== 'no').flatMap(({ defaultActions }) => defaultActions),
]
