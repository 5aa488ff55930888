import { cfn, tf, unset } from '../helpers/evaluated.ts'
import { testReading } from './read-cases.ts'

const running = (address: string, containers: unknown) => [
  { kind: 'service', exists: 'yes', name: 'api', targets: [], taskDefinition: `<${address}>` },
  { kind: 'task-definition', exists: 'yes', family: 'api', containers },
]
const told = [{ name: 'api', ports: [], environment: { HOST: 'example.com', PORT: '8080' }, secrets: {} }]
const variables = { HOST: 'example.com', PORT: 8080 }

testReading('a Lambda function as a service', [
  {
    name: 'with its variables',
    from: [tf('aws_lambda_function.f', { function_name: 'api', environment: [{ variables }] })],
    gives: running('aws_lambda_function.f', told),
  },
  {
    name: 'with its variables',
    from: [cfn('F', 'AWS::Lambda::Function', { FunctionName: 'api', Environment: { Variables: variables } })],
    gives: running('F', told),
  },
  {
    name: 'without any',
    from: [cfn('F', 'AWS::Lambda::Function', { FunctionName: 'api' })],
    gives: running('F', [{ name: 'api', ports: [], environment: {}, secrets: {} }]),
  },
  {
    name: 'with variables that are not known',
    from: [tf('aws_lambda_function.f', { function_name: 'api', environment: [{ variables: unset('var.variables') }] })],
    gives: running('aws_lambda_function.f', { unknown: '?var.variables' }),
  },
])
