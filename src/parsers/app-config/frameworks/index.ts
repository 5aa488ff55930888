import { aspnet } from './aspnet.ts'
import { django } from './django.ts'
import { dynaconf } from './dynaconf.ts'
import { elixir } from './elixir.ts'
import { figment } from './figment.ts'
import { flask } from './flask.ts'
import type { Framework } from './framework.ts'
import { goEnv } from './go-env.ts'
import { layeredFiles } from './layered-files.ts'
import { micronaut } from './micronaut.ts'
import { nodeConfig } from './node-config.ts'
import { pydantic } from './pydantic.ts'
import { quarkus } from './quarkus.ts'
import { rails } from './rails.ts'
import { rustConfig } from './rust-config.ts'
import { spring } from './spring.ts'
import { viper } from './viper.ts'

/** Every framework, the more particular before the more general: where several are recognised, all of them load and the first names the app. */
export const frameworks: readonly Framework[] = [
  quarkus,
  micronaut,
  spring,
  aspnet,
  nodeConfig,
  rustConfig,
  figment,
  viper,
  goEnv,
  pydantic,
  dynaconf,
  flask,
  django,
  elixir,
  rails,
  layeredFiles,
]
