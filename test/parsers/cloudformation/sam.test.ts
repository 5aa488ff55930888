import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { valueToJson } from '../../../src/model/value-json.ts'
import { errors, evaluate, problems } from './evaluate.ts'

const text = readFileSync(new URL('../../fixtures/cloudformation/sam/template.yaml', import.meta.url), 'utf8')
const source = evaluate(text)
const resource = (id: string, from = source) => {
  const found = from.resources.find(({ address }) => address.name === id)
  return found && [found.type, valueToJson(found.values)]
}
const lineOf = (id: string) => source.resources.find(({ address }) => address.name === id)?.at.start.line
const line = (words: string): number => text.slice(0, text.indexOf(words)).split('\n').length

describe('a template of the Serverless Application Model', () => {
  it('is evaluated without errors', () => {
    expect(problems(source)).toEqual([])
  })

  it('has functions with their globals, aliases and URLs', () => {
    expect(resource('Statements')).toEqual([
      'AWS::Lambda::Function',
      {
        Runtime: 'nodejs20.x',
        Layers: ['arn:base', 'arn:own'],
        Environment: { Variables: { STAGE: 'staging', LEVEL: 'debug' } },
        FunctionName: 'statements',
        Handler: 'index.handler',
        Role: { $ref: 'StatementsRole.Arn' },
      },
    ])
    expect(lineOf('Statements')).toBe(line('Statements:'))
    expect(resource('StatementsAliaslive')?.[0]).toBe('AWS::Lambda::Alias')
    expect(resource('StatementsUrl')).toMatchObject(['AWS::Lambda::Url', { AuthType: 'AWS_IAM', Qualifier: 'live' }])
  })

  it('has an HTTP API with a stage, routes and who may call them', () => {
    expect(resource('Partner')).toMatchObject(['AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }])
    expect(resource('PartnerStage')).toMatchObject(['AWS::ApiGatewayV2::Stage', { StageName: 'staging' }])
    expect(resource('PartnerTokensAuthorizer')).toMatchObject([
      'AWS::ApiGatewayV2::Authorizer',
      {
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: 'https://id.api.stg.example.com', Audience: ['partner'] },
      },
    ])
    expect(resource('PartnerStatementsListRoute')).toEqual([
      'AWS::ApiGatewayV2::Route',
      {
        ApiId: { $ref: 'Partner' },
        RouteKey: 'GET /statements',
        Target: { $template: ['integrations/', { $ref: 'PartnerStatementsListIntegration' }] },
        AuthorizationType: 'JWT',
        AuthorizerId: { $ref: 'PartnerTokensAuthorizer' },
      },
    ])
    expect(lineOf('PartnerStatementsListRoute')).toBe(line('List:'))
    expect(resource('PartnerStatementsHealthRoute')).toMatchObject([
      'AWS::ApiGatewayV2::Route',
      { RouteKey: 'GET /health', AuthorizationType: 'NONE' },
    ])
    expect(resource('PartnerStatementsListIntegration')).toMatchObject([
      'AWS::ApiGatewayV2::Integration',
      { IntegrationUri: 'arn:aws:lambda:us-east-1:111122223333:function:statements' },
    ])
  })

  it('has the custom domain with its mapping and alias record', () => {
    expect(resource('PartnerDomainName')).toMatchObject([
      'AWS::ApiGatewayV2::DomainName',
      { DomainName: 'api.stg.example.com', DomainNameConfigurations: [{ EndpointType: 'REGIONAL' }] },
    ])
    expect(resource('PartnerBasePathMapping')).toMatchObject([
      'AWS::ApiGatewayV2::ApiMapping',
      { ApiId: { $ref: 'Partner' }, DomainName: 'api.stg.example.com', Stage: 'staging' },
    ])
    expect(resource('PartnerRecordSetGroup')).toMatchObject([
      'AWS::Route53::RecordSetGroup',
      {
        HostedZoneId: 'Z1',
        RecordSets: [
          {
            Name: 'api.stg.example.com',
            Type: 'A',
            AliasTarget: { DNSName: { $ref: 'PartnerDomainName.RegionalDomainName' } },
          },
        ],
      },
    ])
  })

  it('has implicit APIs for events that name none', () => {
    expect(resource('ServerlessHttpApi')?.[0]).toBe('AWS::ApiGatewayV2::Api')
    expect(resource('ServerlessHttpApiApiGatewayDefaultStage')).toMatchObject([
      'AWS::ApiGatewayV2::Stage',
      { StageName: '$default' },
    ])
    expect(resource('ServerlessHttpApiStatementsAnyRoute')).toMatchObject([
      'AWS::ApiGatewayV2::Route',
      { RouteKey: '$default', AuthorizationType: 'NONE' },
    ])
    expect(resource('ServerlessRestApiProdStage')).toMatchObject(['AWS::ApiGateway::Stage', { StageName: 'Prod' }])
  })

  it('has REST methods below the resources of their path, under the condition of their function', () => {
    const method = 'ServerlessRestApiV1VarIdANYMethod'
    expect(resource(method)).toBeUndefined()
    const prod = evaluate(text, { parameters: { Stage: 'prod' } })
    expect(errors(prod)).toEqual([])
    expect(resource('Legacy', prod)).toMatchObject([
      'AWS::Lambda::Function',
      { Role: 'arn:aws:iam::111122223333:role/legacy' },
    ])
    expect(resource(method, prod)).toMatchObject([
      'AWS::ApiGateway::Method',
      { HttpMethod: 'ANY', ResourceId: { $ref: 'ServerlessRestApiV1VarIdResource' }, AuthorizationType: 'NONE' },
    ])
    expect(resource('ServerlessRestApiV1VarIdResource', prod)).toMatchObject([
      'AWS::ApiGateway::Resource',
      { PathPart: '{id}', ParentId: { $ref: 'ServerlessRestApiV1Resource' } },
    ])
  })

  it('guards REST methods, and their preflight too', () => {
    const guarded = { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: { $ref: 'UsersPoolAuthorizer' } }
    expect(resource('Usersv1Stage')).toMatchObject(['AWS::ApiGateway::Stage', { StageName: 'v1' }])
    expect(resource('UsersMeGETMethod')).toMatchObject([
      'AWS::ApiGateway::Method',
      { ...guarded, ApiKeyRequired: true },
    ])
    expect(resource('UsersMeOPTIONSMethod')).toMatchObject([
      'AWS::ApiGateway::Method',
      { ...guarded, Integration: { Type: 'MOCK' } },
    ])
  })

  it('says what it leaves out', () => {
    const left = evaluate(`Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {Path: !Ref "AWS::Region", Method: get}}}}}
  S: {Type: AWS::Serverless::StateMachine}
`)
    expect(problems(left)).toEqual([
      'warning 3: Event E left out',
      'warning 4: AWS::Serverless::StateMachine not expanded',
    ])
  })
})
