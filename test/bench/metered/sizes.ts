import * as v from 'valibot';
import type { Sizes } from '../cost/model.ts';
import { functionOf } from './functions.ts';
import type { Templates } from './templates.ts';

const stage = v.object({ AccessLogSettings: v.object({ Format: v.string() }) });

/** What API Gateway writes of a request that went well. */
const accessed: Readonly<Record<string, string>> = {
  requestId: 'AbCdEfGhIjKlMnO=',
  requestTime: '22/Nov/2026:04:33:20 +0000',
  httpMethod: 'POST',
  routeKey: 'ANY /webhooks',
  status: '200',
};

/** Reads from the templates what the bill depends on. */
export const sizesOf = ({ assembly, application }: Templates): Sizes => {
  const api = assembly.resources.find(({ type }) => type === 'AWS::ApiGatewayV2::Stage');
  const { Format } = v.parse(stage, api?.properties).AccessLogSettings;
  const line = Format.replace(
    /\$context\.(\w+)/g,
    (_match, name: string) => accessed[name] ?? '12',
  );
  return {
    accessLogBytes: line.length,
    ingressMemory: functionOf(application, 'ingress').memorySize,
    consumerMemory: functionOf(application, 'payments').memorySize,
  };
};
